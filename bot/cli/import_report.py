"""Report of an import, as text or JSON."""

from typing import Final

import click

from bot.cli.output.json_shapes import Json
from bot.cli.output.safe_text import say
from facts.importers.importer import ImportReport, PageWarning

_WARNINGS_SHOWN: Final = 20


def print_report(done: ImportReport, *, dry_run: bool) -> None:
    """Print the figures to standard output and the warnings to standard error."""
    figures = done.figures
    click.echo(f"facts     {figures.new} new, {figures.known} known already or repeated")
    click.echo(f"sources   {figures.sources} new, {figures.citations} added to known facts")
    click.echo(f"topics    {figures.topics} new, {figures.aliases} new aliases")
    click.echo(f"warnings  {len(done.warnings) or 'none'}")
    print_warnings(done)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")


def print_warnings(done: ImportReport) -> None:
    """Print the first warnings to standard error."""
    for each in done.warnings[:_WARNINGS_SHOWN]:
        say(f"{each.page}:{each.warning.line}: {each.warning.message}")
    if len(done.warnings) > _WARNINGS_SHOWN:
        say(f"… and {len(done.warnings) - _WARNINGS_SHOWN} more; `import --json` prints all.")


def report_json(done: ImportReport) -> Json:
    """Return the report as JSON; with several files, warnings begin with the file's name."""
    figures = done.figures
    return {
        "topics": figures.topics,
        "aliases": figures.aliases,
        "sources": figures.sources,
        "facts": {"new": figures.new, "known": figures.known},
        "warnings": [_warning_json(each, named=done.pages > 1) for each in done.warnings],
    }


def _warning_json(each: PageWarning, *, named: bool) -> Json:
    message = each.warning.message
    return {"line": each.warning.line, "message": f"{each.page}: {message}" if named else message}
