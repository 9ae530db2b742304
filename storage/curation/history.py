"""History: changes with what they changed, newest first."""

import json
from collections.abc import Sequence
from typing import Any, Final

from facts.model.changes import Change, ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId
from facts.model.selection import Slice
from facts.store.change_reader import ChangeDetails, HistoryFilter, HistoryPage, Revision
from storage.curation.ownership import find_owner
from storage.engine.connection import SqlConnection
from storage.library.changes import COLUMNS, FACT_CHANGES, find_successor, from_row
from storage.library.documents import Document, Entity, load_documents
from storage.library.selection import Values, slice_values

_TOPIC_CHANGES: Final = """
    SELECT change FROM change_topic WHERE topic = :topic AND library = 0
    UNION ALL SELECT change FROM change_topic
    WHERE topic = :topic AND library = :library AND :library <> 0
"""
"""Both parts are sorted already, and merged without a sorter."""
_TOUCHES_TOPIC: Final = """EXISTS (
    SELECT 1 FROM change_topic
    WHERE topic = :topic AND change_topic.library = change.library AND change = change.id
)"""
_ENTITY_CHANGES: Final = """
    SELECT change FROM change_image WHERE entity = :entity AND id = :id AND change > :after
"""
_REMOVALS: Final = """
    FROM change_image AS image JOIN change ON change.id = image.change
    WHERE image.entity = 'fact' AND image.id = :fact AND image.before IS NOT NULL
        AND image.library IN (0, :library) AND NOT EXISTS (SELECT 1 FROM fact WHERE id = :fact)
"""
_HIDINGS: Final = """
    FROM hidden JOIN change_image AS image ON image.entity = 'hidden' AND image.id = hidden.id
    JOIN change ON change.id = image.change
    WHERE hidden.library = :library AND hidden.fact = :fact
"""
_NAMES: Final = {"topic": "name", "source": "title"}
"""The columns, and parts of a document, that hold a name."""


