"""Pool of connections that read, for one purpose."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from facts.store.asker import Asker, Purpose
from storage.engine.read_clock import ReadClock, run_in_time
from storage.engine.sqlite.connection import (
    Connection,
    Result,
    make_read_only,
    open_connection,
    run_in_snapshot,
)
from storage.engine.sqlite.fair_queue import FairQueue

_STEPS: Final = 20_000
"""Steps of SQLite's machine between two looks at the clock: about half a millisecond."""


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """How many reads run at a time, of all and of one server, and how long each may take.

    With `newest_only`, only the newest read of a user waits.
    """

    readers: int = 1
    per_server: int = 1
    seconds: float | None = None
    newest_only: bool = False


LIMITS: Final[Mapping[Purpose, ReaderLimits]] = {
    Purpose.OWN_WORK: ReaderLimits(),
    Purpose.ANSWER: ReaderLimits(readers=3, per_server=2, seconds=2.0),
    Purpose.OFFER: ReaderLimits(readers=2, seconds=1.0, newest_only=True),
    Purpose.SETTING: ReaderLimits(),
}


class ReaderPool:
    """Connections that are opened when they are needed, and shared in turn."""

    def __init__(self, path: str, limits: ReaderLimits) -> None:
        self._path = path
        self._seconds = limits.seconds
        self._queue = FairQueue(limits.readers, limits.per_server, newest_only=limits.newest_only)
        self._idle: list[Connection] = []
        self._opened = AsyncExitStack()
        self._is_closed = False

    async def read(self, query: Callable[[sqlite3.Connection], Result], asker: Asker) -> Result:
        """Call `query` in one read transaction, when it is the asker's turn.

        Raises ReadTooSlow, and sqlite3.Error.
        """
        async with self._queue.turn(asker), self._borrow() as reader:
            if self._seconds is None:
                return await reader.run(partial(run_in_snapshot, query))
            clock = ReadClock(self._path, self._seconds)
            try:
                return await reader.run(partial(_read_in_time, query, clock))
            finally:
                clock.stop()  # if the task was cancelled, the thread is still at work

    async def close(self) -> None:
        """Close the connections when the reads that run have ended; those that wait fail."""
        self._is_closed = True
        await self._opened.aclose()

    @asynccontextmanager
    async def _borrow(self) -> AsyncIterator[Connection]:
        if self._is_closed:
            raise ValueError("the database is closed")
        reader = self._idle.pop() if self._idle else await self._open()
        try:
            yield reader
        finally:
            self._idle.append(reader)

    async def _open(self) -> Connection:
        reader = await self._opened.enter_async_context(open_connection(self._path))
        await reader.run(make_read_only)
        return reader


def _read_in_time(
    query: Callable[[sqlite3.Connection], Result],
    clock: ReadClock,
    connection: sqlite3.Connection,
) -> Result:
    def run(connection: sqlite3.Connection) -> Result:
        connection.set_progress_handler(clock.is_over, _STEPS)
        try:
            return run_in_time(partial(query, connection), clock)
        finally:
            connection.set_progress_handler(None, 0)

    return run_in_snapshot(run, connection)
