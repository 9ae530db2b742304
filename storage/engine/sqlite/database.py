"""SQLite file with one writer, and readers for each purpose."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from copy import copy
from functools import partial
from typing import Final, Self

from facts.model.changes import ChangeNote
from facts.model.entities import LibraryId
from facts.store.asker import Purpose, current_errand
from facts.store.errors import ErasureIncomplete, StoreBusy, StoreFull
from storage.engine.connection import SqlConnection
from storage.engine.sqlite.connection import (
    BUSY_SECONDS,
    Connection,
    Result,
    create_private,
    erase_deleted,
    lock_file,
    make_private,
    make_read_only,
    open_connection,
    roll_back,
    run_in_snapshot,
    set_up,
)
from storage.engine.sqlite.errors import is_busy, translate_errors
from storage.engine.sqlite.fair_queue import FairQueue
from storage.engine.sqlite.interactions import InteractionGuard
from storage.engine.sqlite.migrations import Migration, check_owner, load_migrations, migrate
from storage.engine.sqlite.open_change import OpenChange, begin_change, commit_change
from storage.engine.sqlite.reader_pool import LIMITS, ReaderLimits, ReaderPool

_RETRY_SECONDS: Final = 0.02

PendingWork = Callable[[SqlConnection], bool]
"""Does one batch of pending work inside a transaction; returns whether there was any."""


class Database:
    """An open file.

    Readers never wait for writers (WAL); writers take turns. `before_commit` runs at the end of
    every change until nothing is pending.
    """

    def __init__(
        self,
        path: str,
        writer: Connection,
        readers: Mapping[Purpose, ReaderPool],
        before_commit: PendingWork,
    ) -> None:
        self._path = path
        self._writer = writer
        self._readers = readers
        self._before_commit = before_commit
        self._writing = FairQueue(1, 1)
        self._guard = InteractionGuard()

    def once(self, interaction: int) -> Self:
        """Return a view for one delivery of an interaction.

        Its first write records the id in its own transaction, or raises InteractionRepeated if
        another delivery has written. Later writes of the view pass.
        """
        view = copy(self)
        view._guard = InteractionGuard(interaction)  # noqa: SLF001 (its own class)
        return view

    async def read(self, query: Callable[[sqlite3.Connection], Result]) -> Result:
        """Call `query` with a read-only connection, in one read transaction.

        Everything that `query` reads belongs to one moment. The errand of the task decides which
        reads it waits for, and how long it may take. Raises StoreError.
        """
        errand = current_errand()
        with translate_errors(self._path):
            return await self._readers[errand.purpose].read(query, errand.asker)

    async def read_apart(self, query: Callable[[sqlite3.Connection], Result]) -> Result:
        """Call `query` as `read` does, with a connection of its own."""
        with translate_errors(self._path):
            async with open_connection(self._path) as reader:
                await reader.run(make_read_only)
                return await reader.run(partial(run_in_snapshot, query))

    async def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Call `work` in a write transaction, which commits unless it fails.

        For writes that do not change a library: they leave no row among its changes. Raises
        StoreError.
        """
        async with self._writing.turn(current_errand().asker):
            with translate_errors(self._path):
                run = partial(_run_in_transaction, work, self._guard)
                return await asyncio.shield(self._writer.run(run))

    @asynccontextmanager
    async def change(self, library: LibraryId, note: ChangeNote) -> AsyncIterator[OpenChange]:
        """Open a change: a transaction that the library's history records.

        There is no other way to write to a library. A normal exit commits; an exception or a
        cancelled task rolls back. A change that wrote nothing leaves no row. Raises StoreError.
        """
        async with self._writing.turn(current_errand().asker):
            with translate_errors(self._path):
                try:
                    begun = await self._writer.run(
                        partial(begin_change, library, note, self._guard)
                    )
                    change = OpenChange(self._writer, begun.number)
                    yield change
                    while not change.discarded and await self._writer.run(self._before_commit):
                        pass
                    if change.discarded:
                        await self._writer.run(roll_back)
                    else:
                        commit = partial(commit_change, begun, self._guard)
                        change.is_kept = await self._writer.run(commit)
                except BaseException:
                    await asyncio.shield(self._writer.run(roll_back))
                    raise

    async def erase(self) -> None:
        """Overwrite what was deleted, in the file and its write-ahead log.

        Raises ErasureIncomplete if another program uses the file or the disk is full.
        """
        async with self._writing.turn(current_errand().asker):
            try:
                with translate_errors(self._path):
                    done = await asyncio.shield(self._writer.run(erase_deleted))
            except (StoreBusy, StoreFull):
                done = False
        if not done:
            raise ErasureIncomplete(self._path)


@asynccontextmanager
async def open_database(
    path: str,
    before_commit: PendingWork,
    migrations: tuple[Migration, ...] | None = None,
    limits: Mapping[Purpose, ReaderLimits] = LIMITS,
) -> AsyncIterator[Database]:
    """Open the database file; create or migrate it first. Raises StoreError.

    `before_commit` completes every change, and what a migration left to do. `limits` are those of
    the readers for each purpose, which are opened when they are first needed.
    """
    prepare = partial(_prepare_file, path, migrations or load_migrations(), before_commit)
    with translate_errors(path), lock_file(path):
        create_private(path)
        async with open_connection(path) as writer:
            await writer.run(prepare)
            readers = {purpose: ReaderPool(path, limits[purpose]) for purpose in Purpose}
            try:
                yield Database(path, writer, readers, before_commit)
            finally:
                for each in readers.values():
                    await each.close()


def _prepare_file(
    path: str,
    migrations: tuple[Migration, ...],
    before_commit: PendingWork,
    connection: sqlite3.Connection,
) -> None:
    """Set up the file, even if other processes do it too.

    SQLite does not wait for its own switch to write-ahead mode. All steps may be repeated, so they
    are retried while another process is busy.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            check_owner(connection, path, migrations)
            make_private(path)
            set_up(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, migrations, partial(_keep_copy, path))
            return _complete_backlog(before_commit, connection)
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def _keep_copy(path: str, version: int) -> None:
    from storage.engine.sqlite.backup import keep_copy  # noqa: PLC0415 (rarely needed)

    keep_copy(path, version)


def _complete_backlog(before_commit: PendingWork, connection: sqlite3.Connection) -> None:
    """Do what a migration left pending, one batch per transaction.

    The transaction takes the write lock only if there is something to write: opening a file must
    not wait for another process's import.
    """
    is_pending = True
    while is_pending:
        connection.execute("BEGIN")
        try:
            is_pending = before_commit(connection)
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def _run_in_transaction(
    work: Callable[[sqlite3.Connection], Result],
    guard: InteractionGuard,
    connection: sqlite3.Connection,
) -> Result:
    connection.execute("BEGIN IMMEDIATE")
    try:
        guard.check(connection)
        result = work(connection)
        connection.execute("COMMIT")
    finally:
        roll_back(connection)
    guard.confirm()
    return result
