"""Report of an import, as text or JSON."""

from collections.abc import Mapping
from typing import Final

import click

from bot.cli.main import undo_command
from bot.cli.output.json_shapes import Json
from bot.cli.output.safe_text import say
from facts.importers.importer import ImportReport, PageWarning

_WARNINGS_SHOWN: Final = 20


def print_report(report: ImportReport, *, dry_run: bool) -> None:
    """Print the figures to standard output and the warnings to standard error."""
    figures = report.figures
    facts = {"already known": figures.known, "repeated in the input": figures.repeated}
    click.echo(f"facts     {_join_counts(figures.new, facts)}")
    sources = {"added to earlier facts": figures.citations}
    click.echo(f"sources   {_join_counts(figures.sources, sources)}")
    aliases = {"new alias" if figures.aliases == 1 else "new aliases": figures.aliases}
    click.echo(f"topics    {_join_counts(figures.topics, aliases)}")
    click.echo(f"warnings  {len(report.warnings) or 'none'}")
    if report.change:
        click.echo(f"change    {report.change}; undo with: {undo_command(report.change)}")
    print_warnings(report)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")


def print_warnings(report: ImportReport) -> None:
    """Print the first warnings to standard error."""
    for each in report.warnings[:_WARNINGS_SHOWN]:
        say(f"{each.page}:{each.warning.line}: {each.warning.message}")
    if len(report.warnings) > _WARNINGS_SHOWN:
        say(f"… and {len(report.warnings) - _WARNINGS_SHOWN} more; `import --json` prints all.")


def report_json(report: ImportReport) -> Json:
    """Return the report as JSON.

    With several files, each warning starts with the name of its file.
    """
    figures = report.figures
    return {
        "topics": figures.topics,
        "aliases": figures.aliases,
        "sources": figures.sources,
        "facts": {"new": figures.new, "known": figures.known + figures.repeated},
        "change": report.change,
        "warnings": [_warning_json(each, with_page=report.pages > 1) for each in report.warnings],
    }


def _join_counts(new: int, others: Mapping[str, int]) -> str:
    """Return a count of new things, and the other counts above zero."""
    parts = (f"{count} {what}" for what, count in others.items() if count)
    return ", ".join([f"{new} new", *parts])


def _warning_json(each: PageWarning, *, with_page: bool) -> Json:
    message = each.warning.message
    if with_page:
        message = f"{each.page}: {message}"
    return {"line": each.warning.line, "message": message}
