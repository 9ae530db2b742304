"""A change of a library as one transaction."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from facts.model.changes import ChangeNote
from facts.model.entities import LibraryId
from storage.engine.connection import format_timestamp
from storage.engine.sqlite.connection import Connection, Result
from storage.engine.sqlite.interactions import InteractionGuard


@dataclass(frozen=True, slots=True)
class ChangeStart:
    """A change's number, and the rows written before it began.

    `rows` is the connection's total so far.
    """

    number: int
    rows: int


class OpenChange:
    """A change in progress: everything in it is kept, or nothing.

    `is_kept` is whether it was committed.
    """

    def __init__(self, writer: Connection, number: int) -> None:
        self._writer = writer
        self.number = number
        self.discarded = False
        self.is_kept = False

    async def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Call `work` with the writing connection, inside the change's transaction."""
        return await self._writer.run(work)

    def discard(self) -> None:
        """Undo everything when the change closes."""
        self.discarded = True


def begin_change(
    library: LibraryId, note: ChangeNote, guard: InteractionGuard, connection: sqlite3.Connection
) -> ChangeStart:
    """Begin a transaction with the row of a change."""
    connection.execute("BEGIN IMMEDIATE")
    guard.check(connection)
    (number,) = connection.execute(
        "INSERT INTO change (library, made_at, made_by, reason, origin, channel) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (
            library,
            format_timestamp(note.made_at),
            note.made_by,
            note.reason,
            note.origin,
            note.channel,
        ),
    ).fetchone()
    return ChangeStart(number, connection.total_changes)


def commit_change(
    begun: ChangeStart, guard: InteractionGuard, connection: sqlite3.Connection
) -> bool:
    """Commit the change if it wrote anything; return whether it did."""
    wrote = connection.total_changes > begun.rows
    connection.execute("COMMIT" if wrote else "ROLLBACK")
    if wrote:
        guard.confirm()
    return wrote
