"""The command that shows the bot in a browser."""

import asyncio
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import click

from bot.app.runner import watch_signals
from bot.cli import import_report
from bot.cli.import_command import import_note
from bot.cli.main import StorageEngine, database_from_option, make_database_option, open_database
from bot.cli.output.safe_text import say
from bot.demo.app import Demo
from bot.demo.server import SERVER
from bot.files.draft_spool import FileSpool
from bot.files.input_files import open_inputs
from bot.files.packs import open_pack
from facts.curation.file_import import FileImport, import_files
from facts.curation.store import CurationStore
from facts.importers.file_format import ReadOptions
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ImportInput
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.selection import EVERYTHING


@click.command()
@click.argument("names", metavar="[FILE]...", nargs=-1)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    help="Port of the page. [default: any free one]",
)
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@make_database_option("a temporary one")
@click.pass_obj
def demo(engine: StorageEngine, names: tuple[str, ...], port: int, no_browser: bool) -> None:
    """Show the bot in a browser, in a simulated Discord.

    It needs no token and no network. The shared library holds the starter pack and the facts in
    FILE, and the library of the simulated server holds a team's handbook. All changes are lost at
    the end unless --db names a database, which keeps them, but not the messages. FOOTNOTE_DATABASE
    is not used.
    """
    with ExitStack() as until:
        inputs = open_inputs(names, ReadOptions(), None, until)
        opened: AbstractAsyncContextManager[CurationStore]
        if database := database_from_option():
            opened = open_database(engine.open_store, database)
        else:
            folder = until.enter_context(TemporaryDirectory())
            opened = engine.open_store(str(Path(folder, "footnote.db")))
        with suppress(KeyboardInterrupt):
            asyncio.run(_run_demo(opened, inputs, Demo(port, _page_opener(no_browser))))
    say("The demo has ended.")


async def _run_demo(
    opened: AbstractAsyncContextManager[CurationStore],
    inputs: Sequence[ImportInput],
    demo: Demo,
) -> None:
    """Show the demo until its page is closed or a signal comes."""
    with watch_signals() as stop:
        async with opened as store:
            await _fill_store(store, inputs)
            showing, stopped = map(asyncio.ensure_future, (demo.show(store), stop.wait()))
            await asyncio.wait({showing, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if stop.by is None:
                await showing
            showing.cancel()
            await asyncio.wait({showing})


async def _fill_store(store: CurationStore, inputs: Sequence[ImportInput]) -> None:
    """Import the files, and each pack into its library if that is empty.

    The pack on models and the files are for every server, the handbook for the demo's server.
    """
    shared, visible = [
        (await store.read(library, lambda it: it.facts.count(EVERYTHING))).facts
        for library in (SHARED_LIBRARY, SERVER)
    ]
    packs = [] if shared else [open_pack()]
    await _import(store, [*packs, *inputs], SHARED_LIBRARY)
    if visible == shared:
        await _import(store, [open_pack("team")], SERVER)


async def _import(store: CurationStore, inputs: Sequence[ImportInput], library: LibraryId) -> None:
    if inputs:
        with ExitStack() as until:
            spool = FileSpool(until)
            reading = read_inputs(inputs, spool)
            task = FileImport(library, import_note(reading.names))
            import_report.print_messages(await import_files(store, task, reading, spool))


def _page_opener(no_browser: bool) -> Callable[[str], None]:
    def open_page(address: str) -> None:
        click.echo(f"Footnote is at {address}")
        click.echo("Press Ctrl-C to end the demo.")
        if not no_browser:  # a text browser in the terminal would block
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    return open_page
