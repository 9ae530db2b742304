"""Reads for users: no one waits for another, and none lasts too long."""

import asyncio
import sqlite3
import threading
import weakref
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from facts.store.asker import Asker, Purpose, run_errand
from facts.store.errors import OfferOutdated, ReadTooSlow
from storage.engine.read_clock import check_time
from storage.engine.sqlite.database import Database, open_database
from storage.engine.sqlite.reader_pool import LIMITS
from storage.search.indexer import index_pending

ANN, BEN, CAT = Asker(1, 10), Asker(2, 10), Asker(3, 10)
ELSEWHERE = Asker(4, 20)
COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n{}) SELECT max(i) FROM n"


@pytest.fixture
async def database(path: str) -> AsyncIterator[Database]:
    async with open_database(path, index_pending) as opened:
        yield opened


@pytest.fixture
async def hasty(path: str) -> AsyncIterator[Database]:
    """A database whose answers and offers have no time at all."""
    limits = {each: replace(LIMITS[each]) for each in Purpose}
    for purpose in (Purpose.ANSWER, Purpose.OFFER):
        limits[purpose] = replace(LIMITS[purpose], seconds=0.0)
    async with open_database(path, index_pending, limits=limits) as opened:
        yield opened


@pytest.fixture
async def narrow(path: str) -> AsyncIterator[Database]:
    """A database with one reader for answers, which has all the time."""
    limits = {**LIMITS, Purpose.ANSWER: replace(LIMITS[Purpose.ANSWER], readers=1, seconds=3_600)}
    async with open_database(path, index_pending, limits=limits) as opened:
        yield opened


class Loaded:
    """Something that a read has loaded."""


class HeldRead:
    """A read that lasts until it is released."""

    def __init__(self) -> None:
        self._begun = threading.Event()
        self._end = threading.Event()

    def query(self, connection: sqlite3.Connection) -> int:
        self._begun.set()
        self._end.wait()
        return one(connection)

    async def begun(self) -> None:
        await asyncio.to_thread(self._begun.wait)

    @property
    def has_begun(self) -> bool:
        return self._begun.is_set()

    def release(self) -> None:
        self._end.set()


def one(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT 1").fetchone()
    assert isinstance(number, int)
    return number


def never_end(connection: sqlite3.Connection) -> None:
    connection.execute(COUNT.format("")).fetchall()


def loop_forever(_: sqlite3.Connection) -> None:
    while True:
        check_time()


def ask(
    database: Database,
    asker: Asker,
    query: Callable[[sqlite3.Connection], object],
    purpose: Purpose = Purpose.ANSWER,
) -> "asyncio.Task[object]":
    with run_errand(purpose, asker):
        return asyncio.create_task(database.read(query))


async def test_a_server_never_takes_all_readers(database: Database) -> None:
    held = [HeldRead(), HeldRead(), HeldRead()]
    tasks = [
        ask(database, asker, each.query) for asker, each in zip((ANN, BEN, CAT), held, strict=True)
    ]
    await held[0].begun()
    await held[1].begun()
    assert await ask(database, ELSEWHERE, one) == 1
    assert not held[2].has_begun
    for each in held:
        each.release()
    assert await asyncio.gather(*tasks) == [1, 1, 1]


@pytest.mark.parametrize("held_for", Purpose)
async def test_reads_for_one_purpose_do_not_wait_for_those_for_another(
    database: Database, held_for: Purpose
) -> None:
    held = HeldRead()
    task = ask(database, ANN, held.query, held_for)
    await held.begun()
    for purpose in set(Purpose) - {held_for}:
        assert await ask(database, ANN, one, purpose) == 1
    held.release()
    assert await task == 1


async def test_only_the_newest_choices_of_a_user_are_looked_up(database: Database) -> None:
    held, offer = HeldRead(), Purpose.OFFER
    first = ask(database, ANN, held.query, offer)
    await held.begun()
    older, newest = ask(database, ANN, one, offer), ask(database, ANN, one, offer)
    with pytest.raises(OfferOutdated):
        await older
    held.release()
    assert (await first, await newest) == (1, 1)


@pytest.mark.parametrize("purpose", [Purpose.ANSWER, Purpose.OFFER])
@pytest.mark.parametrize("query", [never_end, loop_forever])
async def test_a_read_for_a_user_ends_when_its_time_is_over(
    hasty: Database, purpose: Purpose, query: Callable[[sqlite3.Connection], None]
) -> None:
    for _ in range(2):
        with pytest.raises(ReadTooSlow):
            await ask(hasty, ANN, query, purpose)
    assert await ask(hasty, ANN, one, purpose) == 1


async def test_what_an_ended_read_had_loaded_is_free_though_its_error_is_kept(
    hasty: Database,
) -> None:
    loaded: list[weakref.ref[Loaded]] = []

    def load_and_loop(_: sqlite3.Connection) -> None:
        posting = Loaded()
        loaded.append(weakref.ref(posting))
        while True:
            check_time()

    with pytest.raises(ReadTooSlow) as kept:
        await ask(hasty, ANN, load_and_loop)
    assert kept.value.__traceback__
    assert loaded[0]() is None


async def test_own_work_has_no_end(hasty: Database) -> None:
    def count(connection: sqlite3.Connection) -> object:
        check_time()
        return connection.execute(COUNT.format(" WHERE i < 100000")).fetchone()

    assert await hasty.read(count) == (100_000,)


async def test_a_cancelled_read_frees_its_reader(narrow: Database) -> None:
    begun = threading.Event()

    def begin_and_never_end(connection: sqlite3.Connection) -> None:
        begun.set()
        never_end(connection)

    task = ask(narrow, ANN, begin_and_never_end)
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await ask(narrow, ANN, one) == 1


async def test_a_read_cancelled_while_it_waits_does_not_run(narrow: Database) -> None:
    held, waiting = HeldRead(), HeldRead()
    first, second = ask(narrow, ANN, held.query), ask(narrow, BEN, waiting.query)
    await held.begun()
    second.cancel()
    held.release()
    assert await first == 1
    assert await ask(narrow, BEN, one) == 1
    assert not waiting.has_begun


async def test_closing_waits_for_reads_that_run_and_ends_those_that_wait(path: str) -> None:
    limits = {**LIMITS, Purpose.ANSWER: replace(LIMITS[Purpose.ANSWER], readers=1)}
    held, closing = HeldRead(), asyncio.Event()

    async def open_and_close() -> list["asyncio.Task[object]"]:
        async with open_database(path, index_pending, limits=limits) as database:
            tasks = [ask(database, ANN, held.query), ask(database, BEN, one)]
            await held.begun()
            closing.set()
        return tasks

    closed = asyncio.create_task(open_and_close())
    await closing.wait()
    held.release()
    running, waiting = await closed
    assert await running == 1
    with pytest.raises(ValueError, match="closed"):
        await waiting


async def test_a_write_for_one_server_waits_for_one_of_another_at_most(database: Database) -> None:
    done: list[int] = []
    held = HeldRead()

    def write(asker: Asker, name: int) -> "asyncio.Task[object]":
        def work(_: sqlite3.Connection) -> None:
            done.append(name)

        with run_errand(Purpose.ANSWER, asker):
            return asyncio.create_task(database.write(held.query if name == 0 else work))

    tasks = [write(ANN, each) for each in range(3)]
    await held.begun()
    tasks.append(write(ELSEWHERE, 9))
    await asyncio.sleep(0)
    held.release()
    await asyncio.gather(*tasks)
    assert done == [1, 9, 2]
