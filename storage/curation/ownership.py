"""Libraries and their things, as the operator finds them: in whatever library they are."""

from typing import Final

from facts.model.entities import LibraryId
from facts.model.results import LibraryCounts, OwnedThing
from facts.text.normalize import canonical, name_key
from storage.engine.connection import SqlConnection

_TABLES: Final = {name: name for name in ("fact", "topic", "source", "change")}
"""The tables of what belongs to a library."""
_NAMED: Final = {
    "topic": """
        SELECT id, library, 0 FROM topic WHERE name_key = :key
        UNION ALL
        SELECT topic.id, topic.library, 1 FROM alias JOIN topic ON topic.id = alias.topic
        WHERE alias.name_key = :key
    """,
    "source": "SELECT id, library, 0 FROM source WHERE title = :title",
}


def find_owner(entity: str, id_: int, connection: SqlConnection) -> LibraryId | None:
    """Return the library of a fact, topic, source or change, also of what was removed."""
    row = connection.execute(
        f"""
        SELECT library FROM {_TABLES[entity]} WHERE id = :id
        UNION ALL SELECT library FROM change_image WHERE entity = :entity AND id = :id LIMIT 1
        """,
        {"entity": entity, "id": id_},
    ).fetchone()
    return row and LibraryId(row[0])


def find_named(
    entity: str, name: str, viewer: LibraryId | None, connection: SqlConnection
) -> tuple[OwnedThing, ...]:
    """Return the topics or sources with exactly this name; see facts.curation.store."""
    rows = connection.execute(
        f"""
        WITH found (id, library, is_alias) AS ({_NAMED[entity]}), ranked AS (
            SELECT id, library, is_alias + 2 * (library = 0 AND :viewer IS NOT NULL) AS rank
            FROM found WHERE :viewer IS NULL OR library IN (0, :viewer)
        )
        SELECT DISTINCT id, library FROM ranked
        WHERE rank = (SELECT min(rank) FROM ranked) ORDER BY id
        """,
        {"key": name_key(name), "title": canonical(name), "viewer": viewer},
    )
    return tuple(OwnedThing(id_, LibraryId(library)) for id_, library in rows)


def count_libraries(connection: SqlConnection) -> tuple[LibraryCounts, ...]:
    """Return the size of the shared library, and of each server's that has anything."""
    rows = connection.execute(
        """
        SELECT library, sum(facts), sum(topics), sum(sources) FROM (
            SELECT 0 AS library, 0 AS facts, 0 AS topics, 0 AS sources
            UNION ALL SELECT library, count(*), 0, 0 FROM fact GROUP BY library
            UNION ALL SELECT library, 0, count(*), 0 FROM topic GROUP BY library
            UNION ALL SELECT library, 0, 0, count(*) FROM source GROUP BY library
        )
        GROUP BY library ORDER BY library
        """
    )
    return tuple(LibraryCounts(LibraryId(library), *counts) for library, *counts in rows)