class SqliteChangeReader:
    """Implements facts.store.change_reader.ChangeReader."""

    def __init__(self, library: LibraryId, connection: SqlConnection) -> None:
        self._library = library
        self._connection = connection

    def load_page(self, history: HistoryFilter, part: Slice, max_revisions: int) -> HistoryPage:
        if self._is_foreign(Entity.TOPIC, history.topic) or self._is_foreign(
            Entity.FACT, history.fact
        ):
            return HistoryPage((), 0)
        ids, values = _select(self._library, history)
        (count,) = self._connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
        rows = self._connection.execute(
            f"""
            WITH ids (id) AS ({ids}), part AS (
                SELECT id FROM ids ORDER BY id DESC LIMIT :limit OFFSET :start
            )
            SELECT {COLUMNS} FROM part JOIN change USING (id) ORDER BY id DESC
            """,
            values | slice_values(part.clamp(count)),
        ).fetchall()
        found = (self._load_details(from_row(row), max_revisions) for row in rows)
        return HistoryPage(tuple(found), count)

    def load_revisions(self, change: ChangeId, limit: int) -> tuple[Revision, ...]:
        rows = self._connection.execute(
            """
            SELECT entity, id, before FROM change_image
            WHERE change = :change AND library IN (0, :library) LIMIT :limit
            """,
            {"change": change, "library": self._library, "limit": limit},
        ).fetchall()
        return tuple(
            Revision(entity, id_, _parse(before), self._load_after(entity, id_, change))
            for entity, id_, before in rows
        )

    def _is_foreign(self, entity: Entity, id_: int | None) -> bool:
        """Return whether a thing was never part of this or the shared library."""
        if id_ is None:
            return False
        return find_owner(entity, id_, self._connection) not in (SHARED_LIBRARY, self._library)

    def get(self, change: ChangeId) -> Change | None:
        row = self._connection.execute(
            f"SELECT {COLUMNS} FROM change WHERE id = ? AND library = ?", (change, self._library)
        ).fetchone()
        return row and from_row(row)

    def list_since(self, entity: str, id_: int, change: ChangeId) -> tuple[Change, ...]:
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM change WHERE id IN ({_ENTITY_CHANGES}) ORDER BY id",
            {"entity": entity, "id": id_, "after": change},
        )
        return tuple(map(from_row, rows))

    def last(self, entity: str, id_: int) -> ChangeId:
        (change,) = self._connection.execute(
            "SELECT coalesce(max(change), 0) FROM change_image WHERE entity = ? AND id = ?",
            (entity, id_),
        ).fetchone()
        return ChangeId(change)

    def find_removal(self, fact: FactId) -> Change | None:
        values = {"fact": fact, "library": self._library}
        for query, order in ((_REMOVALS, "image.change"), (_HIDINGS, "change.id")):
            row = self._connection.execute(
                f"SELECT {COLUMNS} {query} ORDER BY {order} DESC LIMIT 1", values
            ).fetchone()
            if row:
                return from_row(row)
        return None

    def find_successor(self, entity: str, id_: int) -> int | None:
        return find_successor(entity, id_, self._connection)

    def names(self, entity: str, ids: Sequence[int]) -> dict[int, str]:
        column = _NAMES[entity]
        values = {"ids": json.dumps(list(ids)), "entity": entity, "library": self._library}
        living = self._connection.execute(
            f"SELECT {entity}.id, {column} FROM json_each(:ids) AS wanted "
            f"CROSS JOIN {entity} ON {entity}.id = wanted.value WHERE +library IN (0, :library)",
            values,
        )
        gone = self._connection.execute(
            f"""
            SELECT image.id, before ->> '{column}' FROM json_each(:ids) AS wanted
            CROSS JOIN change_image AS image ON entity = :entity AND image.id = wanted.value
            WHERE library IN (0, :library) AND before IS NOT NULL ORDER BY change
            """,
            values,
        )
        return dict(gone.fetchall()) | dict(living.fetchall())

    def curator_roles(self) -> tuple[int, ...]:
        row = self._connection.execute(
            "SELECT curators FROM library_setting WHERE library = ?", (self._library,)
        ).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def _load_details(self, change: Change, limit: int) -> ChangeDetails:
        values = {"change": change.id, "library": self._library, "limit": limit}
        (count,) = self._connection.execute(
            """
            SELECT (
                SELECT count(*) FROM change_image
                WHERE change = :change AND library IN (0, :library)
            ) + (SELECT coalesce(sum(things), 0) FROM change_range WHERE change = :change)
            """,
            values,
        ).fetchone()
        return ChangeDetails(change, self.load_revisions(change.id, limit), count)

    def _load_after(self, entity: str, id_: int, change: ChangeId) -> Document | None:
        """Return what a thing was after a change: the next image, or what it is now."""
        row = self._connection.execute(
            "SELECT before FROM change_image WHERE entity = ? AND id = ? AND change > ? "
            "ORDER BY change LIMIT 1",
            (entity, id_, change),
        ).fetchone()
        if row:
            return _parse(row[0])
        return load_documents(Entity(entity), (id_,), self._connection).get(id_)


def _select(library: LibraryId, history: HistoryFilter) -> tuple[str, Values]:
    """Return a SELECT of the ids of changes, and its values.

    A thing that the library sees was changed by this and the shared library only, except for
    shared topics: every server has facts on them.
    """
    values: Values = {"library": library, "topic": history.topic, "fact": history.fact}
    parts = []
    if history.fact is not None:
        parts.append(FACT_CHANGES)
    if history.user is not None:
        is_whole = history.topic is None and history.fact is None
        of_library = "library = :library" if is_whole else "library IN (0, :library)"
        on_topic = f"AND {_TOUCHES_TOPIC}" if history.topic is not None else ""
        parts.append(f"SELECT id FROM change WHERE {of_library} AND made_by = :user {on_topic}")
    elif history.topic is not None:
        parts.append(_TOPIC_CHANGES)
    if not parts:
        parts.append("SELECT id FROM change WHERE library = :library")
    if len(parts) > 1:
        parts = [f"SELECT * FROM ({part})" for part in parts]
    return " INTERSECT ".join(parts), values | {"user": history.user}


def _parse(document: str | None) -> dict[str, Any] | None:
    return None if document is None else dict(json.loads(document))
