"""What a library asks of the place its facts are kept in; `storage` implements it with SQLite."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from operator import add
from typing import Final, Protocol

from facts.drafts import Draft
from facts.model import (
    ChannelId,
    ChannelSetting,
    Fact,
    FactId,
    Kind,
    LibraryId,
    Source,
    SourceId,
    Topic,
    TopicId,
)
from facts.seeking import NameSought, Rank, TextSought
from facts.shuffling import Draw


@dataclass(frozen=True, slots=True)
class Selection:
    """Which facts are meant: those that fit every part that is given. `site` is a bare host.

    `also` is a further topic that the facts are about, `without` one that they are not about.
    `focus` is a channel: facts on what it is about.
    `since` is an ISO date at any precision: the source was published then or later, as far as its
    own precision tells (a source of 2026 may be of March or later). Site, source and date are asked
    of one and the same source of a fact.
    """

    topic: TopicId | None = None
    kind: Kind | None = None
    site: str | None = None
    source: SourceId | None = None
    since: str | None = None
    also: TopicId | None = None
    without: TopicId | None = None
    focus: ChannelId | None = None


EXACT: Final = 100.0
"""The score of a name that was asked for as it is."""
EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Part:
    """Which of many are wanted: `limit` of them from `start`, counted from 0; None means all."""

    start: int = 0
    limit: int | None = None


ALL = Part()


class TopicOrder(StrEnum):
    """Which topics come first: those with most facts, or those with the newest fact."""

    LARGEST = "largest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Match:
    """A topic and how near its nearest name came to the query; `score` from 0 to 100.

    `alias_of` is the topic's own name where `name` is an alias of it.
    """

    topic: TopicId
    name: str
    score: float
    alias_of: str | None = None

    @property
    def exact(self) -> bool:
        """Whether the name was asked for as it is, apart from case, accents, hyphens, spaces."""
        return self.score == EXACT


@dataclass(frozen=True, slots=True)
class Matches:
    """The topics that a query may mean, best first, and how many names it was compared with."""

    best: tuple[Match, ...]
    names: int


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic with the number of its facts and of the sources they rest on."""

    topic: Topic
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class Related:
    """A topic that shares `facts` with another one."""

    topic: TopicId
    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class CommonSources:
    """Some of the sources that two topics rest on, and how many there are."""

    part: tuple["SourceSummary", ...]
    count: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is selected; `newest` is the latest date of a source of it, in ISO form."""

    facts: int
    sources: int
    newest: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A kind or a site with the number of facts of it."""

    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source with everybody named as author beside it, and the number of facts resting on it."""

    source: Source
    authors: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact found by its text; `score` from 0 to 100, 100 being as near as can be.

    `marks` are the places in the text that made it a hit, as (start, end), in order, apart.
    """

    score: float
    fact: Fact
    marks: tuple[tuple[int, int], ...] = ()


MOST_HITS: Final = 100
"""How many results a search has at the most; who needs more needs other words."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the facts found, best first, and how many there are in all, MOST_HITS at the most."""

    part: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """When a change was made, why, and by whom: a Discord user's id, or None for the operator.

    Raises ValueError unless `made_at` knows its time zone.
    """

    made_at: datetime.datetime
    reason: str
    made_by: int | None = None

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("a change is noted with its time zone")


