"""Rows that earlier versions wrote are still read."""

import sqlite3
from contextlib import closing

import pytest

from facts.daily.turn import TurnReason
from storage.store import SqliteStore
from tests.support.schedules import DAY, NINE, SERVER, TUESDAY, Poster, server


@pytest.mark.parametrize(
    ("written", "read"), [("swapped", TurnReason.FIXED), ("last", TurnReason.CHANCE)]
)
async def test_a_retired_reason_is_read_as_its_successor(
    store: SqliteStore, path: str, written: str, read: TurnReason
) -> None:
    daily, poster = await server(store), Poster(store)
    (post,) = await poster.tick(NINE)
    change(path, "UPDATE post SET why = ?", written)
    explained = await daily.explain(post.id)
    assert explained.post.turn is not None
    assert explained.post.turn.reason.why is read
    assert [each.day for each in await poster.tick(NINE + DAY)] == [TUESDAY + DAY]


async def test_extras_that_an_earlier_version_left_for_later_are_ignored(
    store: SqliteStore, path: str
) -> None:
    _, poster = await server(store), Poster(store)
    (post,) = await poster.tick(NINE)
    change(path, "UPDATE post SET dress_at = '2026-03-03T09:11:00+00:00'")
    kept = await store.schedules.post(SERVER, post.id)
    assert kept is not None
    assert kept.message == 1_000
    assert await poster.tick(NINE + DAY / 2) == []


async def test_a_swap_that_an_earlier_version_stored_still_counts(
    store: SqliteStore, path: str
) -> None:
    _, poster = await server(store), Poster(store)
    change(path, "INSERT INTO arrangement VALUES (1, ?, 7, 1, 5)", TUESDAY.isoformat())
    (post,) = await poster.tick(NINE)
    assert post.fact == 7


def change(path: str, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement, values)
