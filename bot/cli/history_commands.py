"""Commands about the history: show it, undo a change, list the libraries."""

import click

from bot.cli.curation_input import ID, reason_option, text_option
from bot.cli.main import database_option, json_option, make_server_option, run_with_known_store
from bot.cli.output import history_shapes
from bot.cli.output.history_shapes import HistoryEntry
from bot.cli.output.renderer import print_answer
from bot.cli.output.safe_text import say
from bot.cli.written_change import WrittenChange, print_change, write_change
from facts.curation.differences import list_differences
from facts.curation.errors import ChangeNotFound, LibraryNotFound
from facts.curation.references import find_library, find_thing
from facts.curation.store import CurationStore
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId, TopicId
from facts.model.selection import Slice
from facts.store.change_reader import HistoryFilter
from facts.store.library_store import Snapshot

_MAX_REVISIONS = 10
"""Things of one change whose differences are printed."""


@click.command()
@text_option("--topic", "TOPIC", "Only changes of this topic and of its facts.")
@click.option("--fact", metavar="ID", type=ID, help="Only changes of this fact.")
@click.option("--limit", type=ID, default=20, show_default=True, help="How many.")
@make_server_option("The history of this Discord server's library. [default: the shared one]")
@json_option
@database_option
def history(
    topic: str | None, fact: int | None, limit: int, library: LibraryId | None, as_json: bool
) -> None:
    """Show what was changed, newest first: when, by whom, why, and each difference."""

    async def ask(store: CurationStore) -> tuple[HistoryEntry, ...]:
        place, wanted = await _find_wanted(store, topic, fact, library)
        part = Slice(limit=limit)
        return await store.read(place, lambda snapshot: _load_entries(snapshot, wanted, part))

    entries = run_with_known_store(ask)
    if not entries:
        if library and topic is None and fact is None:
            raise LibraryNotFound(library)
        say("No changes yet.")
    print_answer(entries, history_shapes.changes_json, history_shapes.changes, as_json=as_json)


@click.command()
@click.argument("number", metavar="CHANGE", type=ID)
@reason_option
@json_option
@database_option
def undo(number: int, reason: str, as_json: bool) -> None:
    """Reverse a change, also a whole import or another undo.

    `footnote history` lists the changes. If later changes build on it, they are named, and nothing
    is written.
    """

    async def write(store: CurationStore) -> WrittenChange[ChangeId]:
        library = await store.find_owner("change", number)
        if library is None:
            raise ChangeNotFound(number)
        return await write_change(store, library, reason, lambda it: it.undo(ChangeId(number)))

    done = run_with_known_store(write)
    print_change(done, {"undone": done.result}, as_json=as_json)


@click.command()
@json_option
@database_option
def servers(as_json: bool) -> None:
    """List the libraries: the shared one, and that of each Discord server."""
    counts = run_with_known_store(lambda store: store.count_libraries())
    print_answer(counts, history_shapes.libraries_json, history_shapes.libraries, as_json=as_json)


async def _find_wanted(
    store: CurationStore, topic: str | None, fact: int | None, library: LibraryId | None
) -> tuple[LibraryId, HistoryFilter]:
    """Return which changes to show, and of which library: that of the topic or fact."""
    place = library
    if fact is not None:
        owner = await find_library(store, (FactId(fact),))
        place = owner if place is None else place
    number = None
    if topic is not None:
        found = await find_thing(store, "topic", topic, place)
        place, number = found.library if place is None else place, TopicId(found.id)
    wanted = HistoryFilter(number, None if fact is None else FactId(fact))
    return SHARED_LIBRARY if place is None else place, wanted


def _load_entries(
    snapshot: Snapshot, wanted: HistoryFilter, part: Slice
) -> tuple[HistoryEntry, ...]:
    page = snapshot.changes.load_page(wanted, part, _MAX_REVISIONS)
    return tuple(
        HistoryEntry(
            each.change,
            list_differences(each.revisions, snapshot.changes),
            max(0, each.count - len(each.revisions)),
        )
        for each in page.changes
    )
