"""What libraries read, compared with the model: facts, topics, history and searches."""

import sqlite3
from contextlib import closing
from typing import Any, Final

from facts.library.library import Library
from facts.model.entities import FactId, LibraryId, TopicId
from facts.model.errors import NotFoundError
from facts.model.selection import EVERYTHING, WHOLE, TopicOrder
from facts.store.change_reader import HistoryFilter, HistoryPage
from facts.store.library_store import Snapshot
from storage.store import SqliteStore, open_store
from tests.support.library_model import Key, LibraryModel, PastChange
from tests.support.library_tables import rebuild_index
from tests.support.step_chooser import LIBRARIES

MANY: Final = 1_000


async def check_reads(store: SqliteStore, model: LibraryModel, library: LibraryId) -> None:
    """Check that a library sees its own things and the shared ones, and nothing else."""

    def read(it: Snapshot) -> tuple[Any, ...]:
        return it.facts.list(EVERYTHING), it.topics.list(TopicOrder.LARGEST, WHOLE)

    facts, topics = await store.read(library, read)
    seen = model.visible("fact", library)
    assert {fact.id: fact.text for fact in facts} == {id_: it["text"] for id_, it in seen.items()}
    assert {each.topic.id: each.facts for each in topics} == {
        id_: sum(id_ in [link[0] for link in fact["topics"]] for fact in seen.values())
        for id_ in model.visible("topic", library)
    }
    for fact in facts:
        asked = {
            each["text"].casefold().rstrip("?")
            for _, each in model.all("phrasing")
            if each["fact"] == fact.id and each["library"] in (0, library)
        }
        assert {each.casefold().rstrip("?") for each in fact.phrasings} == asked
        assert len(fact.phrasings) == len(asked)
        known = {id_ for id_, _, _ in seen[fact.id]["topics"]}
        assert {link.topic for link in fact.topic_links} == known & model.visible(
            "topic", library
        ).keys()


async def check_history_pages(store: SqliteStore, model: LibraryModel, library: LibraryId) -> None:
    whole = await load_history(store, library, HistoryFilter())
    assert {each.change.id for each in whole.changes} == {
        number for number, each in model.changes.items() if each.library == library
    }
    for number in range(1, 12):
        for history in (HistoryFilter(fact=FactId(number)), HistoryFilter(TopicId(number))):
            page = await load_history(store, library, history)
            check_page(model, library, history, page)


async def load_history(
    store: SqliteStore, library: LibraryId, history: HistoryFilter
) -> HistoryPage:
    page = await store.read(library, lambda it: it.changes.load_page(history, WHOLE, MANY))
    assert page.count == len(page.changes)
    numbers = [each.change.id for each in page.changes]
    assert numbers == sorted(numbers, reverse=True)
    return page


def check_page(
    model: LibraryModel, library: LibraryId, history: HistoryFilter, page: HistoryPage
) -> None:
    key = ("fact", history.fact) if history.fact else ("topic", history.topic or 0)
    owners = {
        thing["library"]
        for change in model.changes.values()
        for thing in (change.before.get(key), change.after.get(key))
        if thing
    }
    if not owners or not owners <= {0, library}:
        assert page.count == 0
        return
    touching = {n for n, each in model.changes.items() if each.library in (0, library)}
    if history.fact:
        touching = {n for n in touching if _touches(model.changes[n], key, library)}
        assert {each.change.id for each in page.changes} == touching
    for details in page.changes:
        assert details.change.id in touching
        assert details.count >= len(details.revisions)
        past = model.changes[details.change.id]
        for each in details.revisions:
            touched = (each.entity, each.id)
            if each.entity != "schedule":
                assert each.before == past.before[touched]
                assert each.after == past.after[touched]
            for thing in (each.before, each.after):
                assert thing is None or thing.get("library", 0) in (0, library)


def _touches(change: PastChange, fact: Key, library: int) -> bool:
    """Return whether a change touched a fact, or one of its phrasings that a library sees."""
    if fact in change.before:
        return True
    return any(
        thing and (thing["fact"], thing["library"] in (0, library)) == (fact[1], True)
        for things in (change.before, change.after)
        for key, thing in things.items()
        if key[0] == "phrasing"
    )


async def check_index(path: str) -> None:
    """Check that a search finds what it finds in a new index of the same tables."""
    async with open_store(path) as store:
        before = [await search(store, library) for library in LIBRARIES]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        rebuild_index(connection)
        connection.execute("COMMIT")
    async with open_store(path) as store:
        assert [await search(store, library) for library in LIBRARIES] == before


async def search(store: SqliteStore, library: LibraryId) -> list[object]:
    def find(library: Library, text: str) -> object:
        try:
            return library.search(text)
        except NotFoundError as miss:
            return type(miss)

    def read(snapshot: Snapshot) -> list[object]:
        it = Library(snapshot)
        names = [it.autocomplete.topics(text, 20) for text in ("nap", "rset", "night", "")]
        matches = [[(match.topic, match.score) for match in found] for found in names]
        return [*matches, *(find(it, text) for text in ("fact", "fact a", "Fact e.", "fcat"))]

    return await store.read(library, read)
