"""Comparison of two topics: common facts and sources, and differences."""

from dataclasses import dataclass
from enum import StrEnum

from facts.model.entities import Fact, Topic, TopicId
from facts.model.errors import TopicGone
from facts.model.results import SourceSummary
from facts.model.selection import WHOLE, Selection, Slice
from facts.store.library_store import Snapshot


class Side(StrEnum):
    """A part of a comparison."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"
    SOURCES = "sources"
    """Sources that facts of both topics cite, whether the same facts or different ones."""


_SIDE_ORDER = (Side.BOTH, Side.SOURCES, Side.FIRST, Side.SECOND)
"""What the topics share comes before what only one of them has."""


@dataclass(frozen=True, slots=True)
class TopicPair:
    """Two topics, and a side of their comparison."""

    first: TopicId
    second: TopicId
    side: Side = Side.BOTH

    def selection(self, side: Side) -> Selection:
        """Return the facts of a side.

        For the sources, these are the facts of both.
        """
        if side is Side.FIRST:
            return Selection(self.first, without=self.second)
        if side is Side.SECOND:
            return Selection(self.second, without=self.first)
        return Selection(self.first, also=self.second)


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """Two topics, the size of each side, and one side's slice.

    `facts` belong to `side`; for the sources, `sources` are filled instead.
    """

    first: Topic
    second: Topic
    sizes: dict[Side, int]
    facts: tuple[Fact, ...] = ()
    sources: tuple[SourceSummary, ...] = ()
    side: Side = Side.BOTH


def compare_topics(
    snapshot: Snapshot,
    pair: TopicPair,
    facts: Slice = WHOLE,
    sources: Slice = WHOLE,
    *,
    opens: bool = False,
) -> ComparisonAnswer:
    """Compare two topics, and return a slice of the pair's side.

    `facts` or `sources` is the slice, depending on the side. If it `opens`, the side is the first
    that is not empty. Raises TopicGone.
    """
    overlap = snapshot.topics.compare(pair.first, pair.second, sources)
    if overlap is None:
        raise TopicGone
    sizes = {
        Side.BOTH: overlap.shared_facts,
        Side.FIRST: overlap.first_facts,
        Side.SECOND: overlap.second_facts,
        Side.SOURCES: overlap.sources.count,
    }
    side = next((each for each in _SIDE_ORDER if sizes[each]), Side.BOTH) if opens else pair.side
    if side is Side.SOURCES:
        return ComparisonAnswer(
            overlap.first, overlap.second, sizes, sources=overlap.sources.part, side=side
        )
    part = facts.clamp(sizes[side])
    listed = snapshot.facts.list(pair.selection(side), part) if sizes[side] else ()
    return ComparisonAnswer(overlap.first, overlap.second, sizes, listed, side=side)
