"""Use cases of look-up in one library."""

from collections.abc import Iterable, Mapping, Sequence
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
from facts.library.channels import EffectiveChannelSetting, resolve_setting
from facts.library.comparison import ComparisonAnswer, TopicPair, compare_topics
from facts.library.draws import draw_fact
from facts.library.misses import check_not_empty, no_fact_error
from facts.library.source_lookup import CitationLookup
from facts.model.changes import Change
from facts.model.entities import ChannelId, Fact, FactId, SourceId, Topic, TopicId
from facts.model.errors import (
    FactNotFound,
    FactRemoved,
    NoSearchHits,
    SourceNotFound,
    TopicGone,
    TopicNotFound,
)
from facts.model.results import FactPage, Match
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from facts.search.claim_parser import parse_claim_query
from facts.search.highlight import find_taken_corrections, make_highlighter
from facts.search.name_query import parse_name_query
from facts.search.name_ranking import SUGGESTION_SCORE, is_answer, rank_names
from facts.store.change_reader import ChangeReader
from facts.store.library_store import Snapshot

_MAX_SUGGESTIONS: Final = 5
_MAX_LISTED: Final = 10  # topics, for a query by name
_MAX_RELATED: Final = 3  # topics, in the answer of a topic
_MAX_SOURCE_TOPICS: Final = 5
_MAX_FILTERS: Final = 25  # sources, in the answer of a topic


