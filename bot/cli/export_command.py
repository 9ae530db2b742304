"""The commands that export a library and print the template for facts."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from bot.cli.main import database_option, make_server_option, run_with_known_store
from bot.cli.output.safe_text import say
from bot.files.packs import read_starter_file
from facts.curation.library_export import export_library
from facts.curation.references import find_thing
from facts.curation.store import CurationStore
from facts.exporters.formats import EXPORT_FORMATS, find_export_format
from facts.model.entities import SHARED_LIBRARY, LibraryId, TopicId

_TEMPLATE = "template.md"


@click.command("export")
@click.option(
    "--format",
    "format_name",
    type=click.Choice([each.name for each in EXPORT_FORMATS]),
    required=True,
    help="jsonl keeps everything and comes back without loss.",
)
@click.option("--topic", metavar="TOPIC", help="Export only the facts on this topic.")
@click.option(
    "-o",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file. [default: standard output]",
)
@make_server_option(
    "Export the library of this Discord server. [default: the shared one]", default=SHARED_LIBRARY
)
@database_option
def export(*, format_name: str, topic: str | None, target: Path | None, library: LibraryId) -> None:
    """Export a library as a file that other programs read.

    It is the library of one server with --server ID, or else the shared one.
    """
    export_format = find_export_format(format_name)

    async def write_all(store: CurationStore, write: Callable[[str], object]) -> None:
        await export_library(
            store, library, await _find_topic(store, topic, library), export_format, write
        )

    with _open_target(target) as write:
        run_with_known_store(lambda store: write_all(store, write))
    if target and str(target) != "-":
        say(f"Wrote {export_format.title} to {target}.")


@click.command()
def template() -> None:
    """Print an example of a file with facts, with comments that explain it."""
    click.echo(read_starter_file(_TEMPLATE), nl=False)


async def _find_topic(
    store: CurationStore, words: str | None, library: LibraryId
) -> TopicId | None:
    if words is None:
        return None
    return TopicId((await find_thing(store, "topic", words, library)).id)


@contextmanager
def _open_target(target: Path | None) -> Iterator[Callable[[str], object]]:
    """Yield the function that writes: to standard output, or to a file that appears when whole."""
    if target is None or str(target) == "-":
        sys.stdout.flush()
        yield lambda piece: sys.stdout.buffer.write(piece.encode("utf-8"))
        return
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
