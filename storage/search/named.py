"""Topics by the keys of their names."""

import json
import sqlite3
from collections.abc import Iterable

from facts.model.entities import LibraryId, TopicId


def resolve_names(
    library: LibraryId, keys: Iterable[str], connection: sqlite3.Connection
) -> dict[str, TopicId]:
    """Return the topic that each key names, if any does.

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
