"""Warnings and problems of an import in lines; equal ones are one line."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.cards.miss import DISCORD_VOICE
from bot.curation.files.comparison_text import LINE, NAME, count_more, count_things
from bot.ui.layout import inline, subtext
from bot.ui.text_fit import truncate
from facts.curation.file_import import FileImportReport
from facts.importers.input_reading import FileMessage
from facts.model.drafts import EntryProblem

_MESSAGES: Final = 3
"""Lines of each list on a card, at most."""


def describe_messages(report: FileImportReport, limit: int) -> Iterator[str]:
    """Yield the bad entries that are left out, and the warnings, as Markdown blocks."""
    named = len(report.reading.names) > 1
    skipped, warnings = report.reading.skipped, report.warnings
    if skipped:
        yield f"{count_things(len(skipped), 'bad entry', 'bad entries')}, left out:"
        yield from _shorten(list_messages(skipped, limit, named=named))
    if warnings:
        yield f"{count_things(len(warnings), 'warning')}:"
        yield from _shorten(list_messages(warnings, limit, named=named))


def list_messages(messages: Iterable[FileMessage], limit: int, *, named: bool) -> list[str]:
    """Return a line for each message of a file: its first place, how many others, what it says."""
    groups: dict[tuple[str, str], list[FileMessage]] = {}
    for each in messages:
        groups.setdefault((each.file, each.entry.message), []).append(each)
    return [_show_group(group, limit, named=named) for group in groups.values()]


def _show_group(group: list[FileMessage], limit: int, *, named: bool) -> str:
    first = group[0]
    column = first.entry.column if isinstance(first.entry, EntryProblem) else 0
    places = [inline(first.file, min(limit, NAME))] if named else []
    places += [f"line {first.entry.line}"] if first.entry.line else []
    places += [f"column {column}"] if column else []
    others = len(group) - 1
    more = f" and {count_things(others, 'more place')}" if others else ""
    message = DISCORD_VOICE.text(truncate(first.entry.message, min(limit, LINE)))
    place = f"{', '.join(places)}{more}"
    return f"{place}: {message}" if place else message


def _shorten(lines: list[str]) -> Iterator[str]:
    yield "\n".join(
        [*map(subtext, lines[:_MESSAGES]), *count_more(len(lines), _MESSAGES, "message")]
    )
