"""The interface of an export format, and what it gets to write."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from facts.model.entities import Citation, Fact, Topic


@dataclass(frozen=True, slots=True)
class Contents:
    """What an export writes, each part in the order of its numbers.

    The parts are lazy and can be read once, in this order: topics, lone sources, facts. `topics`
    are all topics of the facts, and topics without facts. `lone_sources` are cited by no fact;
    each comes with its authors.
    """

    topics: Iterable[Topic]
    lone_sources: Iterable[Citation]
    facts: Iterable[Fact]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that a library can be exported to.

    `name` is a word for `--format`, `title` is for messages, `suffix` ends the name of a file, such
    as “.csv”; no two formats share one. `render` yields the text in pieces, and keeps as
    little in memory as it can.
    """

    name: str
    title: str
    suffix: str
    render: Callable[[Contents], Iterator[str]]
