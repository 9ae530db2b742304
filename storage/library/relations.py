"""Relations between topics: shared facts and common sources."""

import json

from facts.model.entities import LibraryId, TopicId
from facts.model.results import CommonSources, RelatedTopic, SourceSummary, TopicOverlap
from facts.model.selection import Selection, Slice
from storage.engine.connection import SqlConnection
from storage.library import facts, sources, topics
from storage.library.selection import SLICE, VISIBLE, build_select, slice_values

TopicIds = tuple[TopicId, TopicId]


def find_related(
    library: LibraryId, topic: TopicId, limit: int, connection: SqlConnection
) -> tuple[RelatedTopic, ...]:
    """Return the topics that share most facts with another.

    Equal ones are sorted by name.
    """
    rows = connection.execute(
        f"""
        SELECT topic.id, topic.name, count(*)
        FROM bearing AS own
        JOIN fact ON fact.id = own.fact
        JOIN bearing AS theirs ON theirs.fact = own.fact AND theirs.topic <> own.topic
        JOIN topic ON topic.id = theirs.topic
        WHERE own.topic = :topic AND {VISIBLE}
            AND topic.library IN (0, :library)
        GROUP BY topic.id ORDER BY 3 DESC, topic.name_key, topic.id LIMIT :limit
        """,
        {"library": library, "topic": topic, "limit": limit},
    )
    return tuple(RelatedTopic(TopicId(id_), name, facts) for id_, name, facts in rows)


def list_largest(
    library: LibraryId, selection: Selection, limit: int, connection: SqlConnection
) -> tuple[RelatedTopic, ...]:
    """Return the topics of the selected facts, those with most of these facts first."""
    ids, values = build_select(library, selection)
    rows = connection.execute(
        f"""
        WITH chosen (fact) AS MATERIALIZED ({ids})
        SELECT topic.id, topic.name, count(*)
        FROM chosen JOIN bearing USING (fact) JOIN topic ON topic.id = bearing.topic
        WHERE topic.library IN (0, :library)
        GROUP BY topic.id ORDER BY 3 DESC, topic.name_key, topic.id LIMIT :limit
        """,
        values | {"limit": limit},
    )
    return tuple(RelatedTopic(TopicId(id_), name, facts) for id_, name, facts in rows)


def find_common_sources(
    library: LibraryId,
    pair: TopicIds,
    part: Slice,
    connection: SqlConnection,
) -> CommonSources:
    """Return the sources that facts of both topics cite.

    Those with most of these facts come first. A slice that starts after the last source means the
    last page.
    """
    common = _list_common_sources(library, pair, part, connection)
    if common.part or not part.start:
        return common
    count = _list_common_sources(library, pair, Slice(limit=1), connection).count
    return _list_common_sources(library, pair, part.clamp(count), connection)


def compare_topics(
    library: LibraryId, pair: TopicIds, part: Slice, connection: SqlConnection
) -> TopicOverlap | None:
    """Return what two topics share, with a slice of their common sources."""
    first, second = (topics.get_topic(library, each, connection) for each in pair)
    if first is None or second is None:
        return None
    shared = Selection(first.id, also=second.id)
    only_first = Selection(first.id, without=second.id)
    only_second = Selection(second.id, without=first.id)
    return TopicOverlap(
        first,
        second,
        facts.count_facts(library, shared, connection),
        facts.count_facts(library, only_first, connection),
        facts.count_facts(library, only_second, connection),
        find_common_sources(library, pair, part, connection),
    )


def _list_common_sources(
    library: LibraryId, pair: TopicIds, part: Slice, connection: SqlConnection
) -> CommonSources:
    """Return a slice of the common sources.

    The count is 0 if the slice is empty.
    """
    values = {"library": library, "first": pair[0], "second": pair[1]}
    rows = connection.execute(
        f"""
        WITH citing AS (
            SELECT DISTINCT citation.source, citation.fact, citation.author
            FROM bearing JOIN fact ON fact.id = bearing.fact JOIN citation USING (fact)
            WHERE bearing.topic IN (:first, :second) AND {VISIBLE}
        )
        SELECT {sources.COLUMNS}, count(*) OVER (), count(*) AS facts,
            json_group_array(DISTINCT citing.author) FILTER (WHERE citing.author IS NOT NULL)
        FROM citing JOIN source ON source.id = citing.source
        GROUP BY source.id
        HAVING max(EXISTS (SELECT 1 FROM bearing WHERE topic = :first AND fact = citing.fact))
            AND max(EXISTS (SELECT 1 FROM bearing WHERE topic = :second AND fact = citing.fact))
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
