"""What can be asked of a library, and what can be added to it: the use cases."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from facts.library.answers import (
    DrawAnswer,
    LibrarySize,
    SearchAnswer,
    SourceAnswer,
    SourcesAnswer,
    TopicAnswer,
    TopicsAnswer,
)
from facts.library.autocomplete import Autocomplete
from facts.library.channels import Channels
from facts.library.comparison import ComparisonAnswer, TopicPair, compare_topics
from facts.model.changes import ChangeNote
from facts.model.entities import (
    SHARED_LIBRARY,
    Fact,
    FactId,
    LibraryId,
    Source,
    SourceId,
    Topic,
    TopicId,
)
from facts.model.errors import (
    FactNotFound,
    LibraryEmpty,
    NoFactMatches,
    NoSearchHits,
    SourceNotFound,
    TopicGone,
    TopicNotFound,
)
from facts.model.random_order import draw
from facts.model.results import Match, TopicSummary
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from facts.search.claim_query import parse_claim_query
from facts.search.highlight import make_highlighter
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import SUGGESTION_SCORE, is_answer, rank_names
from facts.store.library_store import Store

_MAX_SUGGESTIONS: Final = 5
_MAX_LISTED: Final = 10
"""How many topics are listed that are named like a query."""
_MAX_RELATED: Final = 3
"""How many topics an answer names that share facts with its own."""
_MAX_FILTERS: Final = 25
"""How many kinds and sources an answer offers to choose from."""


class Library:
    """What one server (or the command line) can ask: its own facts and the shared ones."""

    def __init__(self, store: Store, library: LibraryId = SHARED_LIBRARY) -> None:
        self._store = store
        self._library = library

    @property
    def channels(self) -> Channels:
        """The channels of the server."""
        return Channels(self._store, self._library)

    @property
    def autocomplete(self) -> Autocomplete:
        """What an option offers while a person types."""
        return Autocomplete(self._store, self._library)

    async def find(self, query: str) -> Match:
        """Return the topic that is named like the query, by name, alias or nearest match.

        Raises TopicNotFound with the nearest names, also where several are as near, or
        LibraryEmpty.
        """
        sought = parse_name_query(query)
        rank = partial(rank_names, sought)
        found = await self._store.match_names(self._library, sought, rank, _MAX_SUGGESTIONS)
        near = tuple(match for match in found.best if match.score >= SUGGESTION_SCORE)
        if not near:
            await self._check_not_empty()
        if not near or not is_answer(sought, near, found.name_count):
            raise TopicNotFound(query, near)
        return near[0]

    async def topic(self, selection: Selection, part: Slice = WHOLE) -> TopicAnswer:
        """Return the topic that is selected with those of its facts that are selected.

        Raises TopicGone, or NoFactMatches where filters leave no fact.
        """
        topic = await self._load_selected_topic(selection)
        if topic is None:
            raise TopicGone
        whole = Selection(topic.id)
        extent = await self._store.totals(self._library, selection)
        if not extent.facts and selection != whole:
            raise await self._no_fact_error(whole)
        return TopicAnswer(
            topic,
            selection,
            extent,
            await self._store.facts(self._library, selection, part),
            await self._store.kinds(self._library, replace(selection, kind=None)),
            await self._store.sources(
                self._library, replace(selection, source=None), Slice(limit=_MAX_FILTERS)
            ),
            await self._load_selected_source(selection),
            await self._store.find_related(self._library, topic.id, _MAX_RELATED),
        )

    async def compare(self, pair: TopicPair, part: Slice = WHOLE) -> ComparisonAnswer:
        """Return what two topics share, or what only one has. Raises TopicGone."""
        return await compare_topics(self._store, self._library, pair, part)

    async def topics(
        self, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE
    ) -> TopicsAnswer:
        """Return topics in an order. Raises LibraryEmpty."""
        topics = await self._store.topics(self._library, order, part)
        if not topics:
            await self._check_not_empty()
        return TopicsAnswer(topics, await self._store.topic_count(self._library))

    async def resolve_names(self, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """Return the topics with a name or alias among these keys."""
        return await self._store.resolve_names(self._library, keys)

    async def has_topic(self, topic: TopicId) -> bool:
        """Tell whether the topic is one of this library's."""
        return await self._store.topic(self._library, topic) is not None

    async def topic_names(self, topics: Iterable[TopicId]) -> dict[TopicId, str]:
        """Return what the topics are called that are still there."""
        found = [await self._store.topic(self._library, each) for each in topics]
        return {topic.id: topic.name for topic in found if topic is not None}

    async def search_topics(self, query: str) -> TopicsAnswer:
        """Return the topics that are named like the query, best first. Raises TopicNotFound."""
        matches = await self.autocomplete.topics(query, _MAX_LISTED)
        if not matches:
            await self._check_not_empty()
            raise TopicNotFound(query)
        return await self.list_chosen(match.topic for match in matches)

    async def list_chosen(self, topics: Iterable[TopicId]) -> TopicsAnswer:
        """Return those of some topics that are still there, in their order."""
        found = [await self._load_summary(topic) for topic in topics]
        there = tuple(summary for summary in found if summary)
        return TopicsAnswer(there, len(there))

    async def sources(
        self, selection: Selection = EVERYTHING, part: Slice = WHOLE
    ) -> SourcesAnswer:
        """Return the sources of the facts asked for, those with most facts first.

        Raises NoFactMatches or LibraryEmpty.
        """
        extent = await self._store.totals(self._library, selection)
        if not extent.facts:
            raise await self._no_fact_error()
        sources = await self._store.sources(self._library, selection, part)
        return SourcesAnswer(selection, extent, sources, await self._load_selected_topic(selection))

    async def source(self, source: SourceId, part: Slice = WHOLE) -> SourceAnswer:
        """Return a source with its facts. Raises SourceNotFound."""
        selection = Selection(source=source)
        summaries = await self._store.sources(self._library, selection)
        if not summaries:
            raise SourceNotFound
        extent = await self._store.totals(self._library, selection)
        facts = await self._store.facts(self._library, selection, part)
        return SourceAnswer(summaries[0], extent, facts)

    async def facts(
        self, selection: Selection, part: Slice = WHOLE
    ) -> tuple[tuple[Fact, ...], int]:
        """Return selected facts, and how many there are. Raises NoFactMatches or LibraryEmpty."""
        extent = await self._store.totals(self._library, selection)
        if not extent.facts:
            raise await self._no_fact_error()
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
        drawn = await self._store.draw_fact(self._library, selection, choose)
        if drawn is None:
            raise await self._no_fact_error()
        return DrawAnswer(*drawn)

    async def search(
        self, query: str, selection: Selection = EVERYTHING, part: Slice = WHOLE
    ) -> SearchAnswer:
        """Return facts whose texts are near the query, best first, with their matching words.

        Raises NoSearchHits, NoFactMatches where the filters leave no fact at all, or LibraryEmpty.
        """
        sought = parse_claim_query(query)
        hits = await self._store.find_nearest(self._library, selection, sought, part)
        if not hits.count:
            if not await self._store.has_facts(self._library, selection):
                raise await self._no_fact_error()
            raise NoSearchHits(query)
        marks = make_highlighter(sought)
        shown = (replace(hit, highlights=marks(hit.fact.text)) for hit in hits.part)
        return SearchAnswer(
            query, tuple(shown), hits.count, await self._load_selected_topic(selection)
        )

    async def count_known_words(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return those of some words that facts have in some form, with how many at the most."""
        return await self._store.count_known_words(self._library, words)

    async def size(self) -> LibrarySize:
        """Return how much there is in all."""
        topics = await self._store.topic_count(self._library)
        return LibrarySize(topics, await self._store.totals(self._library, EVERYTHING))

    async def _load_summary(self, topic: TopicId) -> TopicSummary | None:
        known = await self._store.topic(self._library, topic)
        if known is None:
            return None
        extent = await self._store.totals(self._library, Selection(topic))
        return TopicSummary(known, extent.facts, extent.sources)

    async def _load_selected_topic(self, selection: Selection) -> Topic | None:
        return await self._store.topic(self._library, selection.topic) if selection.topic else None

    async def _load_selected_source(self, selection: Selection) -> Source | None:
        if selection.source is None:
            return None
        found = await self._store.sources(self._library, Selection(source=selection.source))
        return found[0].source if found else None

    async def _no_fact_error(self, among: Selection = EVERYTHING) -> NoFactMatches:
        await self._check_not_empty()
        kinds = await self._store.kinds(self._library, among)
        sites = await self._store.sites(self._library, among)
        return NoFactMatches(tuple(kind.name for kind in kinds), tuple(site.name for site in sites))

    async def _check_not_empty(self) -> None:
        if not await self._store.has_facts(self._library, EVERYTHING):
            raise LibraryEmpty
