"""The tables of a database as documents, and its index built anew."""

import json
import sqlite3
from contextlib import closing

from storage.engine.connection import SqlConnection
from storage.search.indexer import index_pending
from tests.support.library_model import Key, Thing

_ROWS = {
    "topic": "SELECT id, library, name, definition, change FROM topic",
    "source": "SELECT id, library, title, site, url, published, published_words, change "
    "FROM source",
    "fact": "SELECT id, library, kind, text, change FROM fact",
    "channel": "SELECT id, library, quiet, change FROM channel",
    "hidden": "SELECT id, library, fact FROM hidden",
    "phrasing": "SELECT id, library, fact, text, change FROM phrasing",
    "merged_topic": "SELECT id, target FROM merged WHERE entity = 'topic'",
    "merged_source": "SELECT id, target FROM merged WHERE entity = 'source'",
}
_PARTS = {
    ("topic", "aliases"): "SELECT topic, name, change FROM alias ORDER BY topic, position",
    ("fact", "citations"): "SELECT fact, source, author, change FROM citation ORDER BY 1, 2",
    ("channel", "topics"): "SELECT channel, topic FROM channel_topic ORDER BY 1, 2",
    ("fact", "topics"): "SELECT fact, topic, stance, change FROM bearing ORDER BY 1, 2",
}
_EMPTY_INDEX = (
    "DELETE FROM name",
    "DELETE FROM word",
    "DELETE FROM posting",
    "DELETE FROM extent",
)


def load_things(connection: sqlite3.Connection) -> dict[Key, Thing]:
    """Return the documents of all things."""
    found: dict[Key, Thing] = {}
    for kind, query in _ROWS.items():
        rows = connection.execute(query)
        columns = [name for name, *_ in rows.description[1:]]
        found |= {(kind, id_): dict(zip(columns, values, strict=True)) for id_, *values in rows}
    for (kind, part), query in _PARTS.items():
        of_kind = [thing for key, thing in found.items() if key[0] == kind]
        for thing in of_kind:
            thing[part] = []
        for owner, *values in connection.execute(query):
            found[kind, owner][part].append(values[0] if len(values) == 1 else values)
    for id_, listed in connection.execute("SELECT id, topics FROM schedule"):
        found["schedule", id_] = {"topics": json.loads(listed)}
    return found


def rebuild_index(connection: SqlConnection) -> None:
    """Build the search index from the tables, as for a database of the first version."""
    for statement in _EMPTY_INDEX:
        connection.execute(statement)
    connection.execute("INSERT INTO unindexed_topic SELECT id FROM topic")
    connection.execute("INSERT INTO unindexed_fact SELECT id, library, NULL FROM fact")
    while index_pending(connection):
        pass


def copy_database(path: str, to: str) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
