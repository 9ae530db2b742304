"""What can be asked of a library, and what can be added to it: the use cases."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from facts.library.answers import (
    DrawAnswer,
    SearchAnswer,
    Size,
    SourceAnswer,
    SourcesAnswer,
    TopicAnswer,
    TopicsAnswer,
)
from facts.library.autocomplete import Offers
from facts.library.channels import Channels
from facts.library.comparison import ComparisonAnswer, Pair, compared
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED, Fact, FactId, LibraryId, Source, SourceId, Topic, TopicId
from facts.model.errors import (
    FactNotFound,
    LibraryEmpty,
    NoFactMatches,
    NothingFound,
    SourceNotFound,
    TopicGone,
    TopicNotFound,
)
from facts.model.random_order import draw
from facts.model.results import Match, TopicSummary
from facts.model.selection import ALL, EVERYTHING, Part, Selection, TopicOrder
from facts.search.claim_query import wording
from facts.search.highlight import text_marks
from facts.search.name_query import name_sought
from facts.search.name_ranking import SUGGESTED, answers, ranked
from facts.store.library_store import Store

_SUGGESTIONS: Final = 5
_LISTED: Final = 10
"""How many topics are listed that are named like a query."""
_RELATED: Final = 3
"""How many topics an answer names that share facts with its own."""
_FILTERS: Final = 25
"""How many kinds and sources an answer offers to choose from."""


class Library:
    """What one server (or the command line) can ask: its own facts and the shared ones."""

    def __init__(self, store: Store, library: LibraryId = SHARED) -> None:
        self._store = store
        self._library = library

    @property
    def channels(self) -> Channels:
        """The channels of the server."""
        return Channels(self._store, self._library)

    @property
    def offers(self) -> Offers:
        """What an option offers while a person types."""
        return Offers(self._store, self._library)

    async def find(self, query: str) -> Match:
        """Return the topic that is named like the query, by name, alias or nearest match.

        Raises TopicNotFound with the nearest names, also where several are as near, or
        LibraryEmpty.
        """
        sought = name_sought(query)
        rank = partial(ranked, sought)
        found = await self._store.matches(self._library, sought, rank, _SUGGESTIONS)
        near = tuple(match for match in found.best if match.score >= SUGGESTED)
        if not near:
            await self._check_not_empty()
        if not near or not answers(sought, near, found.names):
            raise TopicNotFound(query, near)
        return near[0]

    async def topic(self, selection: Selection, part: Part = ALL) -> TopicAnswer:
        """Return the topic that is selected with those of its facts that are selected.

        Raises TopicGone, or NoFactMatches where filters leave no fact.
        """
        topic = await self._topic_of(selection)
        if topic is None:
            raise TopicGone
        whole = Selection(topic.id)
        extent = await self._store.extent(self._library, selection)
        if not extent.facts and selection != whole:
            raise await self._no_fact(whole)
        return TopicAnswer(
            topic,
            selection,
            extent,
            await self._store.facts(self._library, selection, part),
            await self._store.kinds(self._library, replace(selection, kind=None)),
            await self._store.sources(
                self._library, replace(selection, source=None), Part(limit=_FILTERS)
            ),
            await self._source_of(selection),
            await self._store.related(self._library, topic.id, _RELATED),
        )

    async def compare(self, pair: Pair, part: Part = ALL) -> ComparisonAnswer:
        """Return what two topics share, or what only one has. Raises TopicGone."""
        return await compared(self._store, self._library, pair, part)

    async def topics(
        self, order: TopicOrder = TopicOrder.LARGEST, part: Part = ALL
    ) -> TopicsAnswer:
        """Return topics in an order. Raises LibraryEmpty."""
        topics = await self._store.topics(self._library, order, part)
        if not topics:
            await self._check_not_empty()
        return TopicsAnswer(topics, await self._store.topic_count(self._library))

    async def named(self, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """Return the topics with a name or alias among these keys."""
        return await self._store.named(self._library, keys)

    async def has_topic(self, topic: TopicId) -> bool:
        """Tell whether the topic is one of this library's."""
        return await self._store.topic(self._library, topic) is not None

    async def names(self, topics: Iterable[TopicId]) -> dict[TopicId, str]:
        """Return what the topics are called that are still there."""
        found = [await self._store.topic(self._library, each) for each in topics]
        return {topic.id: topic.name for topic in found if topic is not None}

    async def topics_named(self, query: str) -> TopicsAnswer:
        """Return the topics that are named like the query, best first. Raises TopicNotFound."""
        matches = await self.offers.topics(query, _LISTED)
        if not matches:
            await self._check_not_empty()
            raise TopicNotFound(query)
        return await self.chosen(match.topic for match in matches)

    async def chosen(self, topics: Iterable[TopicId]) -> TopicsAnswer:
        """Return those of some topics that are still there, in their order."""
        found = [await self._summary(topic) for topic in topics]
        there = tuple(summary for summary in found if summary)
        return TopicsAnswer(there, len(there))

    async def sources(self, selection: Selection = EVERYTHING, part: Part = ALL) -> SourcesAnswer:
        """Return the sources of the facts asked for, those with most facts first.

        Raises NoFactMatches or LibraryEmpty.
        """
        extent = await self._store.extent(self._library, selection)
        if not extent.facts:
            raise await self._no_fact()
        sources = await self._store.sources(self._library, selection, part)
        return SourcesAnswer(selection, extent, sources, await self._topic_of(selection))

    async def source(self, source: SourceId, part: Part = ALL) -> SourceAnswer:
        """Return a source with its facts. Raises SourceNotFound."""
        selection = Selection(source=source)
        summaries = await self._store.sources(self._library, selection)
        if not summaries:
            raise SourceNotFound
        extent = await self._store.extent(self._library, selection)
        facts = await self._store.facts(self._library, selection, part)
        return SourceAnswer(summaries[0], extent, facts)

    async def facts(self, selection: Selection, part: Part = ALL) -> tuple[tuple[Fact, ...], int]:
        """Return selected facts, and how many there are. Raises NoFactMatches or LibraryEmpty."""
        extent = await self._store.extent(self._library, selection)
        if not extent.facts:
            raise await self._no_fact()
        return await self._store.facts(self._library, selection, part), extent.facts

    async def fact(self, number: int) -> Fact:
        """Return one fact by its id. Raises FactNotFound or LibraryEmpty."""
        fact = await self._store.fact(self._library, FactId(number))
        if fact is None:
            await self._check_not_empty()
            raise FactNotFound(number)
        return fact

    async def history(self, fact: Fact) -> tuple[ChangeNote, ...]:
        """Return the changes that added a fact, its sources and its topics, the oldest first."""
        return await self._store.history(self._library, fact.id)

    async def draw(
        self, seed: int, selection: Selection = EVERYTHING, after: FactId | None = None
    ) -> DrawAnswer:
        """Return one of the facts asked for by chance: the next in the order of a seed.

        See `facts.model.random_order.draw`. Raises NoFactMatches or LibraryEmpty.
        """
        choose = partial(draw, seed=seed, after=after)
        drawn = await self._store.drawn(self._library, selection, choose)
        if drawn is None:
            raise await self._no_fact()
        return DrawAnswer(*drawn)

    async def search(
        self, query: str, selection: Selection = EVERYTHING, part: Part = ALL
    ) -> SearchAnswer:
        """Return facts whose texts are near the query, best first, with their matching words.

        Raises NothingFound, NoFactMatches where the filters leave no fact at all, or LibraryEmpty.
        """
        sought = wording(query)
        hits = await self._store.nearest(self._library, selection, sought, part)
        if not hits.count:
            if not await self._store.has_facts(self._library, selection):
                raise await self._no_fact()
            raise NothingFound(query)
        marks = text_marks(sought)
        shown = (replace(hit, marks=marks(hit.fact.text)) for hit in hits.part)
        return SearchAnswer(query, tuple(shown), hits.count, await self._topic_of(selection))

    async def known(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return those of some words that facts have in some form, with how many at the most."""
        return await self._store.known(self._library, words)

    async def size(self) -> Size:
        """Return how much there is in all."""
        topics = await self._store.topic_count(self._library)
        return Size(topics, await self._store.extent(self._library, EVERYTHING))

    async def _summary(self, topic: TopicId) -> TopicSummary | None:
        known = await self._store.topic(self._library, topic)
        if known is None:
            return None
        extent = await self._store.extent(self._library, Selection(topic))
        return TopicSummary(known, extent.facts, extent.sources)

    async def _topic_of(self, selection: Selection) -> Topic | None:
        return await self._store.topic(self._library, selection.topic) if selection.topic else None

    async def _source_of(self, selection: Selection) -> Source | None:
        if selection.source is None:
            return None
        found = await self._store.sources(self._library, Selection(source=selection.source))
        return found[0].source if found else None

    async def _no_fact(self, among: Selection = EVERYTHING) -> NoFactMatches:
        await self._check_not_empty()
        kinds = await self._store.kinds(self._library, among)
        sites = await self._store.sites(self._library, among)
        return NoFactMatches(tuple(kind.name for kind in kinds), tuple(site.name for site in sites))

    async def _check_not_empty(self) -> None:
        if not await self._store.has_facts(self._library, EVERYTHING):
            raise LibraryEmpty
