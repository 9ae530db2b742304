"""Keeps the index up to date with topics, facts, authors and sources."""

from typing import Final

from storage.engine.connection import SqlConnection

_THINGS: Final = ("topic", "fact", "citation", "source", "context")
"""What has an index, each with a table of what the index lags behind."""


def index_pending(connection: SqlConnection) -> bool:
    """Index one batch of changed topics, facts, authors, sources or contexts.

    Return whether there was any. Call it inside a transaction until it returns False.
    """
    if not _has_pending(connection):
        return False
    from storage.search.author_index import index_authors  # noqa: PLC0415 (numpy takes as long to
    from storage.search.context_index import index_contexts  # noqa: PLC0415 (see above)
    from storage.search.name_index import index_topics  # noqa: PLC0415 (load as all else, and answers
    from storage.search.title_index import index_sources  # noqa: PLC0415 (do without)
    from storage.search.word_index import index_facts  # noqa: PLC0415 (see above)

    indexes = (index_topics, index_facts, index_authors, index_sources, index_contexts)
    return any(index(connection) for index in indexes)


def _has_pending(connection: SqlConnection) -> bool:
    tests = (f"EXISTS (SELECT 1 FROM unindexed_{thing})" for thing in _THINGS)
    (pending,) = connection.execute(f"SELECT {' OR '.join(tests)}").fetchone()
    return bool(pending)
