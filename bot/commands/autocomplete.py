"""Autocomplete of the options of the look-up commands."""

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from discord import app_commands
from discord.app_commands import Choice

from bot.answers.client_protocol import Interaction, ignore_errors
from bot.discord_api import limits
from bot.ui.choices import source_choices, text_choices
from bot.ui.text_fit import truncate
from facts.library.library import Library
from facts.model.dates import MONTHS, PublicationDate
from facts.model.entities import Fact, Source
from facts.model.errors import NoSourceMatches
from facts.model.results import Match
from facts.search.similar_texts import list_similar
from facts.text.normalize import name_key

AuthorName = app_commands.Range[str, 1, 200]
_SPANS: Final = (("The last 30 days", 30), ("The last 12 months", 365), ("The last 5 years", 1_826))
_SINCE: Final = "Since "
_MAX_YEARS: Final = 5
_MAX_MONTHS: Final = 12
_MAX_TOPICS: Final = 8
"""Topics that are offered for a search, before facts."""
_OPERATORS: Final = re.compile(r'["“”]|(?<!\w)-')
"""Signs with a meaning in a search."""


@ignore_errors
async def complete_kind(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer kinds that match what is typed."""
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.kinds(typed, limits.CHOICES)
    )
    return _name_choices(count.name for count in counts)


@ignore_errors
async def complete_site(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer sites that match what is typed."""
    counts = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.sites(typed, limits.CHOICES)
    )
    return _name_choices(count.name for count in counts)


@ignore_errors
async def complete_author(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer what is typed if an author has that name, and authors that match it."""

    def read(library: Library) -> tuple[bool, list[str]]:
        authors = library.citations.authors
        is_known = bool(typed.strip() and authors.find_named(typed, 1))
        return is_known, [each.name for each in authors.complete(typed, limits.CHOICES)]

    is_known, names = await interaction.client.dispatcher.read(interaction, read)
    same = [name for name in names if name_key(name) == name_key(typed)]
    return text_choices("" if same else typed, [*same, *names], is_valid=is_known)


@ignore_errors
async def complete_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer what is typed, and sources that match it; the newest sources for nothing."""

    def read(library: Library) -> tuple[Source, ...]:
        if not typed.strip():
            return library.autocomplete.titles("", limits.CHOICES)
        with suppress(NoSourceMatches):
            found = library.citations.find_sources(typed, limit=limits.CHOICES)
            return tuple(each.source for each in found.sources)
        return ()

    sources = await interaction.client.dispatcher.read(interaction, read)
    return [*text_choices(typed, ()), *source_choices(sources)][: limits.CHOICES]


@ignore_errors
async def complete_since(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed date, spans that end today, months and years."""
    today = interaction.created_at.date()
    spans, words = list_spans(today), read_span(typed, today)
    date = PublicationDate.parse(words).iso if words.strip() else None
    typed_date = [Choice(name=f"{_SINCE}{date}", value=date)] if date else []
    near = list_similar(typed, spans, str) or list_similar(f"{_SINCE}{typed}", spans, str)
    offered = [Choice(name=name, value=spans[name]) for name in near if spans[name] != date]
    return [*typed_date, *offered][: limits.CHOICES]


def read_span(typed: str, today: datetime.date) -> str:
    """Return the date of a span whose label was typed, or the typed text."""
    labels = {label.casefold(): date for label, date in list_spans(today).items()}
    text = typed.strip().casefold()
    return labels.get(text, text.removeprefix(_SINCE.casefold()))


@ignore_errors
async def complete_topic_name(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed text, then names of topics."""
    matches = await interaction.client.dispatcher.read(
        interaction, lambda library: library.autocomplete.topics(typed, limits.CHOICES)
    )
    return text_choices(typed, (match.name for match in matches))


@ignore_errors
async def complete_search(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer the typed text, then names of topics and facts with its words."""

    def read(library: Library) -> tuple[tuple[Match, ...], tuple[Fact, ...]]:
        offer = library.autocomplete
        return offer.topics(typed, _MAX_TOPICS), offer.facts(typed, limits.CHOICES)

    matches, facts = await interaction.client.dispatcher.read(interaction, read)
    names = [match.name for match in matches]
    return text_choices(typed, [*names, *(search_words(each) for each in facts)])


def list_spans(today: datetime.date) -> dict[str, str]:
    """Return the first dates of spans by their labels: to today, months and years."""
    ends = {name: (today - datetime.timedelta(days)).isoformat() for name, days in _SPANS}
    years = {f"{_SINCE}{today.year - ago}": str(today.year - ago) for ago in range(_MAX_YEARS)}
    months = {}
    for ago in range(_MAX_MONTHS):
        year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
        months[f"{_SINCE}{MONTHS[month]} {year}"] = f"{year}-{month + 1:02}"
    return ends | years | months


def search_words(fact: Fact) -> str:
    """Return the beginning of a fact as a search, without signs that mean something there."""
    text = _OPERATORS.sub(" ", " ".join(fact.text.split()))
    return truncate(text, limits.CHOICE_VALUE).removesuffix("…").strip()


def _name_choices(names: Iterable[str]) -> list[Choice[str]]:
    """Return names as choices, without those too long for Discord."""
    return text_choices("", names)
