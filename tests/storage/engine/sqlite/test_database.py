import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facts.model.entities import SHARED_LIBRARY
from facts.store.errors import StoreBusy, StoreFull, StoreReadOnly, StoreUnreachable
from storage.engine.sqlite.database import Database, open_database
from storage.engine.sqlite.errors import translate_errors
from storage.search.indexer import index_pending
from tests.support.builders import NOTE


@pytest.fixture
async def database(path: str) -> AsyncIterator[Database]:
    async with open_database(path, index_pending) as opened:
        yield opened


def add_topic(connection: sqlite3.Connection) -> None:
    (change,) = connection.execute("SELECT max(id) FROM change").fetchone()
    connection.execute(
        "INSERT INTO topic (library, name, name_key, change) VALUES (0, 'naps', 'naps', ?)",
        (change,),
    )


def count_rows(connection: sqlite3.Connection) -> tuple[int, int]:
    (topics,) = connection.execute("SELECT count(*) FROM topic").fetchone()
    (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
    return topics, changes


async def test_a_change_is_kept_with_who_when_and_why(database: Database) -> None:
    async with database.change(SHARED_LIBRARY, NOTE) as change:
        await change.run(add_topic)
    row = await database.read(
        lambda connection: connection.execute(
            "SELECT library, made_at, made_by, reason FROM change"
        ).fetchall()
    )
    assert row == [(0, "2026-01-02T03:04:05+00:00", None, "test")]


async def test_an_error_undoes_the_whole_change(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.change(SHARED_LIBRARY, NOTE) as change:
            await change.run(add_topic)
            raise ZeroDivisionError
    assert await database.read(count_rows) == (0, 0)


async def test_a_cancelled_change_is_undone_and_the_next_one_works(database: Database) -> None:
    begun = asyncio.Event()

    async def never_ending() -> None:
        async with database.change(SHARED_LIBRARY, NOTE) as change:
            await change.run(add_topic)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ending())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.change(SHARED_LIBRARY, NOTE) as change:
        await change.run(add_topic)
    assert await database.read(count_rows) == (1, 1)


async def test_a_change_that_wrote_nothing_leaves_no_trace(database: Database) -> None:
    async with database.change(SHARED_LIBRARY, NOTE):
        pass
    assert await database.read(count_rows) == (0, 0)


async def test_a_discarded_change_leaves_no_trace(database: Database) -> None:
    async with database.change(SHARED_LIBRARY, NOTE) as change:
        await change.run(add_topic)
        change.discard()
    assert await database.read(count_rows) == (0, 0)


async def test_a_write_is_kept_completely_or_not_at_all(database: Database) -> None:
    def write_and_fail(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO extent VALUES (9, 'fact', 1)")
        raise ZeroDivisionError

    def write(connection: sqlite3.Connection) -> int:
        return connection.execute("INSERT INTO extent VALUES (8, 'fact', 1)").rowcount

    with pytest.raises(ZeroDivisionError):
        await database.write(write_and_fail)
    assert await database.write(write) == 1
    kept = await database.read(
        lambda connection: connection.execute("SELECT library FROM extent").fetchall()
    )
    assert kept == [(8,)]
    assert await database.read(count_rows) == (0, 0)


async def test_readers_do_not_wait_for_a_change_or_see_it(database: Database) -> None:
    async with database.change(SHARED_LIBRARY, NOTE) as change:
        await change.run(add_topic)
        assert await database.read(count_rows) == (0, 0)
    assert await database.read(count_rows) == (1, 1)


async def test_a_rollback_undoes_nothing_of_another_change(database: Database) -> None:
    async def failing() -> None:
        async with database.change(SHARED_LIBRARY, NOTE) as change:
            await change.run(lambda connection: connection.execute("SELECT 1"))
            raise ZeroDivisionError

    async def adding() -> None:
        async with database.change(SHARED_LIBRARY, NOTE) as change:
            await change.run(add_topic)

    results = await asyncio.gather(failing(), adding(), failing(), return_exceptions=True)
    assert [type(result) for result in results] == [
        ZeroDivisionError,
        type(None),
        ZeroDivisionError,
    ]
    assert await database.read(count_rows) == (1, 1)


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StoreReadOnly):
        await database.read(lambda connection: connection.execute("DELETE FROM change"))


async def test_a_bug_in_a_statement_is_not_a_store_error(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await database.read(lambda connection: connection.execute("SELECT * FROM nowhere"))


async def test_a_full_disk_is_an_error_and_undoes_the_change(database: Database) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 30")
        add_topic(connection)
        connection.execute("UPDATE topic SET definition = hex(zeroblob(1000000))")

    with pytest.raises(StoreFull):
        async with database.change(SHARED_LIBRARY, NOTE) as change:
            await change.run(fill)
    assert await database.read(count_rows) == (0, 0)


async def test_a_path_is_a_file_even_if_sqlite_would_use_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_database(":memory:", index_pending):
        pass
    assert (tmp_path / ":memory:").exists()
    with pytest.raises(StoreUnreachable):
        async with open_database("", index_pending):
            pass


@pytest.mark.parametrize("name", ["nowhere/footnote.db", "."])
async def test_a_path_that_cannot_be_a_file_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreUnreachable):
        async with open_database(str(tmp_path / name), index_pending):
            pass


async def test_a_database_locked_by_another_program_is_an_error(
    database: Database, path: str
) -> None:
    impatient = sqlite3.connect(path, timeout=0)
    try:
        async with database.change(SHARED_LIBRARY, NOTE) as change:
            await change.run(add_topic)
            with pytest.raises(StoreBusy), translate_errors(path):
                impatient.execute("BEGIN IMMEDIATE")
    finally:
        impatient.close()
