"""What an import has in common with the library, in lines of a preview."""

from collections.abc import Iterator
from typing import Final

from bot.ui.layout import inline, pluralize, subtext
from facts.curation.file_import import FileImportReport
from facts.curation.import_comparison import (
    Correction,
    CutLine,
    PossibleDuplicate,
    VersionRelation,
)

_CORRECTIONS: Final = 3
_CUT_LINES: Final = 1
_DUPLICATES: Final = 2
"""Entries of each list, at most."""
LINE: Final = 250
"""UTF-16 units of a text in a list, at most."""
NAME: Final = 60
"""UTF-16 units of the name of a file, at most."""


def describe_corrections(report: FileImportReport, limit: int) -> Iterator[str]:
    """Yield the lines that are versions of a fact or of another line, as Markdown blocks."""
    comparison = report.comparison
    corrections = comparison.corrections
    if corrections:
        count = count_things(len(corrections), "line seems", "lines seem")
        yield f"{count} to be another version of a fact:"
        for each in corrections[:_CORRECTIONS]:
            yield _show_correction(each, report, limit)
        yield from count_more(len(corrections), _CORRECTIONS, "line")
    if comparison.cut_lines:
        count = count_things(len(comparison.cut_lines), "line is", "lines are")
        yield f"{count} the cut-off beginning of another line:"
        for line in comparison.cut_lines[:_CUT_LINES]:
            yield _quote(_name_place(line, report, limit), line.draft.text, limit)
        yield from count_more(len(comparison.cut_lines), _CUT_LINES, "line")


def describe_duplicates(report: FileImportReport, limit: int) -> Iterator[str]:
    """Yield the possible duplicates as Markdown blocks."""
    comparison = report.comparison
    if duplicates := comparison.duplicates:
        one, several = "possible duplicate is a new fact", "possible duplicates are new facts"
        yield f"{count_things(len(duplicates), one, several)} if you apply this:"
        for each in duplicates[:_DUPLICATES]:
            yield _quote(_describe_duplicate(each, report, limit), each.draft.text, limit)
        yield from count_more(len(duplicates), _DUPLICATES, "line")
    if comparison.not_compared:
        more = count_things(comparison.not_compared, "more new fact was", "more new facts were")
        yield subtext(
            f"{more} not compared with known ones: only the first {comparison.limit:,} are."
        )


def _show_correction(each: Correction, report: FileImportReport, limit: int) -> str:
    lead = _describe_correction(each, report, limit)
    if each.relation is VersionRelation.CUT_OFF:
        return _quote(lead, each.draft.text, limit)
    old, new = (inline(words, min(limit, LINE)) for words in each.excerpts)
    return f"{subtext(lead)}\n> {old}\n> → {new}"


def _describe_correction(each: Correction, report: FileImportReport, limit: int) -> str:
    place = _name_place(each, report, limit)
    known = f"#{each.fact.id}"
    if each.relation is VersionRelation.CUT_OFF:
        return f"{place} is the cut-off beginning of {known}"
    if each.relation is VersionRelation.WHOLE:
        return f"{place} is the whole of {known}, which is cut off"
    return f"{place} differs from {known} in {pluralize(each.changed_words, 'word')}"


def _describe_duplicate(each: PossibleDuplicate, report: FileImportReport, limit: int) -> str:
    place = _name_place(each, report, limit)
    return f"{place} is {each.likeness} % like #{each.fact.id}"


def _quote(lead: str, words: str, limit: int) -> str:
    return f"{subtext(lead)}\n> {inline(words, min(limit, LINE))}"


def describe_left_out(report: FileImportReport) -> Iterator[str]:
    """Yield how many lines were left out, and why."""
    if report.left_out:
        one = "line left out as another version"
        yield count_things(report.left_out, one, "lines left out as other versions")
    if skipped := report.reading.skipped:
        yield count_things(len(skipped), "bad entry left out", "bad entries left out")


def _name_place(
    each: Correction | CutLine | PossibleDuplicate, report: FileImportReport, limit: int
) -> str:
    names, line = report.reading.names, each.draft.line
    name = inline(names[each.file], min(limit, NAME))
    return f"line {line}" if len(names) == 1 else f"{name}, line {line}"


def count_more(count: int, shown: int, thing: str) -> Iterator[str]:
    """Yield the line that counts what a list leaves out, if anything."""
    if count > shown:
        yield subtext(f"and {pluralize(count - shown, f'more {thing}')}")


def count_things(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
