"""History: what was written when, by whom and why."""

import datetime

from facts.model.changes import ChangeNote
from facts.model.entities import FactId, LibraryId
from storage.engine.connection import SqlConnection


def list_fact_changes(
    library: LibraryId, fact: FactId, connection: SqlConnection
) -> tuple[ChangeNote, ...]:
    """Return the changes that added a fact, its sources and topics, the oldest first."""
    rows = connection.execute(
        """
        SELECT made_at, reason, made_by FROM change
        WHERE library IN (0, :library) AND id IN (
            SELECT change FROM fact WHERE id = :fact
            UNION SELECT change FROM citation WHERE fact = :fact
            UNION SELECT change FROM bearing WHERE fact = :fact
        ) ORDER BY id
        """,
        {"library": library, "fact": fact},
    )
    return tuple(
        ChangeNote(datetime.datetime.fromisoformat(made_at), reason, made_by)
        for made_at, reason, made_by in rows
    )
