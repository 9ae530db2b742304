"""Bringing the index up to date with topics and facts: some at a time, inside a change."""

import sqlite3


def index_batch(connection: sqlite3.Connection) -> bool:
    """Index some of what the index lags behind with; return whether there was any."""
    if not is_behind(connection):
        return False
    from storage.search.name_index import index_topics  # noqa: PLC0415 (numpy takes as long to load as
    from storage.search.word_index import index_facts  # noqa: PLC0415 (all else, and questions do without)

    return index_topics(connection) or index_facts(connection)


def is_behind(connection: sqlite3.Connection) -> bool:
    """Tell whether the index lags behind."""
    (behind,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM unindexed_topic) OR EXISTS (SELECT 1 FROM unindexed_fact)"
    ).fetchone()
    return bool(behind)
