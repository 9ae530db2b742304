"""Topics whose names equal the query; works without numpy."""

import json
from collections.abc import Iterable
from typing import Final

from facts.model.entities import LibraryId, TopicId
from storage.engine.connection import SqlConnection

_EXACT_LIMIT: Final = 120
"""Names with the same letters that are read: those of the largest topics."""


def find_exact(library: LibraryId, letters: str, connection: SqlConnection) -> list[int]:
    """Return the ids of names with these letters, the largest topics first."""
    rows = connection.execute(
        "SELECT id FROM name WHERE library IN (0, ?) AND letters = ? ORDER BY size DESC LIMIT ?",
        (library, letters, _EXACT_LIMIT),
    )
    return [id_ for (id_,) in rows]


def resolve_names(
    library: LibraryId, keys: Iterable[str], connection: SqlConnection
) -> dict[str, TopicId]:
    """Return the topic that each key names, if any.

    A name comes before an alias, then a server's own topic before a shared one, then the largest.
    """
    rows = connection.execute(
        """
        SELECT value, topic.id, 0 AS is_alias, topic.library = 0 AS is_shared, topic.facts
        FROM json_each(:keys) CROSS JOIN topic
            ON topic.library IN (0, :library) AND topic.name_key = value
        UNION ALL
        SELECT value, topic.id, 1, topic.library = 0, topic.facts
        FROM json_each(:keys) CROSS JOIN alias ON alias.name_key = value
            CROSS JOIN topic ON topic.id = alias.topic AND topic.library IN (0, :library)
        ORDER BY is_alias, is_shared, 5 DESC, 2
        """,
        {"library": library, "keys": json.dumps(list(dict.fromkeys(keys)))},
    )
    found: dict[str, TopicId] = {}
    for key, topic, *_ in rows:
        found.setdefault(key, TopicId(topic))
    return found
