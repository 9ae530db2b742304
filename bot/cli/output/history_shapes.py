"""The history and the libraries, as text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from bot.cli.output.json_shapes import Json
from bot.cli.output.text_shapes import (
    BLANK_LINE,
    OutputBlock,
    OutputLine,
    OutputSpan,
    OutputTable,
    Weight,
)
from facts.curation.differences import PHRASINGS, SETTINGS, Difference, ThingDifferences
from facts.model.changes import Change
from facts.model.entities import SHARED_LIBRARY
from facts.model.results import LibraryCounts

_ENTITIES: Final = {SETTINGS: "settings of server", PHRASINGS: "question"}
"""Names of things whose type does not name them well."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change with the differences of the first things that it wrote.

    `others` is the number of further things.
    """

    change: Change
    differences: tuple[ThingDifferences, ...]
    others: int


def changes_json(entries: Iterable[HistoryEntry]) -> list[Json]:
    """Return changes without their differences."""
    return [_change_json(entry.change) for entry in entries]


def changes(entries: Sequence[HistoryEntry]) -> Iterator[OutputBlock]:
    """Yield changes with their differences, newest first."""
    for place, entry in enumerate(entries):
        if place:
            yield BLANK_LINE
        yield from _change(entry)


def libraries_json(counts: Iterable[LibraryCounts]) -> list[Json]:
    """Return the size of each library; the shared one is server 0."""
    return [
        {
            "server": str(each.library),
            "facts": each.facts,
            "topics": each.topics,
            "sources": each.sources,
        }
        for each in counts
    ]


def libraries(counts: Iterable[LibraryCounts]) -> Iterator[OutputBlock]:
    """Yield the libraries as a table."""
    rows = [
        (
            OutputSpan("shared" if each.library == SHARED_LIBRARY else str(each.library)),
            OutputSpan(str(each.facts)),
            OutputSpan(str(each.topics)),
            OutputSpan(str(each.sources)),
        )
        for each in counts
    ]
    yield OutputTable(("Server",), ("Facts", "Topics", "Sources"), rows)


def _change_json(change: Change) -> Json:
    note = change.note
    return {
        "id": change.id,
        "at": note.made_at.isoformat(),
        "by": None if note.made_by is None else str(note.made_by),
        "from": note.origin or None,
        "reason": note.reason or None,
        "summary": change.summary,
        "undone_by": change.undone_by,
    }


def _change(entry: HistoryEntry) -> Iterator[OutputLine]:
    change, note = entry.change, entry.change.note
    number = OutputSpan(f"{change.id}  ", Weight.SMALL_PRINT)
    yield OutputLine((number, OutputSpan(change.summary, Weight.HEADING)))
    moment = note.made_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    user = f"user {note.made_by}" if note.made_by else ""
    undone = f"undone by change {change.undone_by}" if change.undone_by else ""
    details = " · ".join(filter(None, (moment, note.origin, user, undone)))
    yield OutputLine((OutputSpan(details, Weight.SMALL_PRINT),))
    if note.reason and note.reason != change.summary:
        yield OutputLine((OutputSpan(f"Reason: {note.reason}"),))
    for each in entry.differences:
        yield from _thing(each)
    if entry.differences and entry.others:
        yield OutputLine((OutputSpan(f"… and {entry.others:,} more", Weight.SMALL_PRINT),))


def _thing(each: ThingDifferences) -> Iterator[OutputLine]:
    state = "new" if each.is_new else "removed" if each.is_gone else "changed"
    label = f"{_ENTITIES.get(each.entity, each.entity)} {each.id}, {state}"
    if each.entity == "hidden":
        fact = each.parts[0].after or each.parts[0].before
        label = f"fact {fact}, {'hidden there' if each.is_new else 'no longer hidden there'}"
        yield OutputLine((OutputSpan(label, Weight.SMALL_PRINT),), (OutputSpan("  "),))
        return
    yield OutputLine((OutputSpan(label, Weight.SMALL_PRINT),), (OutputSpan("  "),))
    for part in each.parts:
        yield from _difference(part)


def _difference(part: Difference) -> Iterator[OutputLine]:
    for sign, value in (("-", part.before), ("+", part.after)):
        if value:
            start = OutputSpan(f"  {sign} {part.part}: ", Weight.KIND)
            yield OutputLine((OutputSpan(value),), (start,))
