"""Counts of a whole library are cached until something changes."""

import sqlite3
from contextlib import closing

from facts.model.entities import SHARED_LIBRARY, Kind, LibraryId
from facts.model.results import Count
from facts.model.selection import EVERYTHING, Selection
from storage.library import facts
from storage.library.count_cache import CountCache
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft, source_draft

OURS = LibraryId(7)


async def test_kinds_and_sites_follow_every_change(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", source_draft(site="one.example"), kind="claim"))
    assert await store.read(SHARED_LIBRARY, lambda it: it.facts.count_kinds()) == (
        Count("claim", 1),
    )
    await add(store, fact_draft("Two.", source_draft(site="two.example"), kind="quote"))
    assert await store.read(SHARED_LIBRARY, lambda it: it.facts.count_kinds()) == (
        Count("claim", 1),
        Count("quote", 1),
    )
    assert {
        site.name for site in await store.read(SHARED_LIBRARY, lambda it: it.sources.count_sites())
    } == {
        "one.example",
        "two.example",
    }


async def test_counts_of_one_server_are_not_shown_to_another(store: SqliteStore) -> None:
    await add(store, fact_draft("Ours.", kind="quote"), library=OURS)
    assert await store.read(OURS, lambda it: it.facts.count_kinds()) == (Count("quote", 1),)
    assert await store.read(SHARED_LIBRARY, lambda it: it.facts.count_kinds()) == ()


async def test_counts_are_cached_while_nothing_changes(store: SqliteStore, path: str) -> None:
    await add(store, fact_draft())
    with closing(sqlite3.connect(path)) as connection:
        cache, statements = CountCache(), list[str]()
        connection.set_trace_callback(statements.append)
        for _ in range(3):
            assert cache.get(facts.count_kinds, SHARED_LIBRARY, EVERYTHING, connection)
        assert sum("FROM fact" in sql for sql in statements) == 1
        await add(store, fact_draft("Another."))
        assert cache.get(facts.count_kinds, SHARED_LIBRARY, EVERYTHING, connection)[0].facts == 2
        assert (
            cache.get(facts.count_kinds, SHARED_LIBRARY, Selection(kind=Kind("quote")), connection)
            == ()
        )
