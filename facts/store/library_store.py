"""What a library asks of the place its facts are kept in; `storage` implements it with SQLite."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from facts.model.changes import ChangeNote, ImportFigures
from facts.model.drafts import Draft
from facts.model.entities import ChannelId, ChannelSetting, Fact, FactId, LibraryId, Topic, TopicId
from facts.model.random_order import Draw
from facts.model.results import (
    CommonSources,
    Count,
    Hits,
    Match,
    Matches,
    RelatedTopic,
    SourceSummary,
    TopicSummary,
    Totals,
)
from facts.model.selection import EVERYTHING, WHOLE, Selection, Slice, TopicOrder
from facts.search.name_query import ClaimMatcher, NameQuery, NameRanker


class Store(Protocol):
    """Keeps libraries apart; each method sees the given library and the shared one, no other.

    "Not there" is None or an empty tuple. Every method raises StoreError when it cannot work.
    """

    async def match_names(
        self, library: LibraryId, sought: NameQuery, rank: NameRanker, limit: int
    ) -> Matches:
        """Return the topics that may be meant, as `rank` puts them in order in another thread.

        Where a name is exactly the one sought, and not half typed, nothing else is considered.
        """

    async def find_largest(self, library: LibraryId, limit: int) -> tuple[Match, ...]:
        """Return the topics with most facts, those first."""

    async def resolve_aliases(self, library: LibraryId, called: Iterable[str]) -> Mapping[str, str]:
        """Return, for what is called so and is only an alias, the name of the alias's topic."""

    async def resolve_names(self, library: LibraryId, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """Return the topics with a name or alias among these keys (normalize.name_key)."""

    async def topic(self, library: LibraryId, topic: TopicId) -> Topic | None:
        """Return one topic."""

    async def topics(
        self, library: LibraryId, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE
    ) -> tuple[TopicSummary, ...]:
        """Return topics in an order, equals by name."""

    async def topic_count(self, library: LibraryId) -> int:
        """Return how many topics there are."""

    async def find_related(
        self, library: LibraryId, topic: TopicId, limit: int
    ) -> tuple[RelatedTopic, ...]:
        """Return the topics that share facts with one, those with most first."""

    async def common_sources(
        self, library: LibraryId, first: TopicId, second: TopicId, part: Slice = WHOLE
    ) -> CommonSources:
        """Return sources that facts of both topics rest on, those with most facts of them first."""

    async def fact(self, library: LibraryId, fact: FactId) -> Fact | None:
        """Return one fact with all its sources and topics."""

    async def history(self, library: LibraryId, fact: FactId) -> tuple[ChangeNote, ...]:
        """Return the changes that added the fact, its sources and topics, the oldest first."""

    async def facts(
        self, library: LibraryId, selection: Selection, part: Slice = WHOLE
    ) -> tuple[Fact, ...]:
        """Return the selected facts, those of one (first) source together, in order of arrival.

        Where a site, a source or a date is selected, a fact's sources that fit are its first ones.
        """

    async def has_facts(self, library: LibraryId, selection: Selection) -> bool:
        """Tell whether any fact is selected, without counting them."""

    async def totals(self, library: LibraryId, selection: Selection) -> Totals:
        """Return how many facts are selected, on how many sources they rest, and the newest date.

        Sources count as `sources` lists them.
        """

    async def sources(
        self, library: LibraryId, selection: Selection, part: Slice = WHOLE
    ) -> tuple[SourceSummary, ...]:
        """Return the sources of the selected facts, those with most facts first.

        Where a site, a source or a date is selected, no others than those that fit.
        """

    async def draw_fact(
        self,
        library: LibraryId,
        selection: Selection,
        choose: Callable[[Iterable[FactId]], Draw | None],
    ) -> tuple[Draw, Fact] | None:
        """Return the one of the selected facts that `choose` picks, called in another thread."""

    async def kinds(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Count, ...]:
        """Return the kinds of the selected facts, the most frequent first."""

    async def sites(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Count, ...]:
        """Return the sites that the selected facts rest on, the most cited first."""

    async def count_known_words(
        self, library: LibraryId, words: Iterable[str]
    ) -> Mapping[str, int]:
        """Return those of some words (normalize.words) that facts have, with how many at most.

        Another form of a word counts as the word.
        """

    async def find_nearest(
        self, library: LibraryId, selection: Selection, sought: ClaimMatcher, part: Slice = WHOLE
    ) -> Hits:
        """Return a part of the selected facts that come nearest to what is sought, best first.

        Equals stand in order of arrival. The hits carry no marks. `sought` is asked in another
        thread.
        """

    async def channels(
        self, library: LibraryId, ids: Sequence[ChannelId]
    ) -> tuple[ChannelSetting, ...]:
        """Return what channels are set to, in their order; those that are set to nothing lack."""

    async def set_channel(
        self,
        library: LibraryId,
        channel: ChannelId,
        changed: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        """Set a channel to what `changed` makes of its setting, as one change; defaults are none.

        `changed` is called in another thread, while nobody else writes.
        """

    async def add(
        self, library: LibraryId, drafts: Iterable[Draft], note: ChangeNote, *, keep: bool = True
    ) -> ImportFigures:
        """Add what the drafts bring to one library, as one change: all of it, or nothing.

        An error out of `drafts` undoes the change and is passed on. With `keep` false the change
        is undone when its figures are known. Drafts are consumed in another thread, a few thousand
        at a time.
        """
