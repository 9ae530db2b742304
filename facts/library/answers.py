"""Answers of a library, with everything that a card shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facts.model.entities import Fact, Source, Topic
from facts.model.random_order import Draw
from facts.model.results import Count, Hit, RelatedTopic, SourceSummary, TopicSummary, Totals
from facts.model.selection import Selection


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """A topic, a slice of its selected facts, and possible filters.

    `totals` counts all selected facts. `kinds` ignores the selected kind; `sources` ignores the
    selected source, which is `source`, and has the largest only. `related_topics` share the most
    facts with the topic.
    """

    topic: Topic
    selection: Selection
    totals: Totals
    facts: tuple[Fact, ...]
    kinds: tuple[Count, ...] = ()
    sources: tuple[SourceSummary, ...] = ()
    source: Source | None = None
    related_topics: tuple[RelatedTopic, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicsAnswer:
    """A slice of the topics, and how many there are."""

    topics: tuple[TopicSummary, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SourcesAnswer:
    """A slice of the selected facts' sources; `totals` counts all."""

    selection: Selection
    totals: Totals
    sources: tuple[SourceSummary, ...]
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source and a slice of its facts; `totals` counts all.

    `topics` are those with most of the facts, each with its number of them.
    """

    source: SourceSummary
    totals: Totals
    facts: tuple[Fact, ...]
    topics: tuple[RelatedTopic, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawAnswer:
    """A fact drawn at random."""

    draw: Draw
    fact: Fact


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A slice of the hits, best first, and their number.

    `count` is at most `results.MAX_HITS`. `topic` is the selected topic. `corrected` maps words of
    the query to those that were looked up instead.
    """

    query: str
    hits: tuple[Hit, ...]
    count: int
    topic: Topic | None = None
    corrected: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LibrarySize:
    """The size of a library."""

    topics: int
    totals: Totals
