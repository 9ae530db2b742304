"""Everything that one library has, for an export: topics, lone sources, facts."""

from collections.abc import Iterator
from typing import Final

from facts.model.entities import Citation, Fact, FactId, LibraryId, Topic, TopicId
from storage.engine.connection import SqlConnection
from storage.library import facts, sources, topics

_BATCH: Final = 500
"""Facts in memory at once."""


def iter_topics(
    library: LibraryId, topic: TopicId | None, connection: SqlConnection
) -> Iterator[Topic]:
    """Yield the library's own topics, and the shared ones of its own facts.

    With a `topic`, yield it and the other topics of its facts.
    """
    ids = connection.execute(
        """
        SELECT id FROM topic
        WHERE (library = :library AND :topic IS NULL) OR id = :topic OR (
            library IN (0, :library) AND id IN (
                SELECT bearing.topic FROM fact JOIN bearing ON bearing.fact = fact.id
                WHERE fact.library = :library AND (:topic IS NULL OR fact.id IN (
                    SELECT fact FROM bearing WHERE topic = :topic
                ))
            )
        )
        ORDER BY id
        """,
        {"library": library, "topic": topic},
    ).fetchall()
    for (id_,) in ids:
        if found := topics.get_topic(library, TopicId(id_), connection):
            yield found


def iter_lone_sources(library: LibraryId, connection: SqlConnection) -> Iterator[Citation]:
    """Yield the library's own sources that no fact cites, with their authors."""
    rows = connection.execute(
        f"""
        SELECT {sources.COLUMNS}, source.author FROM source
        WHERE library = ? AND NOT EXISTS (SELECT 1 FROM citation WHERE source = source.id)
        ORDER BY id
        """,
        (library,),
    )
    for *source, author in rows:
        yield Citation(sources.from_row(source), author)


def iter_facts(
    library: LibraryId, topic: TopicId | None, connection: SqlConnection
) -> Iterator[Fact]:
    """Yield the library's own facts in the order of their numbers."""
    last = FactId(0)
    while batch := facts.list_own(library, topic, (last, _BATCH), connection):
        yield from batch
        last = batch[-1].id
