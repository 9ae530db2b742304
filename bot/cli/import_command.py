"""The command that imports files into the library."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from bot.cli import import_report
from bot.cli.main import (
    can_make_file,
    database_option,
    database_path,
    json_option,
    run_with_store,
    write_server_option,
)
from bot.cli.output import import_shapes
from bot.cli.output.json_shapes import dump_json
from bot.files.draft_spool import FileSpool
from bot.files.input_files import open_inputs
from bot.files.packs import PACKS, open_pack
from facts.curation.file_import import (
    CorrectionRule,
    FileImport,
    FileImportReport,
    import_files,
)
from facts.curation.references import resolve_number
from facts.curation.store import CurationStore
from facts.importers.file_format import ReadOptions
from facts.importers.formats import FORMATS, find_format
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ReadLimits
from facts.importers.source_option import parse_source_option
from facts.library.filters import parse_id
from facts.model.changes import ChangeNote, Origin
from facts.model.drafts import CitationDraft
from facts.model.entities import LibraryId
from facts.text.normalize import fold, replace_surrogates

_PROGRESS_STEP: Final = 20_000
"""Facts between two lines of progress; a smaller import is too short for one."""
_LISTED: Final = 5
"""Files that the history names before it counts the others."""


def _topic_name(words: str) -> str:
    """Return a topic name that can be stored."""
    if not fold(words):
        raise click.BadParameter("a topic's name needs a letter or digit")
    return replace_surrogates(words)


def _source(words: str) -> CitationDraft:
    """Return the source that an option names."""
    source = parse_source_option(replace_surrogates(words))
    if source is None:
        raise click.BadParameter("a source needs a title or an address")
    return source


@click.command("import")
@click.argument("names", metavar="[FILE]...", nargs=-1)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("auto", *(each.name for each in FORMATS))),
    default="auto",
    show_default=True,
    help="Format of the files. auto decides by their content.",
)
@click.option(
    "--topic",
    "topics",
    type=_topic_name,
    metavar="NAME",
    multiple=True,
    help="File the facts under this topic instead of the file's. May be repeated.",
)
@click.option(
    "--source",
    type=_source,
    metavar="TITLE",
    help="The source of all facts that name none: a title, an address, or both.",
)
@click.option(
    "--notes",
    "with_notes",
    is_flag=True,
    help="Import the abstracts and notes of a bibliography as facts.",
)
@click.option(
    "--corrections",
    type=click.Choice([each.value for each in CorrectionRule]),
    default=CorrectionRule.SKIP.value,
    show_default=True,
    help="For a line that seems to be a new version of a known fact: leave the line out, replace "
    "the fact's text, or keep both.",
)
@click.option("--skip-bad", is_flag=True, help="Leave out bad entries instead of stopping.")
@click.option(
    "--starter",
    "with_starter",
    is_flag=True,
    help="Import the starter pack that ships with Footnote; the same as --pack models.",
)
@click.option(
    "--pack",
    type=click.Choice(tuple(PACKS)),
    help="Import a pack that ships with Footnote: on language models, or a team's handbook.",
)
@write_server_option
@click.option("--dry-run", is_flag=True, help="Report what the import would add, and add nothing.")
@json_option
@database_option
def import_(
    *,
    names: tuple[str, ...],
    format_name: str,
    topics: tuple[str, ...],
    source: CitationDraft | None,
    with_notes: bool,
    corrections: str,
    skip_bad: bool,
    with_starter: bool,
    pack: str | None,
    library: LibraryId,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import the facts of files, all or nothing.

    FILE is a table (CSV, TSV), Markdown notes, JSON, a bibliography or the text of a wiki page; a
    folder with such files; or - for standard input. A fact that the library has is not added
    again; if its source is new, the fact gets it. docs/import.md describes the formats.
    """
    packs = [name for name in PACKS if name == pack or (with_starter and name == "models")]
    if not (names or packs):
        raise click.UsageError("Name a FILE, a folder, - for standard input, --starter or --pack.")
    file_format = None if format_name == "auto" else find_format(format_name)
    options = ReadOptions(_resolve_numbers(topics, library), source, with_notes)
    with ExitStack() as until:
        inputs = [open_pack(each, options) for each in packs]
        inputs += open_inputs(names, options, file_format, until)
        spool = FileSpool(until)
        with _show_progress() as advance:
            reading = read_inputs(inputs, spool, ReadLimits(skip_bad=skip_bad), advance)
        trial = until.enter_context(_trial_database(dry_run))
        rule = CorrectionRule(corrections)

        async def write(store: CurationStore) -> FileImportReport:
            task = FileImport(library, import_note(reading.names), rule)
            return await import_files(store, task, reading, spool, keep=not dry_run)

        done = run_with_store(write, trial)
    if as_json:
        click.echo(dump_json(import_shapes.report(done)))
    else:
        import_report.print_report(done, rule, dry_run=dry_run)


def _resolve_numbers(topics: tuple[str, ...], library: LibraryId) -> tuple[str, ...]:
    """Return topics by name: a number can be that of a topic in the database."""
    if not any(map(parse_id, topics)) or can_make_file(database_path()):
        return topics

    async def resolve(store: CurationStore) -> tuple[str, ...]:
        return tuple([await resolve_number(store, each, library) for each in topics])

    return run_with_store(resolve)


def import_note(names: Sequence[str]) -> ChangeNote:
    """Return the history entry of an import: the names of its files."""
    listed = [Path(name).name for name in names[:_LISTED]]
    more = [f"{len(names) - _LISTED} more"] if len(names) > _LISTED else []
    note = f"import {', '.join([*listed, *more])}"
    return ChangeNote(datetime.now(UTC), note, origin=Origin.COMMAND_LINE)


@contextmanager
def _show_progress() -> Iterator[Callable[[int], None]]:
    """Count the facts of a long import on a terminal; yield the function that does."""
    is_shown = sys.stderr.isatty()
    shown = 0

    def advance(facts: int) -> None:
        nonlocal shown
        if is_shown and facts % _PROGRESS_STEP == 0:
            shown = facts
            click.echo(f"\rRead {facts:,} facts …", nl=False, err=True)

    yield advance
    if shown:
        click.echo("", err=True)


@contextmanager
def _trial_database(dry_run: bool) -> Iterator[str | None]:
    """Yield a temporary database for a dry run that has none.

    Otherwise yield None.
    """
    if dry_run and can_make_file(database_path()):
        with TemporaryDirectory() as folder:
            yield str(Path(folder, "trial.db"))
    else:
        yield None
