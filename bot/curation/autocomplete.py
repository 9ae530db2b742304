"""Autocomplete of `/library`: facts, topics, sources, aliases, reasons and changes."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from discord.app_commands import Choice

from bot.answers.autocomplete import offer_topics
from bot.answers.client_protocol import Interaction, ignore_errors
from bot.answers.responder import InteractionResponder
from bot.curation.typed_things import find_topic, pick_topic_or_source
from bot.discord_api import limits
from bot.queries.unresolved import parse_source_choice, source_choice
from bot.ui.choice_labels import SOURCE_PREFIX, TOPIC_PREFIX, find_labelled_source
from bot.ui.choices import choice, fact_choices, put_first, source_choices, text_choices
from facts.library.filters import parse_labelled_id
from facts.library.library import Library
from facts.model.changes import Change, ChangeId
from facts.model.entities import FactId, Topic
from facts.model.errors import NotFoundError, SourceNotFound
from facts.model.selection import Slice
from facts.search.similar_texts import list_similar, list_similar_texts
from facts.store.change_reader import HistoryFilter
from facts.text.normalize import words

REASONS: Final = (
    "Out of date",
    "The source does not say this",
    "The source was retracted",
    "Said twice",
    "Not for this library",
)
"""Reasons for a removal that are offered everywhere."""
_MAX_CHANGES: Final = 100
"""The latest changes, among which choices are looked for."""


@ignore_errors
async def complete_any_fact(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer facts by number and by words, also a removed one by its number."""

    def offer(library: Library) -> list[Choice[str]]:
        facts = library.autocomplete.facts(typed, limits.CHOICES)
        number = parse_labelled_id(typed) or 0
        if any(each.id == number for each in facts):
            return fact_choices(facts)
        removal = library.changes.find_removal(FactId(number))
        removed = [choice(f"{number} · removed", str(number))] if removal else []
        return [*removed, *fact_choices(facts)][: limits.CHOICES]

    return await interaction.client.dispatcher.read(interaction, offer)


@ignore_errors
async def complete_new_topic(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics, after the typed text unless a topic has exactly this name."""

    def offer(library: Library) -> list[Choice[str]]:
        topics = offer_topics(typed, library)
        if not typed.strip() or find_topic(typed, library):
            return topics
        return [*text_choices(typed, ()), *topics][: limits.CHOICES]

    return await interaction.client.dispatcher.read(interaction, offer)


@ignore_errors
async def complete_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sources by titles and addresses; the newest while nothing is typed."""
    return await interaction.client.dispatcher.read(
        interaction, lambda library: _offer_sources(typed, library)
    )


@ignore_errors
async def complete_topic_or_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer topics, then sources."""
    half = limits.CHOICES // 2

    def offer(library: Library) -> list[Choice[str]]:
        topics = offer_topics(typed, library, half, TOPIC_PREFIX)
        sources = _offer_sources(typed, library, half, SOURCE_PREFIX)
        return [*sources, *topics] if _names_source(typed, library) else [*topics, *sources]

    return await interaction.client.dispatcher.read(interaction, offer)


@ignore_errors
async def complete_alias(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the aliases of the topic that was chosen."""
    topic = await _read_topic(interaction)
    aliases = topic.aliases if topic else ()
    return text_choices("", list_similar_texts(typed, aliases))


@ignore_errors
async def complete_new_alias(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed name, and the initials of the topic that was chosen."""
    topic = await _read_topic(interaction)
    return text_choices(typed, _suggest_aliases(topic) if topic else ())


@ignore_errors
async def complete_reason(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed reason, then those given before to curators, and common ones."""
    changes = await _read_changes(interaction)
    given = (each.note.reason for each in changes)
    return text_choices(typed, list_similar_texts(typed, filter(None, (*given, *REASONS))))


@ignore_errors
async def complete_change(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer curators the latest changes that are not undone."""
    number = parse_labelled_id(typed)
    changes = await _read_changes(interaction, ChangeId(number) if number else None)
    labels = {each: f"{each.id} · {each.summary}" for each in changes if each.undone_by is None}
    near = list_similar(typed, labels, lambda each: labels[each])
    found = dict.fromkeys((*(each for each in labels if each.id == number), *near))
    return [choice(labels[each], str(each.id)) for each in found][: limits.CHOICES]


async def _read_changes(
    interaction: Interaction, number: ChangeId | None = None
) -> Sequence[Change]:
    """Return the latest changes, and one by its number, if the user is a curator."""
    registry = interaction.client.dispatcher.registry
    viewer = InteractionResponder(interaction).viewer

    def load(library: Library) -> Sequence[Change]:
        if not registry.identify(viewer, library).is_curator:
            return ()
        page = library.changes.load_page(HistoryFilter(), Slice(limit=_MAX_CHANGES), 0)
        numbered = library.changes.get(number) if number else None
        return [*([numbered] if numbered else []), *(each.change for each in page.changes)]

    return await interaction.client.dispatcher.read(interaction, load)


async def _read_topic(interaction: Interaction) -> Topic | None:
    """Return the topic that the user chose in the option `topic`."""
    typed = str(getattr(interaction.namespace, "topic", "") or "")

    def load(library: Library) -> Topic | None:
        topic = find_topic(typed, library)
        summaries = library.list_chosen((topic,) if topic else ()).topics
        return summaries[0].topic if summaries else None

    return await interaction.client.dispatcher.read(interaction, load)


def _suggest_aliases(topic: Topic) -> Iterator[str]:
    """Yield the initials of a name with several words: RAG for retrieval-augmented generation."""
    initials = "".join(word[0] for word in words(topic.name)).upper()
    known = {each.casefold() for each in topic.aliases}
    if len(initials) > 1 and initials.casefold() not in known:
        yield initials


def _names_source(typed: str, library: Library) -> bool:
    """Return whether a typed text means a source, as `pick_topic_or_source` would read it."""
    with suppress(NotFoundError):
        return pick_topic_or_source(typed, library)[0] == "source"
    return typed.startswith(SOURCE_PREFIX)


def _offer_sources(
    typed: str, library: Library, limit: int = limits.CHOICES, prefix: str = ""
) -> list[Choice[str]]:
    """Return sources as choices; the one of a typed value or label comes first."""
    chosen = parse_source_choice(typed) or find_labelled_source(typed, library)
    text = typed.removeprefix(prefix)
    with suppress(SourceNotFound):
        text = library.source(chosen).source.source.title if chosen else text
    offer = library.autocomplete
    sources = offer.titles(text, limit) or offer.similar_titles(text, limit)
    choices = source_choices(sources, prefix)
    return put_first(source_choice(chosen), choices) if chosen else choices
