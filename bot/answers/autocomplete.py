"""Autocomplete of topics and facts, for the commands of all features."""

from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction, ignore_errors
from bot.discord_api import limits
from bot.queries.unresolved import parse_topic_choice, topic_choice
from bot.ui.choice_labels import find_labelled_topic
from bot.ui.choices import fact_choices, put_first, topic_choices
from facts.library.library import Library


@ignore_errors
async def complete_topic(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics that match what is typed, by their ids."""
    return await interaction.client.dispatcher.read(
        interaction, lambda library: offer_topics(typed, library)
    )


@ignore_errors
async def complete_fact(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer facts by number and by words; the newest while nothing is typed."""
    facts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.facts(typed, limits.CHOICES)
    )
    return fact_choices(facts)


def offer_topics(
    typed: str, library: Library, limit: int = limits.CHOICES, prefix: str = ""
) -> list[Choice[str]]:
    """Return topics as choices; the one of a typed value or label comes first."""
    chosen = parse_topic_choice(typed) or find_labelled_topic(typed, library)
    names = library.topic_names((chosen,) if chosen else ())
    text = names.get(chosen, typed) if chosen else typed.removeprefix(prefix)
    choices = topic_choices(library.autocomplete.topics(text, limit), prefix)
    return put_first(topic_choice(chosen), choices) if chosen else choices
