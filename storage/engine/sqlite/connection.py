"""Connection to a SQLite file, on its own thread; the file's mode and lock."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import aiosqlite

from facts.store.errors import StoreBusy, StoreInUse
from storage.engine.memory import release_memory

if sys.platform != "win32":  # which has neither these locks nor owners that a program can set
    import fcntl

JOURNALS: Final = ("-wal", "-shm", "-journal")
"""What SQLite adds to a file's name for the files it keeps beside it."""
_PRIVATE: Final = 0o600
"""Mode of a file that only its owner can read and write."""
_OTHER_USERS: Final = 0o077
"""The part of a mode that is about the group and all others."""
BUSY_SECONDS: Final = 10.0
"""Seconds to wait for another process's write before giving up."""
_CACHE_KIBIBYTES: Final = 8_192
_READER_CACHE_KIBIBYTES: Final = 2_048
"""A bot has several readers, and what they read often stays in the system's own cache."""
_FETCH_SIZE: Final = 64
_LONG: Final = 0.05
"""Seconds after which work may have used much memory."""
_SOON: Final = 1.0
"""Seconds after the last such work until its memory is given back."""

Result = TypeVar("Result")


class Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs whole functions in its thread.

    aiosqlite's own methods hop once for each statement; as one function, a look-up of five
    statements takes less than half the time.
    """

    _tidying: asyncio.TimerHandle | None = None

    async def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Call `work` with the sqlite3 connection in the connection's thread."""
        execute: Callable[..., Awaitable[Result]] = self._execute
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            return await execute(work, self._conn)
        finally:
            if loop.time() - begun > _LONG:
                self._tidy_soon(loop)

    def _tidy_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._tidying:
            self._tidying.cancel()
        self._tidying = loop.call_later(_SOON, self._tidy)

    def _tidy(self) -> None:
        if self._running and self._connection:
            self._tx.put_nowait((None, partial(_tidy, self._connection)))

    def join(self) -> None:
        """Wait for the thread of a connection that failed to open.

        aiosqlite does not, and the thread would report its end to a loop that may be closed.
        """
        self._thread.join()


def _tidy(connection: sqlite3.Connection) -> None:
    """Free the pages that long work has loaded, and give free memory back."""
    connection.execute("PRAGMA shrink_memory")
    release_memory()


def find_file(path: str) -> Path:
    """Return the file that a path leads to; SQLite follows links too."""
    return Path(os.path.realpath(path))


def add_suffix(file: Path, suffix: str) -> Path:
    """Return the path of a file beside a database."""
    return file.with_name(file.name + suffix)


def create_private(path: str) -> None:
    """Create a missing file, for its owner alone.

    SQLite gives its journals the same mode.
    """
    with suppress(OSError):  # it exists, or connecting reports what is wrong
        os.close(os.open(find_file(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, _PRIVATE))


def make_private(path: str) -> None:
    """Take a file and its journals from other users.

    A file of another owner keeps its mode.
    """
    if sys.platform == "win32":
        return
    file = find_file(path)
    for each in (file, *(add_suffix(file, suffix) for suffix in JOURNALS)):
        with suppress(OSError):
            status = each.stat()
            if status.st_mode & _OTHER_USERS and status.st_uid == os.geteuid():
                each.chmod(_PRIVATE)


def match_owner(file: Path, model: Path) -> None:
    """Give a new file the owner of another one.

    Only root can; without it, the bot could not use what root restored.
    """
    if sys.platform != "win32" and os.geteuid() == 0:
        with suppress(OSError):
            status = model.stat()
            os.chown(file, status.st_uid, status.st_gid)


@contextmanager
def lock_file(path: str, *, alone: bool = False) -> Iterator[None]:
    """Hold the lock on a file beside the database, `footnote.db-lock`.

    All processes that use the database share it; a restore holds it `alone`. Raises StoreBusy
    during a restore, and StoreInUse for a restore during use. Where the system has no such lock,
    only SQLite's own locks protect the file.
    """
    lock = _open_lock(find_file(path))
    try:
        if lock is not None:
            _lock_at_once(lock, path, alone=alone)
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _open_lock(file: Path) -> int | None:
    """Return a descriptor of the lock file, None if it cannot be made."""
    place = add_suffix(file, "-lock")
    try:
        lock = os.open(place, os.O_RDWR | os.O_CREAT, _PRIVATE)
    except OSError:
        return None
    match_owner(place, file)
    return lock


def _lock_at_once(lock: int, path: str, *, alone: bool) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_NB | (fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
    except BlockingIOError:
        raise (StoreInUse if alone else StoreBusy)(path) from None
    except OSError:  # a file system without locks
        return


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


def erase_deleted(connection: sqlite3.Connection) -> bool:
    """Rewrite the file without what was deleted, and empty its write-ahead log.

    SQLite leaves deleted content in free pages, and copies of moved content in the free space of
    others. Return False if a reader of another process keeps the log in use.
    """
    connection.execute("PRAGMA temp_store = DEFAULT")  # the copy can be as large as the file
    connection.execute("VACUUM")
    connection.execute("PRAGMA temp_store = MEMORY")
    (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def make_read_only(connection: sqlite3.Connection) -> None:
    """Set up a connection that cannot write."""
    set_up(connection)
    connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIBIBYTES}")
    connection.execute("PRAGMA query_only = ON")


def run_in_snapshot(
    query: Callable[[sqlite3.Connection], Result], connection: sqlite3.Connection
) -> Result:
    """Call `query` in one read transaction."""
    connection.execute("BEGIN")
    try:
        return query(connection)
    finally:
        roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """Roll back, unless SQLite already did so itself after an error."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
