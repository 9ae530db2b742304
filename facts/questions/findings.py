"""Findings: what a question can turn out to ask for."""

from dataclasses import dataclass, field

from facts.library.answers import SearchAnswer
from facts.library.comparison import TopicPair
from facts.model.entities import TopicId
from facts.model.selection import EVERYTHING, Selection


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a question names, exactly or `is_nearest`."""

    topic: TopicId
    is_nearest: bool = False


@dataclass(frozen=True, slots=True)
class FactSearch:
    """Facts found by the words of a question, with the search's `answer`."""

    text: str
    selection: Selection = EVERYTHING
    answer: SearchAnswer | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """Topics that a question names, too many to compare."""

    topics: tuple[TopicId, ...]


Finding = NamedTopic | TopicPair | TopicChoice | FactSearch
"""What the words of a question lead to.

The resolver of the bot turns each into a query; other doors, such as the command line, print it.
"""
