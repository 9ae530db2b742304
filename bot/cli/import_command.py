"""The command that imports pages of text into the library."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from bot.cli import import_report, input_files
from bot.cli.main import (
    can_make_file,
    database_option,
    database_path,
    json_option,
    run_with_store,
    write_server_option,
)
from bot.cli.output.json_shapes import dump_json
from facts.curation.references import resolve_number
from facts.curation.store import CurationStore
from facts.importers.importer import ImportReport, Page, check_pages, import_pages
from facts.importers.wiki.page_reader import read_page
from facts.model.changes import ChangeNote, Origin
from facts.model.entities import LibraryId
from facts.text.normalize import fold, replace_surrogates

_PACKS: Final = {
    "models": ("starter pack", "training-and-trust.txt"),
    "team": ("team pack", "team-handbook.txt"),
}
"""The packs that ship with Footnote: name for an input, and file."""
_PROGRESS_BAR_SIZE: Final = 1_000_000
"""Bytes. A smaller import is too short for a progress bar."""
_PROGRESS_STEPS: Final = 200
"""Updates of the progress bar, at most."""

Advance = Callable[[int], None]


def _topic_name(words: str) -> str:
    """Return a topic name that can be stored."""
    if not fold(words):
        raise click.BadParameter("a topic's name needs a letter or digit")
    return replace_surrogates(words)


@click.command("import")
@click.argument("names", metavar="[FILE]...", nargs=-1)
@click.option(
    "--format",
    "_format",
    type=click.Choice(("auto", "page")),
    default="auto",
    show_default=True,
    help="Format of the files; page is the text of a Knowledge Tree page.",
)
@click.option(
    "--topic",
    "topics",
    type=_topic_name,
    metavar="NAME",
    multiple=True,
    help="File the facts under this topic instead of the page's. May be repeated.",
)
@click.option(
    "--starter",
    "with_starter",
    is_flag=True,
    help="Import the starter pack that ships with Footnote; the same as --pack models.",
)
@click.option(
    "--pack",
    type=click.Choice(tuple(_PACKS)),
    help="Import a pack that ships with Footnote: on language models, or a team's handbook.",
)
@write_server_option
@click.option("--dry-run", is_flag=True, help="Report what the import would add, and add nothing.")
@json_option
@database_option
def import_(
    *,
    names: tuple[str, ...],
    topics: tuple[str, ...],
    with_starter: bool,
    pack: str | None,
    library: LibraryId,
    dry_run: bool,
    as_json: bool,
    _format: str,
) -> None:
    """Import the facts of pages, all or nothing.

    FILE is the text of a Knowledge Tree page, or - for standard input. A fact that the library has
    is not added again; if its source is new, the fact gets it.
    """
    packs = [name for name in _PACKS if name == pack or (with_starter and name == "models")]
    if not (names or packs):
        raise click.UsageError("Name a FILE, - for standard input, --starter or --pack.")
    with ExitStack() as until:
        inputs = [input_files.open_input(name, until) for name in names]
        if can_make_file(database_path()):  # a refused import creates nothing
            check_pages(_read_pages(inputs, topics, packs, lambda _: None))
        trial = until.enter_context(_trial_database(dry_run))

        async def fill(store: CurationStore) -> ImportReport:
            named = [await resolve_number(store, each, library) for each in topics]
            with _show_progress(sum(each.size for each in inputs)) as advance:
                pages = list(_read_pages(inputs, named, packs, advance))
                note = import_note(pages)
                return await import_pages(store, pages, note, library=library, keep=not dry_run)

        done = run_with_store(fill, trial)
    if as_json:
        click.echo(dump_json(import_report.report_json(done)))
    else:
        import_report.print_report(done, dry_run=dry_run)


def starter_page(topics: Sequence[str] = (), pack: str = "models") -> Page:
    """Return a pack, by default the starter pack.

    It is filed under the given topics if any.
    """
    name, file = _PACKS[pack]
    text = files("facts.importers").joinpath("starter", file).read_text("utf-8")
    return Page(name, read_page(text.splitlines(), topics))


def import_note(pages: Sequence[Page]) -> ChangeNote:
    """Return the history entry of an import: the names of its files."""
    names = ", ".join(Path(page.name).name for page in pages)
    return ChangeNote(datetime.now(UTC), f"import {names}", origin=Origin.COMMAND_LINE)


def _read_pages(
    inputs: Sequence[input_files.InputFile],
    topics: Sequence[str],
    packs: Sequence[str],
    advance: Advance,
) -> Iterator[Page]:
    for pack in packs:
        yield starter_page(topics, pack)
    for each in inputs:
        yield Page(each.name, read_page(input_files.read_lines(each, advance), topics))


@contextmanager
def _show_progress(total: int) -> Iterator[Advance]:
    """Show a progress bar, and yield the function that advances it.

    Only a long import on a terminal has one.
    """
    if total < _PROGRESS_BAR_SIZE or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(
        length=total,
        label="Importing",
        file=sys.stderr,
        update_min_steps=total // _PROGRESS_STEPS,
    ) as bar:
        yield bar.update


@contextmanager
def _trial_database(dry_run: bool) -> Iterator[str | None]:
    """Yield a temporary database for a dry run that has none.

    Otherwise yield None.
    """
    if dry_run and not Path(database_path()).exists():
        with TemporaryDirectory() as folder:
            yield str(Path(folder, "trial.db"))
    else:
        yield None
