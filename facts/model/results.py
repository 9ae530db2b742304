"""What a store finds: matches, hits, and how much there is of something."""

from dataclasses import dataclass
from typing import Final

from facts.model.entities import Fact, Source, Topic, TopicId

EXACT_SCORE: Final = 100.0
"""The score of a name that was asked for as it is."""


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
    def is_exact(self) -> bool:
        """Whether the name was asked for as it is, apart from case, accents, hyphens, spaces."""
        return self.score == EXACT_SCORE


@dataclass(frozen=True, slots=True)
class Matches:
    """The topics that a query may mean, best first, and how many names it was compared with."""

    best: tuple[Match, ...]
    name_count: int


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic with the number of its facts and of the sources they rest on."""

    topic: Topic
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class RelatedTopic:
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
class Totals:
    """How much is selected; `newest` is the latest date of a source of it, in ISO form."""

    facts: int
    sources: int
    newest: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
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
    """A fact found by its text; `score` from 0 to 100, 100 being as near as can be.

    `marks` are the places in the text that made it a hit, as (start, end), in order, apart.
    """

    score: float
    fact: Fact
    highlights: tuple[tuple[int, int], ...] = ()


MAX_HITS: Final = 100
"""How many results a search has at the most; who needs more needs other words."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the facts found, best first, and how many there are in all, MOST_HITS at the most."""

    part: tuple[Hit, ...]
    count: int
