"""What a library answers: each an object with all that a card or a line of text needs."""

from dataclasses import dataclass

from facts.model.entities import Fact, Source, Topic
from facts.model.random_order import Draw
from facts.model.results import Count, Hit, RelatedTopic, SourceSummary, TopicSummary, Totals
from facts.model.selection import Selection


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """A topic with some of the facts asked for, and with what there is to choose from.

    `extent` is of all the facts asked for. `kinds` are those there are under the other filters,
    `sources` the largest under the other filters, and `source` is the one asked for. `related` are
    the topics that share most facts with it.
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
    """Some of the topics, and how many there are."""

    topics: tuple[TopicSummary, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SourcesAnswer:
    """Some of the sources of the facts asked for; `extent` is of all of them."""

    selection: Selection
    totals: Totals
    sources: tuple[SourceSummary, ...]
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source with some of its facts; `extent` is of all of them."""

    source: SourceSummary
    totals: Totals
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DrawAnswer:
    """A fact drawn by chance."""

    draw: Draw
    fact: Fact


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Some of the hits, best first, and how many there are (found.MOST_HITS at the most).

    `topic` is the one that was asked for.
    """

    query: str
    hits: tuple[Hit, ...]
    count: int
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class LibrarySize:
    """How much a library holds."""

    topics: int
    totals: Totals
