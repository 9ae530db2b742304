"""Topics and sources by their number of facts, from counts that are kept for each library.

A kept count is about the facts of one library. What a server sees of a shared topic differs from
that where the server has facts of its own, or has hidden some: these differences are read first.
All others are taken in the order of the counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from facts.model.entities import SourceId, TopicId
from facts.model.results import RelatedTopic
from facts.model.selection import Slice
from storage.library.lists.view import View
from storage.library.selection import SLICE, slice_values

_KEPT: Final = "SELECT {thing}, facts FROM {table} WHERE {key} = :key AND library = :owner"
_DIFFERENT: Final = """
    SELECT different.id, coalesce(kept.facts, 0), coalesce(kept.facts, 0) + sum(different.facts)
    FROM (
        SELECT {thing} AS id, facts FROM {table} WHERE {key} = :key AND library = :other
        UNION ALL {hidden}
    ) AS different
    LEFT JOIN {table} AS kept
        ON kept.{key} = :key AND kept.library = :owner AND kept.{thing} = different.id
    GROUP BY different.id
"""

_NAME: Final = "SELECT name FROM topic WHERE id = :id AND library IN (0, :library)"


@dataclass(frozen=True, slots=True)
class Kept:
    """A table of counts by thing, for one key; `hidden` selects things of hidden facts."""

    table: str
    key: str
    thing: str
    hidden: str


_TOPIC_SOURCES: Final = Kept(
    "topic_source",
    "topic",
    "source",
    """
    SELECT citation.source, -1 FROM hidden
    CROSS JOIN bearing ON bearing.topic = :key AND bearing.fact = hidden.fact
    CROSS JOIN citation ON citation.fact = hidden.fact WHERE hidden.library = :library
    """,
)
_SOURCE_TOPICS: Final = Kept(
    "topic_source",
    "source",
    "topic",
    """
    SELECT bearing.topic, -1 FROM hidden
    CROSS JOIN citation ON citation.fact = hidden.fact AND citation.source = :key
    CROSS JOIN bearing ON bearing.fact = hidden.fact WHERE hidden.library = :library
    """,
)
_RELATED: Final = Kept(
    "topic_pair",
    "topic",
    "other",
    """
    SELECT bearing.topic, -1 FROM hidden
    CROSS JOIN bearing AS shared ON shared.topic = :key AND shared.fact = hidden.fact
    CROSS JOIN bearing ON bearing.fact = hidden.fact AND bearing.topic <> :key
    WHERE hidden.library = :library
    """,
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The things of one key, most facts first, equal ones by number.

    `differences` are the things that the view sees other numbers of than its `owner`'s count: the
    count, and the number. A key that the view does not see has no owner.
    """

    view: View
    kept: Kept
    key: int
    owner: int | None
    differences: Mapping[int, tuple[int, int]]

    def take(self, part: Slice) -> list[tuple[int, int]]:
        """Return a slice of the things with their numbers of facts."""
        end = None if part.limit is None else part.start + part.limit + len(self.differences)
        rows = self.view.execute(
            f"{_fill(_KEPT, self.kept)} ORDER BY facts DESC, {self.kept.thing} {SLICE}",
            {"key": self.key, "owner": self.owner, **slice_values(Slice(0, end))},
        )
        listed = [row for row in rows if row[0] not in self.differences]
        listed += [(id_, seen) for id_, (_, seen) in self.differences.items() if seen]
        listed.sort(key=lambda row: (-row[1], row[0]))
        return listed[part.start :][: part.limit]

    def count_more(self) -> int:
        """Return how many more things the view sees than the owner's counts have."""
        return sum((seen > 0) - (kept > 0) for kept, seen in self.differences.values())

    def list_gone(self) -> list[int]:
        """Return the counted things of which the view sees no fact."""
        return [id_ for id_, (_, seen) in self.differences.items() if not seen]


def rank_sources(view: View, topic: TopicId) -> Ranking:
    """Return the sources of a topic."""
    return _rank(view, _TOPIC_SOURCES, topic, "topic")


def list_related(view: View, topic: TopicId, limit: int) -> tuple[RelatedTopic, ...]:
    """Return the topics that share most facts with a topic."""
    return _name_topics(_rank(view, _RELATED, topic, "topic"), limit)


def list_topics_of(view: View, source: SourceId, limit: int) -> tuple[RelatedTopic, ...]:
    """Return the topics with most facts of a source."""
    return _name_topics(_rank(view, _SOURCE_TOPICS, source, "source"), limit)


def _rank(view: View, kept: Kept, key: int, entity: str) -> Ranking:
    found = view.execute(
        f"SELECT library FROM {entity} WHERE id = :key AND library IN (0, :library)", {"key": key}
    ).fetchone()
    if found is None:
        return Ranking(view, kept, key, None, {})
    (owner,) = found
    other = view.find_other(owner)
    values: dict[str, Any] = {"key": key, "owner": owner, "other": other}
    rows = view.execute(_fill(_DIFFERENT, kept), values) if other is not None else ()
    return Ranking(view, kept, key, owner, {id_: (count, seen) for id_, count, seen in rows})


def _name_topics(ranking: Ranking, limit: int) -> tuple[RelatedTopic, ...]:
    """Return the first topics that the view sees.

    Topics of other servers are passed over, so more are read if there are any.
    """
    read = limit
    while True:
        taken = ranking.take(Slice(limit=read))
        rows = (
            (id_, facts, ranking.view.execute(_NAME, {"id": id_}).fetchone())
            for id_, facts in taken
        )
        named = [RelatedTopic(TopicId(id_), row[0], facts) for id_, facts, row in rows if row]
        if len(named) >= limit or len(taken) < read:
            return tuple(named[:limit])
        read *= 4


def _fill(sql: str, kept: Kept) -> str:
    return sql.format(table=kept.table, key=kept.key, thing=kept.thing, hidden=kept.hidden)
