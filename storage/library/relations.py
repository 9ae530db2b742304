"""Relations between topics: shared facts and common sources."""

import json
from typing import Final

from facts.model.entities import TopicId
from facts.model.results import CommonSources, RelatedTopic, TopicOverlap
from facts.model.selection import Selection, Slice
from storage.library import topics
from storage.library.lists.candidates import read_candidates
from storage.library.lists.kept_counts import count_facts
from storage.library.lists.rankings import list_topics_of
from storage.library.lists.source_list import summarize_sources
from storage.library.lists.view import View
from storage.library.selection import NOT_HIDDEN

TopicIds = tuple[TopicId, TopicId]

_SMALL_FACTS: Final = f"""
    SELECT count(*) FROM topic_fact
    WHERE topic = :small AND library IN (0, :library) AND source = common.source
        AND {NOT_HIDDEN.format(fact="topic_fact.fact")}
"""
_COMMON: Final = f"""
    WITH common (source) AS MATERIALIZED (
        SELECT DISTINCT source FROM topic_source
        WHERE topic = :small AND library IN (0, :library) AND EXISTS (
            SELECT 1 FROM topic_source AS others
            WHERE others.topic = :large AND others.library IN (0, :library)
                AND others.source = topic_source.source
        )
    ), unseen (source) AS MATERIALIZED (
        SELECT citation.source FROM hidden
        CROSS JOIN bearing ON bearing.topic = :large AND bearing.fact = hidden.fact
        CROSS JOIN citation ON citation.fact = hidden.fact WHERE hidden.library = :library
    )
    SELECT source, (
        SELECT sum(facts) FROM topic_source
        WHERE topic = :large AND library IN (0, :library) AND source = common.source
    ) - (SELECT count(*) FROM unseen WHERE source = common.source),
    ({_SMALL_FACTS}),
    ({_SMALL_FACTS} AND NOT EXISTS (
        SELECT 1 FROM bearing WHERE bearing.topic = :large AND bearing.fact = topic_fact.fact
    ))
    FROM common
"""
"""SELECT of sources with facts of the larger topic, of the smaller, and of the smaller alone."""


def list_largest(view: View, selection: Selection, limit: int) -> tuple[RelatedTopic, ...]:
    """Return the topics of the selected facts, those with most of these facts first."""
    if selection.source is not None and selection == Selection(source=selection.source):
        return list_topics_of(view, selection.source, limit)
    found = {fact for fact, *_ in read_candidates(view, selection).rows}
    rows = view.execute(
        """
        SELECT topic.id, topic.name, count(*)
        FROM json_each(:facts) AS chosen CROSS JOIN bearing ON bearing.fact = chosen.value
        CROSS JOIN topic ON topic.id = bearing.topic WHERE topic.library IN (0, :library)
        GROUP BY topic.id ORDER BY 3 DESC, topic.id LIMIT :limit
        """,
        {"facts": json.dumps(list(found)), "limit": limit},
    )
    return tuple(RelatedTopic(TopicId(id_), name, facts) for id_, name, facts in rows)


def find_common_sources(view: View, pair: TopicIds, part: Slice) -> CommonSources:
    """Return the sources that facts of both topics cite.

    Those with most of these facts come first. A slice that starts after the last source means the
    last page.
    """
    small, large = sorted(pair, key=lambda topic: count_facts(view, Selection(topic)) or 0)
    common = [
        (source, large_facts + only_small)
        for source, large_facts, small_facts, only_small in view.execute(
            _COMMON, {"small": small, "large": large}
        )
        if large_facts and small_facts
    ]
    common.sort(key=lambda row: (-row[1], row[0]))
    part = part.clamp(len(common))
    return CommonSources(summarize_sources(view, common[part.start :][: part.limit]), len(common))


def compare_topics(view: View, pair: TopicIds, part: Slice) -> TopicOverlap | None:
    """Return what two topics share, with a slice of their common sources."""
    first, second = (topics.get_topic(view.library, each, view.connection) for each in pair)
    if first is None or second is None:
        return None
    return TopicOverlap(
        first,
        second,
        count_facts(view, Selection(first.id, also=second.id)) or 0,
        count_facts(view, Selection(first.id, without=second.id)) or 0,
        count_facts(view, Selection(second.id, without=first.id)) or 0,
        find_common_sources(view, pair, part),
    )
