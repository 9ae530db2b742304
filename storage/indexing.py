"""Bringing the index up to date with topics and facts: some at a time, inside a change."""

import sqlite3

from storage.name_index import index_topics
from storage.word_index import index_facts


def index_some(connection: sqlite3.Connection) -> bool:
    """Index some of what the index lags behind with; return whether there was any."""
    return index_topics(connection) or index_facts(connection)


def is_behind(connection: sqlite3.Connection) -> bool:
    """Tell whether the index lags behind."""
    (behind,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM unindexed_topic) OR EXISTS (SELECT 1 FROM unindexed_fact)"
    ).fetchone()
    return bool(behind)