@dataclass(frozen=True, slots=True)
class Figures:
    """What an import brought: how much of it was new, and how much was known already.

    `citations` counts the sources that were added to facts known before.
    """

    topics: int = 0
    aliases: int = 0
    sources: int = 0
    new: int = 0
    known: int = 0
    citations: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Return what both brought together."""
        return Figures(*map(add, astuple(self), astuple(other)))


class Store(Protocol):
    """Keeps libraries apart; each method sees the given library and the shared one, no other.

    "Not there" is None or an empty tuple. Every method raises StoreError when it cannot work.
    """

    async def matches(
        self, library: LibraryId, sought: NameSought, rank: Rank, limit: int
    ) -> Matches:
        """Return the topics that may be meant, as `rank` puts them in order in another thread.

        Where a name is exactly the one sought, and not half typed, nothing else is considered.
        """

    async def largest(self, library: LibraryId, limit: int) -> tuple[Match, ...]:
        """Return the topics with most facts, those first."""

    async def filed_as(self, library: LibraryId, called: Iterable[str]) -> Mapping[str, str]:
        """Return, for what is called so and is only an alias, the name of the alias's topic."""

    async def named(self, library: LibraryId, keys: Iterable[str]) -> Mapping[str, TopicId]:
        """Return the topics that are named or also known by keys (facts.text.squeezed)."""

    async def topic(self, library: LibraryId, topic: TopicId) -> Topic | None:
        """Return one topic."""

    async def topics(
        self, library: LibraryId, order: TopicOrder = TopicOrder.LARGEST, part: Part = ALL
    ) -> tuple[TopicSummary, ...]:
        """Return topics in an order, equals by name."""

    async def topic_count(self, library: LibraryId) -> int:
        """Return how many topics there are."""

    async def related(self, library: LibraryId, topic: TopicId, limit: int) -> tuple[Related, ...]:
        """Return the topics that share facts with one, those with most first."""

    async def common_sources(
        self, library: LibraryId, first: TopicId, second: TopicId, part: Part = ALL
    ) -> CommonSources:
        """Return sources that facts of both topics rest on, those with most facts of them first."""

    async def fact(self, library: LibraryId, fact: FactId) -> Fact | None:
        """Return one fact with all its sources and topics."""

    async def history(self, library: LibraryId, fact: FactId) -> tuple[ChangeNote, ...]:
        """Return the changes that added the fact, its sources and topics, the oldest first."""

    async def facts(
        self, library: LibraryId, selection: Selection, part: Part = ALL
    ) -> tuple[Fact, ...]:
        """Return the selected facts, those of one (first) source together, in order of arrival.

        Where a site, a source or a date is selected, a fact's sources that fit are its first ones.
        """

    async def has_facts(self, library: LibraryId, selection: Selection) -> bool:
        """Tell whether any fact is selected, without counting them."""

    async def extent(self, library: LibraryId, selection: Selection) -> Extent:
        """Return how many facts are selected, on how many sources they rest, and the newest date.

        Sources count as `sources` lists them.
        """

    async def sources(
        self, library: LibraryId, selection: Selection, part: Part = ALL
    ) -> tuple[SourceSummary, ...]:
        """Return the sources of the selected facts, those with most facts first.

        Where a site, a source or a date is selected, no others than those that fit.
        """

    async def drawn(
        self,
        library: LibraryId,
        selection: Selection,
        choose: Callable[[Iterable[FactId]], Draw | None],
    ) -> tuple[Draw, Fact] | None:
        """Return the one of the selected facts that `choose` picks, called in another thread."""

    async def kinds(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Tally, ...]:
        """Return the kinds of the selected facts, the most frequent first."""

    async def sites(
        self, library: LibraryId, selection: Selection = EVERYTHING
    ) -> tuple[Tally, ...]:
        """Return the sites that the selected facts rest on, the most cited first."""

    async def nearest(
        self, library: LibraryId, selection: Selection, sought: TextSought, part: Part = ALL
    ) -> Hits:
        """Return a part of the selected facts that come nearest to what is sought, best first.

        Equals stand in order of arrival. The hits carry no marks. `sought` is asked in another
        thread.
        """

    async def channel(self, library: LibraryId, ids: Sequence[ChannelId]) -> ChannelSetting | None:
        """Return what the first of the channels is set to that is set to anything."""

    async def set_channel(
        self, library: LibraryId, setting: ChannelSetting, note: ChangeNote
    ) -> None:
        """Set a channel to something, as one change; to nothing by a setting of defaults."""

    async def add(
        self, library: LibraryId, drafts: Iterable[Draft], note: ChangeNote, *, keep: bool = True
    ) -> Figures:
        """Add what the drafts bring to one library, as one change: all of it, or nothing.

        An error out of `drafts` undoes the change and is passed on. With `keep` false the change
        is undone when its figures are known. Drafts are consumed in another thread, a few thousand
        at a time.
        """
