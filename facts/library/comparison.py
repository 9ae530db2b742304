"""What two topics have to do with each other: what they share, and what only one of them has."""

from dataclasses import dataclass
from enum import StrEnum

from facts.model.entities import Fact, LibraryId, Topic, TopicId
from facts.model.errors import TopicGone
from facts.model.results import CommonSources, SourceSummary
from facts.model.selection import WHOLE, Selection, Slice
from facts.store.library_store import Store


class Side(StrEnum):
    """Which part of a comparison is meant."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"
    SOURCES = "sources"
    """The sources that both rest on, by the same facts or by different ones."""


@dataclass(frozen=True, slots=True)
class TopicPair:
    """Two topics, and the part of their comparison that is meant."""

    first: TopicId
    second: TopicId
    side: Side = Side.BOTH

    def selection(self, side: Side) -> Selection:
        """Return the facts of a side; of both for the sources."""
        if side is Side.FIRST:
            return Selection(self.first, without=self.second)
        if side is Side.SECOND:
            return Selection(self.second, without=self.first)
        return Selection(self.first, also=self.second)


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """Two topics with how much each side holds, and a part of the side that was asked for.

    `facts` are of that side, or `sources` where these were asked for.
    """

    first: Topic
    second: Topic
    sizes: dict[Side, int]
    facts: tuple[Fact, ...] = ()
    sources: tuple[SourceSummary, ...] = ()

    @property
    def default_side(self) -> Side:
        """The first side that has something, those that the topics share before the others."""
        sides = (Side.BOTH, Side.SOURCES, Side.FIRST, Side.SECOND)
        return next((side for side in sides if self.sizes[side]), Side.BOTH)


async def compare_topics(
    store: Store, library: LibraryId, pair: TopicPair, part: Slice = WHOLE
) -> ComparisonAnswer:
    """Compare two topics. Raises TopicGone."""
    first, second = [await store.topic(library, each) for each in (pair.first, pair.second)]
    if first is None or second is None:
        raise TopicGone
    wants_sources = pair.side is Side.SOURCES
    common = await store.common_sources(
        library, first.id, second.id, part if wants_sources else Slice(limit=1)
    )
    sizes = await _count_sides(store, library, pair, common)
    if wants_sources:
        return ComparisonAnswer(first, second, sizes, sources=common.part)
    facts = await store.facts(library, pair.selection(pair.side), part)
    return ComparisonAnswer(first, second, sizes, facts)


async def _count_sides(
    store: Store, library: LibraryId, pair: TopicPair, common: CommonSources
) -> dict[Side, int]:
    sides = (Side.BOTH, Side.FIRST, Side.SECOND)
    sizes = {side: (await store.totals(library, pair.selection(side))).facts for side in sides}
    return sizes | {Side.SOURCES: common.count}
