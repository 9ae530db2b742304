"""The command that shows the bot in the browser, without Discord."""

import asyncio
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.cli import pages
from bot.cli.importing import starter
from bot.cli.program import OpenStore
from bot.cli.screen import say
from bot.demo import Demo
from facts.formats.page import read_page
from facts.importing import Page, import_pages
from facts.model import SHARED
from facts.store import EVERYTHING, ChangeNote, Store


@click.command()
@click.argument("names", metavar="[FILE]...", nargs=-1)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, help="The page's port. [default: any]"
)
@click.option("--no-browser", is_flag=True, help="Only print the page's address.")
@click.option("--db", "database", metavar="PATH", help="Keep the facts in this database.")
@click.pass_obj
def demo(
    open_store: OpenStore, names: tuple[str, ...], port: int, no_browser: bool, database: str | None
) -> None:
    """Show the bot in the browser, in a simulated Discord: no token, no network.

    It opens with the starter pack, and with the pages in FILE beside it. What is done there is
    forgotten afterwards unless --db names a database.
    """
    with ExitStack() as until:
        inputs = [pages.ready(name, until) for name in names]
        if database is None:
            folder = until.enter_context(TemporaryDirectory())
            database = str(Path(folder, "footnote.db"))
        try:
            asyncio.run(_shown(open_store, database, inputs, Demo(port, _opener(no_browser))))
        except KeyboardInterrupt:
            say("The demonstration is over.")


async def _shown(
    open_store: OpenStore, database: str, inputs: Sequence[pages.Input], demo: Demo
) -> None:
    async with open_store(database) as store:
        await _fill(store, inputs)
        await demo.show(store)


async def _fill(store: Store, inputs: Sequence[pages.Input]) -> None:
    """Add the pages, and the starter pack where there are no facts yet."""
    is_empty = not (await store.extent(SHARED, EVERYTHING)).facts
    read = [starter()] if is_empty else []
    read += [Page(each.name, read_page(pages.lines(each, lambda _: None))) for each in inputs]
    if read:
        reason = "import " + ", ".join(page.name for page in read)
        await import_pages(store, read, ChangeNote(datetime.now(UTC), reason))


def _opener(no_browser: bool) -> Callable[[str], None]:
    def opened(address: str) -> None:
        click.echo(f"Footnote is at {address}")
        click.echo("Ctrl-C ends the demonstration.")
        if not no_browser:
            webbrowser.open(address)

    return opened
