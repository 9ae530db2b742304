"""Keeps the index up to date with topics and facts."""

from storage.engine.connection import SqlConnection


def index_pending(connection: SqlConnection) -> bool:
    """Index one batch of changed topics or facts.

    Return whether there was any. Call it inside a transaction until it returns False.
    """
    if not _has_pending(connection):
        return False
    from storage.search.name_index import index_topics  # noqa: PLC0415 (numpy takes as long to load as
    from storage.search.word_index import index_facts  # noqa: PLC0415 (all else, and answers do without)

    return index_topics(connection) or index_facts(connection)


def _has_pending(connection: SqlConnection) -> bool:
    (pending,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM unindexed_topic) OR EXISTS (SELECT 1 FROM unindexed_fact)"
    ).fetchone()
    return bool(pending)
