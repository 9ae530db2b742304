"""Connection to a SQLite file, on its own thread."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import aiosqlite

BUSY_SECONDS: Final = 10.0
"""Seconds to wait for another process's write before giving up."""
_CACHE_KIBIBYTES: Final = 8_192
_FETCH_SIZE: Final = 64

Result = TypeVar("Result")


class Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs whole functions in its thread.

    aiosqlite's own methods hop once for each statement; as one function, a look-up of five
    statements takes less than half the time.
    """

    async def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Call `work` with the sqlite3 connection in the connection's thread."""
        execute: Callable[..., Awaitable[Result]] = self._execute
        return await execute(work, self._conn)

    def join(self) -> None:
        """Wait for the thread of a connection that failed to open.

        aiosqlite does not, and the thread would report its end to a loop that may be closed.
        """
        self._thread.join()


@asynccontextmanager
async def open_connection(path: str) -> AsyncIterator[Connection]:
    """Open a connection in autocommit mode: transactions begin with an explicit BEGIN.

    It is always closed at the end: an open connection would keep the process alive forever.
    """
    connection = Connection(partial(_connect, path), _FETCH_SIZE)
    try:
        await connection
    except BaseException:
        connection.join()
        raise
    try:
        yield connection
    finally:
        await asyncio.shield(connection.close())


def _connect(path: str) -> sqlite3.Connection:
    file = Path(path).absolute()  # “” and “:memory:” are special to SQLite
    return sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)


def set_up(connection: sqlite3.Connection) -> None:
    """Set the options that SQLite keeps per connection."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE fires delete triggers
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")  # deleted content is overwritten with zeros


def make_read_only(connection: sqlite3.Connection) -> None:
    """Set the options of a connection that only reads."""
    set_up(connection)
    connection.execute("PRAGMA query_only = ON")


def run_in_snapshot(
    query: Callable[[sqlite3.Connection], Result], connection: sqlite3.Connection
) -> Result:
    """Call `query` in a read transaction."""
    connection.execute("BEGIN")
    try:
        return query(connection)
    finally:
        roll_back(connection)


def erase_deleted(connection: sqlite3.Connection) -> bool:
    """Rewrite the file without what was deleted, and empty its write-ahead log.

    `secure_delete` is not enough: when SQLite splits a full page, copies stay behind in the free
    space of the old one. Return False if a reader of another process keeps the log in use.
    """
    connection.execute("PRAGMA temp_store = DEFAULT")  # the copy can be as large as the file
    connection.execute("VACUUM")
    connection.execute("PRAGMA temp_store = MEMORY")
    (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def roll_back(connection: sqlite3.Connection) -> None:
    """Roll back, unless SQLite already did so itself after an error."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
