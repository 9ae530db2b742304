"""Autocomplete of facts, sources, aliases and changes."""

from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction, ignore_errors
from bot.answers.responder import InteractionResponder
from bot.curation.typed_things import source_choice
from bot.discord_api import limits
from bot.queries.unresolved import parse_topic_choice
from bot.ui.choices import choice, topic_choices
from bot.ui.text_fit import measure
from facts.library.library import Library
from facts.model.entities import Source
from facts.model.selection import Slice
from facts.store.change_reader import HistoryFilter, HistoryPage


@ignore_errors
async def complete_fact(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer facts by number and by words; the newest while nothing is typed."""
    facts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.facts(typed, limits.CHOICES)
    )
    return [choice(f"{each.id} · {each.text}", str(each.id)) for each in facts]


@ignore_errors
async def complete_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sources whose titles or addresses contain what is typed."""
    sources = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.titles(typed, limits.CHOICES)
    )
    return [_source(each) for each in sources]


@ignore_errors
async def complete_topic_or_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics, then sources."""
    half = limits.CHOICES // 2
    matches, sources = await interaction.client.dispatcher.read(
        interaction,
        lambda library: (
            library.autocomplete.topics(typed, half),
            library.autocomplete.titles(typed, half),
        ),
    )
    topics = topic_choices(matches)
    for each in topics:
        each.name = choice(f"Topic · {each.name}", each.value).name
    return [*topics, *(_source(each, "Source · ") for each in sources)]


@ignore_errors
async def complete_alias(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the aliases of the topic that was chosen."""
    topic = parse_topic_choice(str(getattr(interaction.namespace, "topic", "") or ""))
    if topic is None:
        return []
    answer = await interaction.client.dispatcher.read(
        interaction, lambda library: library.list_chosen((topic,))
    )
    aliases = [alias for each in answer.topics for alias in each.topic.aliases]
    fitting = (alias for alias in aliases if typed.casefold() in alias.casefold())
    return [choice(each, each) for each in fitting if measure(each) <= limits.CHOICE_VALUE][
        : limits.CHOICES
    ]


@ignore_errors
async def complete_change(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer curators the latest changes that are not undone."""
    registry = interaction.client.dispatcher.registry
    viewer = InteractionResponder(interaction).viewer

    def load(library: Library) -> HistoryPage | None:
        if not registry.identify(viewer, library).is_curator:
            return None
        return library.changes.load_page(HistoryFilter(), Slice(limit=100), 0)

    page = await interaction.client.dispatcher.read(interaction, load)
    if page is None:
        return []
    found = [each.change for each in page.changes if each.change.undone_by is None]
    labels = [(f"{each.id} · {each.summary}", str(each.id)) for each in found]
    fitting = (pair for pair in labels if typed.casefold() in pair[0].casefold())
    return [choice(*pair) for pair in fitting][: limits.CHOICES]


def _source(source: Source, prefix: str = "") -> Choice[str]:
    return choice(f"{prefix}{source.title}", source_choice(source.id))
