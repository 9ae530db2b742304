"""Changes of a library: its history, newest first."""

import datetime
from typing import Any, Final

from facts.model.changes import Change, ChangeId, ChangeNote, Origin
from facts.model.entities import FactId, LibraryId
from storage.engine.connection import SqlConnection

COLUMNS: Final = (
    "change.id, change.made_at, change.reason, change.made_by, change.origin, change.channel, "
    "change.summary, change.undoes, change.undone_by"
)
"""The columns that `from_row` reads, in order."""
_PHRASINGS: Final = """
    SELECT id FROM phrasing WHERE fact = :fact AND +library IN (0, :library)
    UNION SELECT id FROM change_image
    WHERE entity = 'phrasing' AND before ->> 'fact' = :fact AND library IN (0, :library)
"""
"""The phrasings that a fact has or had, in what a library sees."""
FACT_CHANGES: Final = f"""
    SELECT change FROM fact WHERE id = :fact
    UNION SELECT change FROM citation WHERE fact = :fact
    UNION SELECT change FROM bearing WHERE fact = :fact
    UNION SELECT change FROM change_image WHERE entity = 'fact' AND id = :fact
    UNION SELECT change FROM change_range
    WHERE entity = 'fact' AND last >= :fact AND first <= :fact
    UNION SELECT change FROM change_image WHERE entity = 'phrasing' AND id IN ({_PHRASINGS})
    UNION SELECT change_range.change FROM ({_PHRASINGS}) AS asked JOIN change_range
        ON entity = 'phrasing' AND last >= asked.id AND first <= asked.id
"""
"""The changes of one fact, also of one that was removed, and of its phrasings in this library."""


def from_row(row: tuple[Any, ...]) -> Change:
    """Build a change from a row of COLUMNS.

    Earlier versions recorded no summary; the reason is used instead.
    """
    id_, made_at, reason, made_by, origin, channel, summary, undoes, undone_by = row
    moment = datetime.datetime.fromisoformat(made_at)
    note = ChangeNote(moment, reason, made_by, Origin(origin), channel)
    return Change(
        ChangeId(id_),
        note,
        summary or reason,
        undoes and ChangeId(undoes),
        undone_by and ChangeId(undone_by),
    )


def list_fact_changes(
    library: LibraryId, fact: FactId, connection: SqlConnection
) -> tuple[Change, ...]:
    """Return the changes that wrote a fact, the oldest first."""
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM change
        WHERE library IN (0, :library) AND id IN ({FACT_CHANGES}) ORDER BY id
        """,
        {"library": library, "fact": fact},
    )
    return tuple(map(from_row, rows))


def find_successor(entity: str, id_: int, connection: SqlConnection) -> int | None:
    """Return the end of the chain of merges that starts at a topic or source."""
    row = connection.execute(
        """
        WITH RECURSIVE chain (id) AS (
            SELECT target FROM merged WHERE entity = :entity AND id = :id
            UNION SELECT target FROM merged JOIN chain ON merged.id = chain.id
            WHERE entity = :entity
        )
        SELECT id FROM chain
        WHERE NOT EXISTS (SELECT 1 FROM merged WHERE entity = :entity AND id = chain.id)
        """,
        {"entity": entity, "id": id_},
    ).fetchone()
    return row and int(row[0])
