"""A delivery of an interaction writes only if no other delivery has written."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator

import pytest

from facts.model.entities import SHARED_LIBRARY
from facts.store.errors import InteractionRepeated
from storage.engine.sqlite.database import Database, open_database
from storage.search.indexer import index_pending
from tests.support.builders import NOTE

FIRST = 1_400_000_000_000_000_000
HOUR = 3_600_000 << 22


@pytest.fixture
async def database(path: str) -> AsyncIterator[Database]:
    async with open_database(path, index_pending) as opened:
        yield opened


def add_setting(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO library_setting (library, curators) VALUES (1, '[]')")


def add_topic(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO topic (library, name, name_key, change)"
        " SELECT 0, 'nap ' || max(id), 'nap ' || max(id), max(id) FROM change"
    )


def list_interactions(connection: sqlite3.Connection) -> list[int]:
    return [row for (row,) in connection.execute("SELECT id FROM interaction ORDER BY id")]


def count_rows(connection: sqlite3.Connection) -> tuple[int, int]:
    (topics,) = connection.execute("SELECT count(*) FROM topic").fetchone()
    (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
    return topics, changes


async def add_by_change(database: Database) -> None:
    async with database.change(SHARED_LIBRARY, NOTE) as change:
        await change.run(add_topic)


async def test_the_second_delivery_of_an_interaction_writes_nothing(database: Database) -> None:
    await database.once(FIRST).write(add_setting)
    with pytest.raises(InteractionRepeated):
        await database.once(FIRST).write(add_topic)
    with pytest.raises(InteractionRepeated):
        await add_by_change(database.once(FIRST))
    assert await database.read(count_rows) == (0, 0)


async def test_a_change_counts_as_a_write_too(database: Database) -> None:
    await add_by_change(database.once(FIRST))
    with pytest.raises(InteractionRepeated):
        await add_by_change(database.once(FIRST))
    await add_by_change(database.once(FIRST + 1))
    assert await database.read(count_rows) == (2, 2)


async def test_one_delivery_can_write_several_times(database: Database) -> None:
    view = database.once(FIRST)
    await view.write(add_setting)
    await add_by_change(view)
    await add_by_change(view)
    assert await database.read(count_rows) == (2, 2)


async def test_a_write_that_fails_may_be_repeated(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.once(FIRST).write(lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        async with database.once(FIRST).change(SHARED_LIBRARY, NOTE) as change:
            await change.run(lambda _: 1 // 0)
    assert await database.read(list_interactions) == []
    await database.once(FIRST).write(add_setting)
    assert await database.read(list_interactions) == [FIRST]


async def test_a_change_that_writes_nothing_records_nothing(database: Database) -> None:
    view = database.once(FIRST)
    async with view.change(SHARED_LIBRARY, NOTE):
        pass
    async with view.change(SHARED_LIBRARY, NOTE) as change:
        await change.run(add_topic)
        change.discard()
    assert await database.read(list_interactions) == []
    await view.write(add_setting)
    assert await database.read(list_interactions) == [FIRST]


async def test_reads_and_other_writes_are_not_affected(database: Database) -> None:
    await database.once(FIRST).write(add_setting)
    assert await database.once(FIRST).read(list_interactions) == [FIRST]
    await add_by_change(database)
    await add_by_change(database)
    assert await database.read(count_rows) == (2, 2)


async def test_interactions_of_more_than_an_hour_ago_are_forgotten(database: Database) -> None:
    for number in (FIRST, FIRST + HOUR, FIRST + HOUR + 1):
        await database.once(number).write(lambda _: None)
    assert await database.read(list_interactions) == [FIRST + HOUR, FIRST + HOUR + 1]


async def test_of_two_processes_with_one_interaction_one_writes(path: str) -> None:
    async with (
        open_database(path, index_pending) as first,
        open_database(path, index_pending) as second,
    ):
        outcomes = await asyncio.gather(
            *(add_by_change(each.once(FIRST)) for each in (first, second, first, second)),
            return_exceptions=True,
        )
        assert sorted(map(repr, outcomes)) == ["InteractionRepeated()"] * 3 + ["None"]
        assert await first.read(count_rows) == (1, 1)


async def test_an_interaction_is_remembered_after_a_restart(path: str) -> None:
    async with open_database(path, index_pending) as database:
        await database.once(FIRST).write(add_setting)
    async with open_database(path, index_pending) as database:
        with pytest.raises(InteractionRepeated):
            await database.once(FIRST).write(add_setting)
