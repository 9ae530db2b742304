"""Results of a store: matches, hits and counts."""

from dataclasses import dataclass
from typing import Final

from facts.model.entities import Fact, Source, Topic, TopicId

EXACT_SCORE: Final = 100.0
"""The score of an exact name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A topic with the name that is most similar to the query; `score` is from 0 to 100.

    If `name` is an alias, `alias_of` is the name of the topic.
    """

    topic: TopicId
    name: str
    score: float
    alias_of: str | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the query is this name, apart from case, accents, hyphens and spaces."""
        return self.score == EXACT_SCORE


@dataclass(frozen=True, slots=True)
class Matches:
    """The topics that a query can mean, best first, and the number of names compared."""

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
    """A topic with the number of facts that it shares with another one."""

    topic: TopicId
    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class CommonSources:
    """Some of the sources that two topics share, and the number of all."""

    part: tuple["SourceSummary", ...]
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The size of a selection; `newest` is its latest publication date, in ISO form."""

    facts: int
    sources: int
    newest: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A kind or a site with its number of facts."""

    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source with all its named authors and its number of facts."""

    source: Source
    authors: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic with a slice of the selected facts, and the filters that are left to choose from.

    `totals` counts all selected facts. `kinds` ignores the selected kind, `sources` the selected
    source, which is `source`. Without any selected fact only `topic` and `totals` are filled.
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
    """Two topics, how many facts both or only one of them have, and the sources of both."""

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
    """A slice of the sources of the selected facts, and how many facts and sources there are."""

    sources: tuple[SourceSummary, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact found by its text; `score` is from 0 to 100, best at 100.

    `highlights` are the matching places in the text as (start, end), in order, without overlap.
    """

    score: float
    fact: Fact
    highlights: tuple[tuple[int, int], ...] = ()


MAX_HITS: Final = 100
"""Results of a search, at most. A user who needs more should search for other words."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the hits, best first, and the number of all, at most MAX_HITS."""

    part: tuple[Hit, ...]
    count: int
