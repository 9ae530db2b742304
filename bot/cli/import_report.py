"""Report of an import, as text or JSON."""

from collections.abc import Iterable, Mapping
from typing import Final

import click

from bot.cli.main import undo_command
from bot.cli.output.safe_text import clean, say
from facts.curation.file_import import CorrectionRule, FileImportReport
from facts.curation.import_comparison import (
    MAX_COMPARED,
    Correction,
    CutLine,
    PossibleDuplicate,
    VersionRelation,
)
from facts.importers.input_reading import FileMessage
from facts.model.drafts import FactDraft

_SHOWN: Final = 20
"""Messages, corrections or duplicates printed, at most."""
_WIDTH: Final = 100
"""Characters of a text in a list."""
_SAMPLE: Final = 300
"""Characters of a fact in a preview."""


def print_report(report: FileImportReport, rule: CorrectionRule, *, dry_run: bool) -> None:
    """Print the figures to standard output and the messages to standard error."""
    for line in (*_figures(report), *_describe_files(report, dry_run=dry_run)):
        click.echo(clean(line))
    if report.change:
        click.echo(f"change    {report.change}; undo with: {undo_command(report.change)}")
    _print_corrections(report, rule)
    print_messages(report)
    if dry_run:
        for sample in report.comparison.samples:
            click.echo("")
            click.echo("\n".join(map(clean, _sample_lines(sample))))
        click.echo("\nNothing was written: this was a dry run.")


def print_messages(report: FileImportReport) -> None:
    """Print what was left out, and the first warnings, to standard error."""
    _say_all([f"{_place(each)}: left out: {each.entry.message}" for each in report.reading.skipped])
    _say_all([f"{_place(each)}: {each.entry.message}" for each in report.warnings])
    if report.reading.dropped:
        say(f"… and {_count(report.reading.dropped, 'message')} beyond the first ones.")


def _describe_files(report: FileImportReport, *, dry_run: bool) -> Iterable[str]:
    """Yield how the files were understood, if that is not plain."""
    for each in report.reading.files:
        if not (dry_run or each.notes):
            continue
        yield f"file      {each.name}: {each.format}, {_count(each.facts, 'fact')}"
        yield from (f"          {note.message}" for note in each.notes)


def _figures(report: FileImportReport) -> Iterable[str]:
    figures = report.figures
    facts = {
        "already known": figures.known,
        "repeated in the input": figures.repeated,
        "corrected": figures.corrected,
    }
    yield f"facts     {_join_counts(figures.new, facts)}"
    sources = {"added to earlier facts": figures.citations}
    yield f"sources   {_join_counts(figures.sources, sources)}"
    aliases = {"new alias" if figures.aliases == 1 else "new aliases": figures.aliases}
    yield f"topics    {_join_counts(figures.topics, aliases)}"
    if report.reading.skipped:
        yield f"left out  {_count(len(report.reading.skipped), 'bad entry', 'bad entries')}"
    yield f"warnings  {len(report.warnings) or 'none'}"
    if report.reading.lone_sources and not report.reading.facts:
        yield "          The sources have no facts yet: `footnote add` cites them by their titles."


def _print_corrections(report: FileImportReport, rule: CorrectionRule) -> None:
    comparison = report.comparison
    corrections, duplicates = comparison.corrections, comparison.duplicates
    if corrections:
        count = _count(len(corrections), "line seems to be a version", "lines seem to be versions")
        click.echo(f"\n{count} of known facts:")
        _print_all([_describe_correction(each, report, rule) for each in corrections])
    if comparison.cut_lines:
        count = _count(len(comparison.cut_lines), "line is", "lines are")
        outcome = "left out" if rule is CorrectionRule.REPLACE else "imported too"
        click.echo(f"\n{count} the cut-off beginning of another; {outcome}:")
        _print_all([_describe_line(each, report) for each in comparison.cut_lines])
    if rule is CorrectionRule.SKIP and (corrections or comparison.cut_lines):
        click.echo("  --corrections replace takes the new and whole texts, keep takes both.")
    if duplicates:
        count = _count(len(duplicates), "new fact says", "new facts say")
        click.echo(f"\n{count} nearly the same as a known one:")
        _print_all([_describe_duplicate(each, report) for each in duplicates])
    if comparison.not_compared:
        count = _count(comparison.not_compared, "new fact was", "new facts were")
        click.echo(f"\n{count} not compared with known ones: only the first {MAX_COMPARED:,} are.")


def _describe_correction(each: Correction, report: FileImportReport, rule: CorrectionRule) -> str:
    """Return where a line stands, how it differs from what, and what becomes of it."""
    place, known = _place_of(each, report), f"#{each.fact.id}"
    outcome = {CorrectionRule.SKIP: "left out", CorrectionRule.KEEP: "imported too"}.get(rule)
    if each.relation is VersionRelation.CUT_OFF:
        how = f"is the cut-off beginning of {known}; {outcome or 'left out'}"
        return f"{place} {how}: {_shorten(each.draft.text)}"
    how = f"differs from {known} in {_count(each.changed_words, 'word')}"
    if each.relation is VersionRelation.WHOLE:
        how = f"is the whole of {known}, which is cut off"
    old, new = map(_shorten, each.excerpts)
    lines = (f"{place} {how}; {outcome or 'replaces it'}", f"    - {old}", f"    + {new}")
    return "\n  ".join(lines)


def _describe_line(each: CutLine, report: FileImportReport) -> str:
    return f"{_place_of(each, report)}: {_shorten(each.draft.text)}"


def _place_of(each: Correction | CutLine | PossibleDuplicate, report: FileImportReport) -> str:
    return f"{report.reading.names[each.file]}:{each.draft.line}"


def _describe_duplicate(each: PossibleDuplicate, report: FileImportReport) -> str:
    likeness = f"is {each.likeness} % like #{each.fact.id}"
    return f"{_place_of(each, report)} {likeness}: {_shorten(each.draft.text)}"


def _sample_lines(sample: FactDraft) -> list[str]:
    named = [f"{name} ({stance})" if stance else name for name, stance in sample.links]
    sources = "; ".join(
        ", ".join(filter(None, (each.source.title, each.author, str(each.source.published or ""))))
        for each in sample.citations
    )
    text = sample.text if len(sample.text) <= _SAMPLE else f"{sample.text[:_SAMPLE]}…"
    return [f"{sample.kind}  {text}", f"  {', '.join(named) or 'no topic'} — {sources}"]


def _print_all(lines: list[str]) -> None:
    for line in lines[:_SHOWN]:
        click.echo(f"  {clean(line)}")
    if len(lines) > _SHOWN:
        click.echo(f"  … and {len(lines) - _SHOWN} more; `import --json` prints all.")


def _say_all(lines: list[str]) -> None:
    for line in lines[:_SHOWN]:
        say(line)
    if len(lines) > _SHOWN:
        say(f"… and {len(lines) - _SHOWN} more; `import --json` prints all.")


def _place(each: FileMessage) -> str:
    return f"{each.file}:{each.entry.line}" if each.entry.line else each.file


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _count(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _join_counts(new: int, others: Mapping[str, int]) -> str:
    """Return a count of new things, and the other counts above zero."""
    parts = (f"{count} {what}" for what, count in others.items() if count)
    return ", ".join([f"{new} new", *parts])
