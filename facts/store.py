"""What a library asks of the place its facts are kept in; `storage` implements it with SQLite."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from operator import add
from typing import Protocol, Self

from facts.drafts import Draft
from facts.model import Fact, FactId, Kind, LibraryId, Source, Topic, TopicId
from facts.site import site_of


@dataclass(frozen=True, slots=True)
class Selection:
    """Which facts are meant: those that fit every part that is given. `site` is a bare host."""

    topic: TopicId | None = None
    kind: Kind | None = None
    site: str | None = None

    @classmethod
    def of(
        cls, topic: TopicId | None = None, kind: str | None = None, site: str | None = None
    ) -> Self:
        """Make a selection of what a person wrote: a kind in any case, a site or any URL on it."""
        return cls(
            topic,
            Kind(kind.strip().lower()) if kind else None,
            site_of(site) if site else None,
        )


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class TopicName:
    """One name or alias under which a topic can be found; `facts` is the topic's size."""

    topic: TopicId
    name: str
    facts: int
    is_alias: bool = False


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic with the number of its facts and of the sources they rest on."""

    topic: Topic
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source with everybody named as author beside it, and the number of facts resting on it."""

    source: Source
    authors: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact found by its text; `score` from 0 to 100, 100 being as near as can be."""

    score: float
    fact: Fact


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

    async def names(self, library: LibraryId) -> tuple[TopicName, ...]:
        """Return every name and alias of every topic."""

    async def topic(self, library: LibraryId, topic: TopicId) -> Topic | None:
        """Return one topic."""

    async def topics(self, library: LibraryId) -> tuple[TopicSummary, ...]:
        """Return all topics, those with most facts first."""

    async def fact(self, library: LibraryId, fact: FactId) -> Fact | None:
        """Return one fact with all its sources and topics."""

    async def facts(self, library: LibraryId, selection: Selection) -> tuple[Fact, ...]:
        """Return the selected facts, those of one (first) source together, in order of arrival.

        Where a site is selected, a fact's sources from there are its first ones.
        """

    async def sources(self, library: LibraryId, selection: Selection) -> tuple[SourceSummary, ...]:
        """Return the sources of the selected facts, those with most facts first."""

    async def count(self, library: LibraryId, selection: Selection) -> int:
        """Return how many facts are selected."""

    async def fact_at(self, library: LibraryId, selection: Selection, position: int) -> Fact | None:
        """Return the selected fact at a position, from 0, in order of arrival."""

    async def kinds(self, library: LibraryId) -> tuple[str, ...]:
        """Return the kinds there are, the most frequent first."""

    async def sites(self, library: LibraryId) -> tuple[str, ...]:
        """Return the sites there are, the most cited first."""

    async def nearest(
        self, library: LibraryId, score: Callable[[str], float], limit: int
    ) -> tuple[Hit, ...]:
        """Return the facts whose texts score above 0, best first, equals in order of arrival."""

    async def add(
        self, library: LibraryId, drafts: Iterable[Draft], note: ChangeNote, *, keep: bool = True
    ) -> Figures:
        """Add what the drafts bring to one library, as one change: all of it, or nothing.

        An error out of `drafts` undoes the change and is passed on. With `keep` false the change
        is undone when its figures are known. Drafts are consumed in another thread, a few thousand
        at a time.
        """