class Library:
    """One snapshot of a library; a slice that starts after the last entry means the last page."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def autocomplete(self) -> Autocomplete:
        """Suggestions for an option while the user types."""
        return Autocomplete(self._snapshot)

    @property
    def citations(self) -> CitationLookup:
        """Sources and authors by what users call them."""
        return CitationLookup(self._snapshot)

    @property
    def changes(self) -> ChangeReader:
        """The history of the library, and its curators."""
        return self._snapshot.changes

    def channel_setting(self, channels: Sequence[ChannelId]) -> EffectiveChannelSetting:
        """Return what applies in the first of some channels; see `resolve_setting`."""
        return resolve_setting(self._snapshot, channels)

    def find(self, query: str) -> Match:
        """Return the topic with the name or alias nearest to a query.

        Raises TopicNotFound with the nearest names, also if several are equally near, or
        LibraryEmpty.
        """
        parsed = parse_name_query(query)
        matches = self._snapshot.names.match(parsed, partial(rank_names, parsed), _MAX_SUGGESTIONS)
        near = tuple(match for match in matches.best if match.score >= SUGGESTION_SCORE)
        if not near:
            check_not_empty(self._snapshot)
        if not near or not is_answer(parsed, near, matches.name_count):
            raise TopicNotFound(query, near)
        return near[0]

    def topic(self, selection: Selection, part: Slice = WHOLE) -> TopicAnswer:
        """Return the selected topic with a slice of the selected facts.

        Raises TopicGone, or NoFactMatches if the filters leave no fact.
        """
        if selection.topic is None:
            raise TopicGone
        page = self._snapshot.topics.load_page(selection, part, _MAX_FILTERS, _MAX_RELATED)
        if page is None:
            raise TopicGone
        if not page.totals.facts and selection != Selection(page.topic.id):
            raise no_fact_error(self._snapshot, selection)
        return TopicAnswer(
            page.topic,
            selection,
            page.totals,
            page.facts,
            page.kinds,
            page.sources,
            page.source,
            page.related_topics,
        )

    def compare(
        self, pair: TopicPair, facts: Slice = WHOLE, sources: Slice = WHOLE, *, opens: bool = False
    ) -> ComparisonAnswer:
        """Return what two topics share, or what only one has; see `compare_topics`."""
        return compare_topics(self._snapshot, pair, facts, sources, opens=opens)

    def topics(self, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE) -> TopicsAnswer:
        """Return a slice of the topics in an order. Raises LibraryEmpty."""
        count = self._snapshot.topics.count()
        if not count:
            check_not_empty(self._snapshot)
        return TopicsAnswer(self._snapshot.topics.list(order, part.clamp(count)), count)

    def resolve_names(self, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """Return the topics with a name or alias among these keys."""
        return self._snapshot.names.resolve(keys)

    def has_topic(self, topic: TopicId) -> bool:
        """Return whether the library contains a topic."""
        return self._snapshot.topics.get(topic) is not None

    def topic_names(self, topics: Iterable[TopicId]) -> dict[TopicId, str]:
        """Return the names of those topics that still exist."""
        return {topic.id: topic.name for topic in self._snapshot.topics.get_many(topics)}

    def search_topics(self, query: str) -> TopicsAnswer:
        """Return the topics whose names match a query, best first. Raises TopicNotFound."""
        matches = self.autocomplete.topics(query, _MAX_LISTED)
        if not matches:
            check_not_empty(self._snapshot)
            raise TopicNotFound(query)
        return self.list_chosen(match.topic for match in matches)

    def list_chosen(self, topics: Iterable[TopicId]) -> TopicsAnswer:
        """Return those of some topics that still exist, in their order."""
        summaries = self._snapshot.topics.summarize(topics)
        return TopicsAnswer(summaries, len(summaries))

    def sources(self, selection: Selection = EVERYTHING, part: Slice = WHOLE) -> SourcesAnswer:
        """Return a slice of the selected facts' sources, most facts first.

        Raises NoFactMatches or LibraryEmpty.
        """
        page = self._snapshot.sources.load_page(selection, part)
        if not page.totals.facts:
            raise no_fact_error(self._snapshot, selection)
        topic = self._load_selected_topic(selection)
        return SourcesAnswer(selection, page.totals, page.sources, topic)

    def source(self, source: SourceId, part: Slice = WHOLE) -> SourceAnswer:
        """Return a source with a slice of its facts. Raises SourceNotFound."""
        selection = Selection(source=source)
        summaries = self._snapshot.sources.list(selection)
        if not summaries:
            raise SourceNotFound
        page = self._snapshot.facts.load_page(selection, part)
        topics = self._snapshot.topics.list_largest(selection, _MAX_SOURCE_TOPICS)
        return SourceAnswer(summaries[0], page.totals, page.facts, topics)

    def facts(self, selection: Selection, part: Slice = WHOLE) -> FactPage:
        """Return a slice of the selected facts. Raises NoFactMatches or LibraryEmpty."""
        page = self._snapshot.facts.load_page(selection, part)
        if not page.totals.facts:
            raise no_fact_error(self._snapshot, selection)
        return page

    def fact(self, number: int) -> Fact:
        """Return one fact by its id. Raises FactRemoved, FactNotFound or LibraryEmpty."""
        fact = self._snapshot.facts.get(FactId(number))
        if fact is not None:
            return fact
        if removal := self._snapshot.changes.find_removal(FactId(number)):
            raise FactRemoved(number, removal)
        check_not_empty(self._snapshot)
        raise FactNotFound(number)

    def get_facts(self, facts: Iterable[FactId]) -> tuple[Fact, ...]:
        """Return those facts that still exist, in order. Raises LibraryEmpty."""
        found = self._snapshot.facts.get_many(facts)
        if not found:
            check_not_empty(self._snapshot)
        return found

    def get_asked(self, key: str) -> tuple[Fact, ...]:
        """Return the facts that answer a question, by its `question_key`; own phrasings first."""
        return self._snapshot.facts.get_many(self._snapshot.phrasings.find(key))

    def history(self, fact: Fact) -> tuple[Change, ...]:
        """Return the changes that wrote a fact, oldest first."""
        return self._snapshot.facts.list_changes(fact.id)

    def draw(
        self, seed: int, selection: Selection = EVERYTHING, after: FactId | None = None
    ) -> DrawAnswer:
        """Return the next selected fact in a seed's random order.

        See `draw_fact`. Raises NoFactMatches or LibraryEmpty.
        """
        return draw_fact(self._snapshot, seed, selection, after)

    def search(
        self, query: str, selection: Selection = EVERYTHING, part: Slice = WHOLE
    ) -> SearchAnswer:
        """Return a slice of the facts that match a query.

        The best come first, with highlights; an empty query means the facts that were added last.
        Raises TooManyPhrases, NoSearchHits, NoFactMatches or AuthorNotFound for the filters, or
        LibraryEmpty.
        """
        topic = self._load_selected_topic(selection)
        if not query.strip():
            newest = self._snapshot.facts.load_newest(selection, part)
            if not newest.count:
                raise no_fact_error(self._snapshot, selection)
            return SearchAnswer("", newest.part, newest.count, topic)
        parsed = parse_claim_query(query)
        hits = self._snapshot.claims.find_nearest(selection, parsed, part)
        if not hits.count:
            if not self._snapshot.facts.has_any(selection):
                raise no_fact_error(self._snapshot, selection)
            raise NoSearchHits(query, only_excludes=parsed.only_excludes)
        corrected = find_taken_corrections(hits)
        highlight = make_highlighter(parsed, hits.corrections)
        highlighted = (replace(hit, highlights=highlight(hit.fact.text)) for hit in hits.part)
        return SearchAnswer(query, tuple(highlighted), hits.count, topic, corrected)

    def count_known_words(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return the words that occur in facts, with upper bounds of their numbers of facts."""
        return self._snapshot.claims.count_known_words(words)

    def size(self) -> LibrarySize:
        """Return the size of the library."""
        totals = self._snapshot.facts.count(EVERYTHING)
        return LibrarySize(self._snapshot.topics.count(), totals)

    def _load_selected_topic(self, selection: Selection) -> Topic | None:
        return self._snapshot.topics.get(selection.topic) if selection.topic else None
