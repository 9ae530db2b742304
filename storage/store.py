"""Store in a SQLite file: snapshots to read, changes to write."""

import datetime
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from facts.model.changes import ChangeId, ChangeNote, ImportFigures
from facts.model.drafts import Draft
from facts.model.entities import ChannelId, ChannelSetting, LibraryId
from facts.model.results import LibraryCounts, OwnedThing
from storage.curation.form_store import SqliteFormStore
from storage.curation.history import SqliteChangeReader
from storage.curation.learning.kept_questions import SqliteQuestionReader
from storage.curation.learning.store import SqliteQuestionStore
from storage.curation.ownership import count_libraries, find_named, find_owner
from storage.daily.candidates import PoolLimits
from storage.daily.store import SqliteScheduleReader, SqliteScheduleStore
from storage.engine.connection import SqlConnection
from storage.engine.sqlite.database import Database, open_database
from storage.library import readers
from storage.library.channels import update_setting
from storage.library.import_batch import ImportWriter
from storage.library.lists.view import View
from storage.search.indexer import index_pending
from storage.search.readers import SqliteCitationIndex, SqliteClaimIndex, SqliteNameIndex

if TYPE_CHECKING:  # answers load no part of curation that writes
    from facts.store.database_files import Backup, Restoration
    from storage.curation.workspace import SqliteWorkspace

_BATCH_SIZE: Final = 5_000
"""Drafts written in one hop: readers in the same process wait at most that long."""

Result = TypeVar("Result")


class SqliteSnapshot:
    """Implements facts.daily.store.DailySnapshot inside one read transaction."""

    def __init__(self, library: LibraryId, connection: SqlConnection, limits: PoolLimits) -> None:
        view = View(library, connection)
        self.topics = readers.SqliteTopicReader(view)
        self.facts = readers.SqliteFactReader(view)
        self.sources = readers.SqliteSourceReader(view)
        self.names = SqliteNameIndex(library, connection)
        self.claims = SqliteClaimIndex(library, connection)
        self.phrasings = readers.SqlitePhrasingReader(library, connection)
        self.citations = SqliteCitationIndex(library, connection)
        self.questions = SqliteQuestionReader(library, connection)
        self.channels = readers.SqliteChannelReader(library, connection)
        self.schedules = SqliteScheduleReader(library, connection, limits)
        self.changes = SqliteChangeReader(library, connection)
        self.contents = readers.SqliteContentReader(library, connection)


class SqliteStore(SqliteFormStore):
    """Implements facts.curation.store.CurationStore; a read is one hop to the reader's thread."""

    def __init__(self, database: Database, limits: PoolLimits | None = None) -> None:
        super().__init__(database)
        self.schedules = SqliteScheduleStore(database, limits)
        self.questions = SqliteQuestionStore(database)

    def once(self, interaction: int) -> "SqliteStore":
        database = self._database.once(interaction)
        return SqliteStore(database, self.schedules.limits)

    async def read(self, library: LibraryId, work: Callable[[SqliteSnapshot], Result]) -> Result:
        def read_snapshot(connection: SqlConnection) -> Result:
            return work(SqliteSnapshot(library, connection, self.schedules.limits))

        return await self._database.read(read_snapshot)

    async def read_apart(
        self, library: LibraryId, work: Callable[[SqliteSnapshot], Result]
    ) -> Result:
        def read_snapshot(connection: SqlConnection) -> Result:
            return work(SqliteSnapshot(library, connection, self.schedules.limits))

        return await self._database.read_apart(read_snapshot)

    async def change(
        self, library: LibraryId, note: ChangeNote, work: "Callable[[SqliteWorkspace], Result]"
    ) -> tuple[ChangeId, Result]:
        from facts.curation.errors import AlreadyPurged  # noqa: PLC0415 (see above)

        try:
            async with self._database.change(library, note) as change:
                number = ChangeId(change.number)

                def write(connection: SqlConnection) -> tuple[Result, bool]:
                    workspace = self._open_workspace(library, number, connection)
                    return work(workspace), workspace.has_purged

                result, has_purged = await change.run(write)
        except AlreadyPurged:
            await self._database.erase()  # the file may still have the text: ErasureIncomplete
            raise
        if has_purged:
            await self._database.erase()
        return number, result

    async def find_owner(self, entity: str, id_: int) -> LibraryId | None:
        return await self._database.read(partial(find_owner, entity, id_))

    async def find_named(
        self, entity: str, name: str, viewer: LibraryId | None = None
    ) -> tuple[OwnedThing, ...]:
        return await self._database.read(partial(find_named, entity, name, viewer))

    async def count_libraries(self) -> tuple[LibraryCounts, ...]:
        return await self._database.read(count_libraries)

    async def set_channel(
        self,
        library: LibraryId,
        channel: ChannelId,
        update: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        async with self._database.change(library, note) as change:
            number = ChangeId(change.number)
            await change.run(partial(update_setting, library, channel, update, number))

    async def add(
        self,
        library: LibraryId,
        drafts: Iterable[Draft],
        note: ChangeNote,
        *,
        keep: bool = True,
        amend: "Callable[[SqliteWorkspace], int] | None" = None,
    ) -> tuple[ChangeId | None, ImportFigures]:
        remaining = iter(drafts)
        async with self._database.change(library, note) as change:
            writer = ImportWriter(library, ChangeId(change.number))
            await change.run(writer.begin)
            if amend:
                await change.run(partial(self._amend, writer, amend))
            while await change.run(partial(_write_batch, writer, remaining)):
                pass
            await change.run(writer.finish)
            if not keep or not writer.figures.written:
                change.discard()
        return (ChangeId(change.number) if change.is_kept else None), writer.figures

    def _amend(
        self,
        writer: ImportWriter,
        amend: "Callable[[SqliteWorkspace], int]",
        connection: SqlConnection,
    ) -> None:
        corrected = amend(self._open_workspace(writer.library, writer.change, connection))
        # a corrected fact is read again below, and is known then
        writer.figures += ImportFigures(corrected=corrected, known=-corrected)

    def _open_workspace(
        self, library: LibraryId, change: ChangeId, connection: SqlConnection
    ) -> "SqliteWorkspace":
        from storage.curation.workspace import SqliteWorkspace  # noqa: PLC0415 (see above)

        snapshot = SqliteSnapshot(library, connection, self.schedules.limits)
        return SqliteWorkspace(library, change, snapshot, connection)


@asynccontextmanager
async def open_store(path: str) -> AsyncIterator[SqliteStore]:
    """Open the store in a file.

    The file is created or migrated first. Raises StoreError.
    """
    async with open_database(path, index_pending) as database:
        yield SqliteStore(database)


class SqliteEngine:
    """Implements bot.cli.main.StorageEngine and facts.store.database_files.DatabaseFiles."""

    def open_store(self, path: str) -> AbstractAsyncContextManager[SqliteStore]:
        return open_store(path)

    def back_up(
        self, path: str, folder: str, at: datetime.datetime, keep: int | None = None
    ) -> "Backup":
        from storage.engine.sqlite.backup import back_up  # noqa: PLC0415 (most commands need none)

        return back_up(path, folder, at, keep)

    def restore(self, path: str, backup: str, at: datetime.datetime) -> "Restoration":
        from storage.engine.sqlite.restoration import restore  # noqa: PLC0415 (see above)

        return restore(path, backup, at)


def _write_batch(
    writer: ImportWriter, remaining: Iterator[Draft], connection: SqlConnection
) -> bool:
    batch = list(islice(remaining, _BATCH_SIZE))
    writer.write_batch(batch, connection)
    return bool(batch)
