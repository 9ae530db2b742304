"""Report of an import, as text or JSON."""

from collections.abc import Iterable, Mapping
from typing import Final

import click

from bot.cli.main import undo_command
from bot.cli.output.json_shapes import Json
from bot.cli.output.safe_text import clean, say
from facts.curation.file_import import CorrectionRule, FileImportReport
from facts.curation.import_comparison import (
    Correction,
    CutLine,
    PossibleDuplicate,
    VersionRelation,
)
from facts.importers.input_reader import FileMessage
from facts.model.drafts import FactDraft

_SHOWN: Final = 20
"""Messages, corrections or duplicates printed, at most."""
_WIDTH: Final = 100
"""Characters of a text in a list."""
_RULE_TEXTS: Final = {
    CorrectionRule.SKIP: "left out; --corrections replace takes the new text, keep takes both",
    CorrectionRule.REPLACE: "the new text replaces the old one",
    CorrectionRule.KEEP: "both were kept",
}


_CUT_TEXTS: Final = {
    CorrectionRule.SKIP: "both were imported; --corrections replace takes the whole one alone",
    CorrectionRule.REPLACE: "left out for the whole one",
    CorrectionRule.KEEP: "both were imported",
}


def print_report(report: FileImportReport, rule: CorrectionRule, *, dry_run: bool) -> None:
    """Print the figures to standard output and the messages to standard error."""
    for line in (*_figures(report), *_describe_files(report, dry_run=dry_run)):
        click.echo(clean(line))
    if report.change:
        click.echo(f"change    {report.change}; undo with: {undo_command(report.change)}")
    _print_corrections(report, rule)
    print_messages(report)
    if dry_run:
        for sample in report.reading.samples:
            click.echo("")
            click.echo("\n".join(map(clean, _sample_lines(sample))))
        click.echo("\nNothing was written: this was a dry run.")


def print_messages(report: FileImportReport) -> None:
    """Print what was left out, and the first warnings, to standard error."""
    _say_all([f"{_place(each)}: left out: {each.entry.message}" for each in report.reading.skipped])
    _say_all([f"{_place(each)}: {each.entry.message}" for each in report.warnings])


def report_json(report: FileImportReport) -> Json:
    """Return the report as JSON.

    With several files, each warning starts with the name of its file.
    """
    figures, several = report.figures, len(report.reading.names) > 1
    return {
        "topics": figures.topics,
        "aliases": figures.aliases,
        "sources": figures.sources,
        "facts": {"new": figures.new, "known": figures.known + figures.repeated},
        "change": report.change,
        "corrected": figures.corrected,
        "corrections": [_correction_json(each, report) for each in report.comparison.corrections],
        "cut_lines": [_cut_line_json(each, report) for each in report.comparison.cut_lines],
        "duplicates": [_duplicate_json(each, report) for each in report.comparison.duplicates],
        "skipped": [_message_json(each, several=several) for each in report.reading.skipped],
        "warnings": [_message_json(each, several=several) for each in report.warnings],
        "files": [
            {
                "name": each.name,
                "format": each.format,
                "facts": each.facts,
                "notes": [note.message for note in each.notes],
            }
            for each in report.reading.files
        ],
    }


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


def _print_corrections(report: FileImportReport, rule: CorrectionRule) -> None:
    comparison = report.comparison
    corrections, duplicates = comparison.corrections, comparison.duplicates
    if comparison.cut_lines:
        count = _count(len(comparison.cut_lines), "line is", "lines are")
        click.echo(f"\n{count} the cut-off beginning of another ({_CUT_TEXTS[rule]}):")
        _print_all([_describe_line(each, report) for each in comparison.cut_lines])
    if corrections:
        count = _count(len(corrections), "line seems", "lines seem")
        click.echo(f"\n{count} to be a version of a known fact ({_RULE_TEXTS[rule]}):")
        _print_all([_describe_correction(each, report) for each in corrections])
    if duplicates:
        count = _count(len(duplicates), "line says", "lines say")
        click.echo(f"\n{count} nearly the same as a known fact, and became a fact of its own:")
        _print_all([_describe_duplicate(each, report) for each in duplicates])
    if comparison.not_compared:
        count = _count(comparison.not_compared, "more new fact was", "more new facts were")
        click.echo(f"\n{count} not compared with known ones: only the first are.")


def _describe_correction(each: Correction, report: FileImportReport) -> str:
    """Return one line: where it stands, and how it differs from what."""
    place, known = _place_of(each, report), f"#{each.fact.id}"
    if each.relation is VersionRelation.CUT_OFF:
        return f"{place} is the cut-off beginning of {known}: {_shorten(each.draft.text)}"
    if each.relation is VersionRelation.WHOLE:
        return f"{place} is the whole of {known}, which is cut off: {_shorten(each.draft.text)}"
    words = _count(each.changed_words, "word")
    return f"{place} differs from {known} in {words}: {_shorten(each.draft.text)}"


def _describe_line(each: CutLine, report: FileImportReport) -> str:
    return f"{_place_of(each, report)}: {_shorten(each.draft.text)}"


def _place_of(each: Correction | CutLine | PossibleDuplicate, report: FileImportReport) -> str:
    return f"{report.reading.names[each.file]}:{each.draft.line}"


def _describe_duplicate(each: PossibleDuplicate, report: FileImportReport) -> str:
    likeness = f"is {each.likeness} % like #{each.fact.id}"
    return f"{_place_of(each, report)} {likeness}: {_shorten(each.draft.text)}"


def _sample_lines(sample: FactDraft) -> list[str]:
    topics = ", ".join(sample.topics) or "no topic"
    sources = "; ".join(
        ", ".join(filter(None, (each.source.title, each.author, str(each.source.published or ""))))
        for each in sample.citations
    )
    return [f"{sample.kind}  {sample.text}", f"  {topics} — {sources}"]


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
    return f"{each.file}:{each.entry.line}"


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _count(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _join_counts(new: int, others: Mapping[str, int]) -> str:
    """Return a count of new things, and the other counts above zero."""
    parts = (f"{count} {what}" for what, count in others.items() if count)
    return ", ".join([f"{new} new", *parts])


def _correction_json(each: Correction, report: FileImportReport) -> Json:
    return {
        "file": report.reading.names[each.file],
        "line": each.draft.line,
        "text": each.draft.text,
        "relation": each.relation.value,
        "fact": each.fact.id,
        "known_text": each.fact.text,
        "changed_words": each.changed_words,
    }


def _cut_line_json(each: CutLine, report: FileImportReport) -> Json:
    return {
        "file": report.reading.names[each.file],
        "line": each.draft.line,
        "text": each.draft.text,
        "whole": each.whole,
    }


def _duplicate_json(each: PossibleDuplicate, report: FileImportReport) -> Json:
    return {
        "file": report.reading.names[each.file],
        "line": each.draft.line,
        "text": each.draft.text,
        "fact": each.fact.id,
        "likeness": each.likeness,
    }


def _message_json(each: FileMessage, *, several: bool) -> Json:
    message = each.entry.message
    if several:
        message = f"{each.file}: {message}"
    return {"line": each.entry.line, "message": message}
