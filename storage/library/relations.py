"""What topics have to do with each other."""

import json
import sqlite3

from facts.model.entities import LibraryId, TopicId
from facts.model.results import CommonSources, RelatedTopic, SourceSummary
from facts.model.selection import Slice
from storage.library import sources
from storage.library.selection import SLICE, slice_values


def find_related(
    library: LibraryId, topic: TopicId, limit: int, connection: sqlite3.Connection
) -> tuple[RelatedTopic, ...]:
    """Return the topics that share facts with one, those with most first, equals by name."""
    rows = connection.execute(
        """
        SELECT topic.id, topic.name, count(*)
        FROM bearing AS own
        JOIN fact ON fact.id = own.fact
        JOIN bearing AS theirs ON theirs.fact = own.fact AND theirs.topic <> own.topic
        JOIN topic ON topic.id = theirs.topic
        WHERE own.topic = :topic AND fact.library IN (0, :library)
            AND topic.library IN (0, :library)
        GROUP BY topic.id ORDER BY 3 DESC, topic.name_key, topic.id LIMIT :limit
        """,
        {"library": library, "topic": topic, "limit": limit},
    )
    return tuple(RelatedTopic(TopicId(id_), name, facts) for id_, name, facts in rows)


def find_common_sources(
    library: LibraryId,
    pair: tuple[TopicId, TopicId],
    part: Slice,
    connection: sqlite3.Connection,
) -> CommonSources:
    """Return sources that facts of both topics rest on, those with most facts of them first."""
    values = {"library": library, "first": pair[0], "second": pair[1]}
    rows = connection.execute(
        f"""
        WITH resting AS (
            SELECT DISTINCT citation.source, citation.fact, citation.author
            FROM bearing JOIN fact ON fact.id = bearing.fact JOIN citation USING (fact)
            WHERE bearing.topic IN (:first, :second) AND fact.library IN (0, :library)
        )
        SELECT {sources.COLUMNS}, count(*) OVER (), count(*) AS facts,
            json_group_array(DISTINCT resting.author) FILTER (WHERE resting.author IS NOT NULL)
        FROM resting JOIN source ON source.id = resting.source
        GROUP BY source.id
        HAVING max(EXISTS (SELECT 1 FROM bearing WHERE topic = :first AND fact = resting.fact))
            AND max(EXISTS (SELECT 1 FROM bearing WHERE topic = :second AND fact = resting.fact))
        ORDER BY facts DESC, source.title, source.id
        {SLICE}
        """,
        values | slice_values(part),
    ).fetchall()
    found = tuple(
        SourceSummary(sources.from_row(source), tuple(json.loads(authors)), facts)
        for *source, _, facts, authors in rows
    )
    return CommonSources(found, rows[0][-3] if rows else 0)
