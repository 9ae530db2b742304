"""Findings: what a question can turn out to ask for."""

from dataclasses import dataclass, field
from enum import StrEnum

from facts.library.answers import SearchAnswer
from facts.library.comparison import TopicPair
from facts.model.entities import SourceId, TopicId
from facts.model.results import Tier
from facts.model.selection import EVERYTHING, Selection
from facts.questions.small_talk import SmallTalkKind


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a question names, exactly or `is_nearest`."""

    topic: TopicId
    is_nearest: bool = False


@dataclass(frozen=True, slots=True)
class FactSearch:
    """Facts found by the words of a question, with the search's `answer`.

    `tier` is that of the first fact.
    """

    text: str
    selection: Selection = EVERYTHING
    answer: SearchAnswer | None = field(default=None, compare=False, repr=False)

    @property
    def tier(self) -> Tier:
        """Whether the first fact answers, or only comes close."""
        return self.answer.hits[0].tier if self.answer and self.answer.hits else Tier.CERTAIN


@dataclass(frozen=True, slots=True)
class NamedWork:
    """A work that a question names by its DOI, number or address."""

    source: SourceId


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """Topics that a question names, too many to compare."""

    topics: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Words that need no answer, such as thanks."""

    kind: SmallTalkKind


class HelpKind(StrEnum):
    """What a user wants to know how to do."""

    GENERAL = "general"
    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    IMPORT = "import"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A request for help."""

    kind: HelpKind = HelpKind.GENERAL


@dataclass(frozen=True, slots=True)
class TopicListRequest:
    """A request for the topics of the library."""


@dataclass(frozen=True, slots=True)
class RandomFactRequest:
    """A request for a random fact, perhaps about a topic."""

    topic: TopicId | None = None


@dataclass(frozen=True, slots=True)
class FactRequest:
    """A request for one fact by its number, which may not exist."""

    number: int


DirectRequest = SmallTalk | HelpRequest | TopicListRequest | RandomFactRequest | FactRequest
"""What a message asks of the bot itself."""
Finding = NamedTopic | NamedWork | TopicPair | TopicChoice | FactSearch | DirectRequest
"""What the words of a question lead to.

The resolver of the bot turns each into a query; other doors, such as the command line, print it.
"""
