"""What can be asked of the bot, by a command or by a control of an earlier answer."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from bot.daily.queries import DailyQuery, Vote
from facts.library.comparison import TopicPair
from facts.model.entities import ChannelId, FactId, SourceId, TopicId
from facts.model.selection import EVERYTHING, Selection, TopicOrder
from facts.questions.related_facts import Relation

UserId = NewType("UserId", int)
MAX_RELATED_FACTS: Final = 4
"""So many fit into the id of a control, which carries them all."""


@dataclass(frozen=True, slots=True)
class TopicQuery:
    """A topic with the selected facts. Pages count from 0."""

    selection: Selection
    page: int = 0


@dataclass(frozen=True, slots=True)
class TopicsQuery:
    """All topics, or those named like `query`."""

    order: TopicOrder = TopicOrder.LARGEST
    page: int = 0
    query: str | None = None


@dataclass(frozen=True, slots=True)
class SourcesQuery:
    """The sources of the selected facts."""

    selection: Selection = EVERYTHING
    page: int = 0


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """One source with its facts."""

    source: SourceId
    page: int = 0


@dataclass(frozen=True, slots=True)
class FactQuery:
    """One fact, whole."""

    fact: FactId
    page: int = 0


@dataclass(frozen=True, slots=True)
class CitationQuery:
    """How to cite a fact: its sources one by one."""

    fact: FactId
    page: int = 0


@dataclass(frozen=True, slots=True)
class CitationsQuery:
    """How to cite all the facts of an answer."""

    of: "Citable"


@dataclass(frozen=True, slots=True)
class RandomQuery:
    """The fact after another one in the order of chance that a seed names, or the first."""

    seed: int
    selection: Selection = EVERYTHING
    after: FactId | None = None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The facts whose texts are near a text. Its code lacks the text."""

    text: str
    selection: Selection = EVERYTHING
    page: int = 0


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """What two topics share, or what only one of them has."""

    pair: TopicPair
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChoiceQuery:
    """Several topics that were named at once, to choose from."""

    topics: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class RelatedFactsQuery:
    """The facts that bear on a message, MOST_ECHOES at the most, each with how it does."""

    message: int
    facts: tuple[tuple[FactId, Relation], ...]


class UnreadableReason(StrEnum):
    """Why nothing bears on a message."""

    HIDDEN = "hidden"
    """Discord does not hand its text over."""
    EMPTY = "empty"
    OWN = "own"
    """It is an answer of the bot's."""


@dataclass(frozen=True, slots=True)
class UnreadableMessageQuery:
    """What bears on a message that cannot be read."""

    why: UnreadableReason


@dataclass(frozen=True, slots=True)
class ChannelQuery:
    """What a channel is set to, given with those it inherits from, the nearest first."""

    channels: tuple[ChannelId, ...]


@dataclass(frozen=True, slots=True)
class HelpQuery:
    """How to use the bot here."""


@dataclass(frozen=True, slots=True)
class AboutQuery:
    """What the bot is; `invite` is the address that brings it to another server."""

    invite: str


Citable = (
    TopicQuery
    | SourcesQuery
    | SourceQuery
    | SearchQuery
    | CompareQuery
    | RelatedFactsQuery
    | FactQuery
)
"""A question whose answer holds facts."""
Query = (
    TopicQuery
    | TopicsQuery
    | SourcesQuery
    | SourceQuery
    | FactQuery
    | CitationQuery
    | CitationsQuery
    | RandomQuery
    | SearchQuery
    | CompareQuery
    | ChoiceQuery
    | RelatedFactsQuery
    | UnreadableMessageQuery
    | ChannelQuery
    | HelpQuery
    | AboutQuery
    | DailyQuery
    | Vote
)


@dataclass(frozen=True, slots=True)
class RenderContext:
    """For whom an answer is written: who asked, and whether nobody else sees it.

    `preface` is said before the answer, in small print; `shared` is the address of the message that
    shows a private answer to all already, if one does.
    """

    asker: UserId
    private: bool
    notice: str = ""
    shared_url: str = ""


def topic_choice(topic: TopicId) -> str:
    """Return the value of a completion: a topic by its id, so that equal names do not mix."""
    return f"topic:{topic}"


def parse_topic_choice(value: str) -> TopicId | None:
    """Return the topic that a completion stands for; None for text of the person's own."""
    found = re.fullmatch(r"topic:(\d{1,18})", value, re.ASCII)
    return TopicId(int(found[1])) if found else None
