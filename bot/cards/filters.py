"""The filters of a selection, in words and in Markdown."""

from collections.abc import Iterator
from typing import Final

from bot.ui.layout import inline, pluralize
from facts.model.entities import Source, Topic
from facts.model.results import Totals
from facts.model.selection import Selection

_NAME: Final = 200
_WORD: Final = 60
_DATE: Final = 20


def describe_filters(
    selection: Selection, limit: int, topic: Topic | None = None, source: Source | None = None
) -> str:
    """Return what a selection leaves: “on naps, by Ann Lee, since 2024”.

    `topic` and `source` are the selected ones, where the card does not name them otherwise. Empty
    without filters.
    """
    return ", ".join(_list_filters(selection, limit, topic, source))


def describe_totals(totals: Totals) -> str:
    """Return the numbers of facts and sources; of too many facts, a hint to filter more."""
    facts, sources = pluralize(totals.facts, "fact"), pluralize(totals.sources, "source")
    if totals.is_cut:
        return f"More than {facts}, of which these are the first · add a filter to see fewer"
    return f"{facts} · {sources}" if totals.sources else facts


def _list_filters(
    selection: Selection, limit: int, topic: Topic | None, source: Source | None
) -> Iterator[str]:
    if topic:
        yield f"on {inline(topic.name, min(limit, _NAME))}"
    if selection.focus:
        yield "on what this channel is about"
    if selection.kind:
        yield f"of kind {inline(selection.kind, min(limit, _WORD))}"
    if selection.author:
        yield f"by {inline(selection.author, min(limit, _WORD))}"
    if selection.site:
        yield f"from {inline(selection.site, min(limit, _WORD))}"
    if source:
        yield f"in “{inline(source.title, min(limit, _NAME))}”"
    yield from _list_dates(selection)


def _list_dates(selection: Selection) -> Iterator[str]:
    since, until = selection.since, selection.until
    if since and since == until:
        yield f"published in {inline(since, _DATE)}"
        return
    if since:
        yield f"since {inline(since, _DATE)}"
    if until:
        yield f"until {inline(until, _DATE)}"
