"""The history is paged, and changes are undone, by indexes: no table is read as a whole."""

import sqlite3
from collections.abc import Callable

import pytest

from facts.curation.fact_edits import FactEdit
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId, TopicId
from facts.model.selection import Slice
from facts.store.change_reader import HistoryFilter
from storage.curation.history import SqliteChangeReader
from storage.curation.ownership import find_owner
from storage.curation.undo import undo_change
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.curation import SERVER, add_fact, curate, set_focus
from tests.support.plans import explain_queries

EDIT, MERGE, HIDING, REMOVAL, IMPORT, PHRASING = map(ChangeId, (2, 4, 5, 6, 8, 10))
HARMLESS = {"json_each", "CONSTANT", "VIRTUAL"}
"""Parts of steps that read a list of values, not a table."""
DERIVED = {"part", "ids", "wanted", "listed", "chain", "asked"}
"""Names of subqueries in this code."""


@pytest.fixture(autouse=True)
async def changed(store: SqliteStore) -> None:
    """Fill the library: imports, an edit, a merge, a hidden and a removed fact."""
    drafts = (fact_draft(f"On {name}.", topics=(name,)) for name in "abc")
    await add(store, *drafts)
    await curate(store).edit_fact(FactId(1), FactEdit("On the letter a."))
    await set_focus(store, 5, 1)
    await curate(store).merge_topics(TopicId(1), TopicId(2))
    await curate(store, SERVER).remove_facts([FactId(2)])
    await curate(store).remove_facts([FactId(3)])
    await add_fact(store, "Ours.", "b", library=SERVER)
    await add(store, fact_draft("On d.", topics=("d",)))
    await curate(store).set_phrasings(FactId(1), ["What is on a?"])
    await curate(store).set_phrasings(FactId(1), [])


def find_scans(path: str, ask: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Return the steps that read a whole table or a whole library."""
    steps = [step.split() for step in explain_queries(path, ask)]
    scans = [step for step in steps if step[0] == "SCAN" and not {*step} & (HARMLESS | DERIVED)]
    scans += [step for step in steps if step[-1] == "(library=?)" and "hidden" not in step]
    return [" ".join(step) for step in scans if not step[1].startswith("(subquery")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda it: it.load_page(HistoryFilter(user=5), Slice(0, 5), 5).changes or True,
        lambda it: it.load_page(HistoryFilter(fact=FactId(1)), Slice(0, 5), 5).changes,
        lambda it: it.load_page(HistoryFilter(TopicId(2)), Slice(0, 5), 5).changes,
        lambda it: it.get(EDIT),
        lambda it: it.list_since("fact", 1, ChangeId(1)),
        lambda it: it.last("fact", 1),
        lambda it: it.find_removal(FactId(3)),
        lambda it: it.find_removal(FactId(9)) or True,
        lambda it: it.find_successor("topic", 1),
        lambda it: it.names("topic", (2, 3)),
        lambda it: it.load_revisions(MERGE, 5),
        lambda it: it.curator_roles() or True,
    ],
    ids=[
        "user",
        "fact",
        "topic",
        "change",
        "since",
        "last",
        "removal",
        "no removal",
        "successor",
        "names",
        "revisions",
        "curators",
    ],
)
async def test_no_look_up_of_the_history_scans_a_table(
    path: str, ask: Callable[[SqliteChangeReader], object]
) -> None:
    assert not find_scans(path, lambda it: ask(SqliteChangeReader(SHARED_LIBRARY, it)))


async def test_the_whole_history_is_read_in_the_order_of_its_index(path: str) -> None:
    def ask(connection: sqlite3.Connection) -> object:
        reader = SqliteChangeReader(SHARED_LIBRARY, connection)
        return reader.load_page(HistoryFilter(), Slice(0, 5), 5).changes

    steps = explain_queries(path, ask)
    assert not [step for step in steps if "TEMP B-TREE" in step and "change" in step]
    assert set(find_scans(path, ask)) == {
        "SEARCH change USING COVERING INDEX change_library (library=?)"
    }


@pytest.mark.parametrize("entity", ["fact", "topic", "source", "change"])
async def test_an_owner_is_found_without_a_scan(path: str, entity: str) -> None:
    assert not find_scans(path, lambda it: find_owner(entity, 1, it) is not None)


@pytest.mark.parametrize(
    ("library", "wanted"),
    [
        (SHARED_LIBRARY, REMOVAL),
        (SERVER, HIDING),
        (SHARED_LIBRARY, MERGE),
        (SHARED_LIBRARY, IMPORT),
        (SHARED_LIBRARY, PHRASING),
    ],
    ids=["removal", "hiding", "merge", "import", "phrasing"],
)
async def test_an_undo_scans_no_table(path: str, library: int, wanted: ChangeId) -> None:
    def undo(connection: sqlite3.Connection) -> bool:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO change (id, library, made_at, reason) VALUES (99, ?, '', '')", (library,)
        )
        undo_change(LibraryId(library), wanted, ChangeId(99), connection)
        connection.execute("ROLLBACK")
        return True

    assert not find_scans(path, undo)
