"""Results of a store: matches, hits and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from facts.model.entities import Fact, LibraryId, Source, Topic, TopicId

EXACT_SCORE: Final = 100.0
"""The score of an exact name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A topic and the one of its names nearest to a query.

    `score` ranges from 0 to 100. If `name` is an alias, `alias_of` is the name of the topic.
    """

    topic: TopicId
    name: str
    score: float
    alias_of: str | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the query is exactly this name.

        Case, accents, hyphens and spaces do not matter.
        """
        return self.score == EXACT_SCORE


@dataclass(frozen=True, slots=True)
class Matches:
    """Topics that a query can mean, best first.

    `name_count` is the number of names in the library.
    """

    best: tuple[Match, ...]
    name_count: int


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic with the number of its facts and of their sources."""

    topic: Topic
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class RelatedTopic:
    """A topic and the number of facts shared with another."""

    topic: TopicId
    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class CommonSources:
    """Some of two topics' common sources, and the number of all."""

    part: tuple["SourceSummary", ...]
    count: int


MAX_READ: Final = 1_000
"""Facts that one answer reads to apply filters, at most: so it takes milliseconds in any library.

A user who needs more should filter more.
"""


@dataclass(frozen=True, slots=True)
class Totals:
    """The size of a selection; `newest` is its latest ISO date.

    If it `is_cut`, more facts are selected than an answer reads, and these are the figures of those
    that it reads. `sources` is 0 where they are not counted, as `newest` is None: both would take a
    look at each of many facts.
    """

    facts: int
    sources: int
    newest: str | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class OwnedThing:
    """The id of a topic or source, and the library that it belongs to."""

    id: int
    library: LibraryId


@dataclass(frozen=True, slots=True)
class LibraryCounts:
    """What a library holds itself, without the shared library."""

    library: LibraryId
    facts: int
    topics: int
    sources: int


@dataclass(frozen=True, slots=True)
class Count:
    """A kind or a site with its number of facts."""

    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class NamedAuthor:
    """A person or an organisation that citations name.

    `words` is the search form of the name, `citations` how many name it.
    """

    name: str
    words: str
    citations: int


MAX_AUTHORS: Final = 50
"""Author texts of a source that an answer reads, at most. A large work can have thousands."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source with its first MAX_AUTHORS author texts, and its number of facts."""

    source: Source
    authors: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic, a slice of its selected facts, and possible filters.

    `totals` counts all selected facts. `kinds` ignores the selected kind, `sources`, which have no
    authors here, the selected source, which is `source`. Without any selected fact only `topic` and
    `totals` are filled.
    """

    topic: Topic
    totals: Totals
    facts: tuple[Fact, ...] = ()
    kinds: tuple[Count, ...] = ()
    sources: tuple[SourceSummary, ...] = ()
    source: Source | None = None
    related_topics: tuple[RelatedTopic, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicOverlap:
    """Two topics, their numbers of facts, and their common sources.

    Facts are counted by whether both topics have them, or only one.
    """

    first: Topic
    second: Topic
    shared_facts: int
    first_facts: int
    second_facts: int
    sources: CommonSources


@dataclass(frozen=True, slots=True)
class FactPage:
    """A slice of the selected facts, and how many are selected."""

    facts: tuple[Fact, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A slice of the selected facts' sources, and the totals."""

    sources: tuple[SourceSummary, ...]
    totals: Totals


CERTAIN_SCORE: Final = 60.0
"""The score from which a fact is said to answer. Weaker hits are only the closest facts."""


class Tier(StrEnum):
    """How well a fact answers."""

    CERTAIN = "certain"
    CLOSEST = "closest"


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact found by its text; `score` ranges from 0 to 100.

    `highlights` are the matching places in the text as (start, end), in order, without overlap.
    """

    score: float
    fact: Fact
    highlights: tuple[tuple[int, int], ...] = ()

    @property
    def tier(self) -> Tier:
        """Whether the fact answers, or only comes close."""
        return Tier.CERTAIN if self.score >= CERTAIN_SCORE else Tier.CLOSEST


MAX_HITS: Final = 100
"""Results of a search, at most. A user who needs more should search for other words."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the hits, best first, and the number of all.

    The number is at most MAX_HITS. `corrections` maps each corrected word of the query to the words
    that it may mean, likeliest first.
    """

    part: tuple[Hit, ...]
    count: int
    corrections: Mapping[str, Sequence[str]] = field(default_factory=dict)
