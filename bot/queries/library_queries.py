"""Queries about the library, from commands and controls."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from bot.queries.query import ApplicationId, MessageId, Page, Seed, TypedText
from facts.library.comparison import TopicPair
from facts.model.entities import ChannelId, FactId, SourceId, TopicId
from facts.model.selection import EVERYTHING, Selection, TopicOrder
from facts.questions.related_facts import Relation

MAX_RELATED_FACTS: Final = 4
"""More do not fit into a custom_id, which carries them all."""
MAX_PANEL_FACTS: Final = 5
"""A card shows at most this many facts."""
TOPIC_PLACE: Final = MAX_PANEL_FACTS + 1
SOURCE_PLACE: Final = MAX_PANEL_FACTS + 2
"""The places of topic and source on a panel, after those of the facts."""


@dataclass(frozen=True, slots=True)
class TopicQuery:
    """A topic with the selected facts.

    Raises ValueError if no topic is selected.
    """

    letter: ClassVar[str] = "T"
    selection: Selection
    page: Page = 0

    def __post_init__(self) -> None:
        if self.selection.topic is None:
            raise ValueError("a topic query selects a topic")


@dataclass(frozen=True, slots=True)
class TopicsQuery:
    """All topics in an order."""

    letter: ClassVar[str] = "B"
    order: TopicOrder = TopicOrder.LARGEST
    page: Page = 0


@dataclass(frozen=True, slots=True)
class SimilarTopicsQuery:
    """The topics with names similar to a text."""

    letter: ClassVar[str] = "N"
    text: TypedText


@dataclass(frozen=True, slots=True)
class SourcesQuery:
    """The sources of the selected facts."""

    letter: ClassVar[str] = "L"
    selection: Selection = EVERYTHING
    page: Page = 0


@dataclass(frozen=True, slots=True)
class SimilarSourcesQuery:
    """The sources of the selected facts that a text names: title, author, year, address."""

    letter: ClassVar[str] = "G"
    text: TypedText
    selection: Selection = EVERYTHING


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """One source with its facts."""

    letter: ClassVar[str] = "S"
    source: SourceId
    page: Page = 0


@dataclass(frozen=True, slots=True)
class FactQuery:
    """One fact in full."""

    letter: ClassVar[str] = "F"
    fact: FactId
    page: Page = 0


@dataclass(frozen=True, slots=True)
class CitationQuery:
    """The citations of one fact, a source a page."""

    letter: ClassVar[str] = "C"
    fact: FactId
    page: Page = 0


@dataclass(frozen=True, slots=True)
class RandomQuery:
    """The next fact in a random order.

    That is the first one of the seed's order, or the one `after` another.
    """

    letter: ClassVar[str] = "R"
    seed: Seed
    selection: Selection = EVERYTHING
    after: FactId | None = None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The facts that match a text."""

    letter: ClassVar[str] = "Q"
    text: TypedText
    selection: Selection = EVERYTHING
    page: Page = 0


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """What two topics share, or what only one of them has."""

    letter: ClassVar[str] = "J"
    pair: TopicPair
    page: Page = 0


@dataclass(frozen=True, slots=True)
class ChoiceQuery:
    """Several topics that a message names, to choose from."""

    letter: ClassVar[str] = "O"
    topics: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class FactRelation:
    """A fact, and how it relates to a message."""

    relation: Relation
    fact: FactId


@dataclass(frozen=True, slots=True)
class RelatedFactsQuery:
    """The facts that relate to a message.

    Raises ValueError for no facts, or more than MAX_RELATED_FACTS.
    """

    letter: ClassVar[str] = "E"
    message: MessageId
    facts: tuple[FactRelation, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.facts) <= MAX_RELATED_FACTS:
            raise ValueError(f"1 to {MAX_RELATED_FACTS} facts relate to a message")


@dataclass(frozen=True, slots=True)
class PanelQuery:
    """What a user may do with the things on a card.

    These are its facts, and the topic or source that it is about. `chosen` is the place of one of
    them: 1 is the first fact, 0 none. `page` is a page of the chosen fact. Raises ValueError for
    more than MAX_PANEL_FACTS, or another place.
    """

    letter: ClassVar[str] = "Y"
    topic: TopicId | None = None
    source: SourceId | None = None
    chosen: Page = 0
    page: Page = 0
    facts: tuple[FactId, ...] = ()

    def __post_init__(self) -> None:
        if len(self.facts) > MAX_PANEL_FACTS or self.chosen > SOURCE_PLACE:
            raise ValueError(f"a panel has {MAX_PANEL_FACTS} facts, a topic and a source")


class UnreadableReason(StrEnum):
    """Why no facts can be found for a message."""

    HIDDEN = "hidden"
    """Discord does not give the bot the message's text."""
    EMPTY = "empty"
    OWN = "own"
    """The message is an answer of the bot."""


@dataclass(frozen=True, slots=True)
class UnreadableMessageQuery:
    """A message without text that the bot can read."""

    letter: ClassVar[str] = "M"
    why: UnreadableReason


@dataclass(frozen=True, slots=True)
class ChannelQuery:
    """The settings of a channel.

    `channels` are the channel and those it inherits from, nearest first.
    """

    letter: ClassVar[str] = "H"
    channels: tuple[ChannelId, ...]


@dataclass(frozen=True, slots=True)
class HelpQuery:
    """How to use the bot here."""

    letter: ClassVar[str] = "I"


@dataclass(frozen=True, slots=True)
class AboutQuery:
    """What the bot is, how much it knows, and its invite link."""

    letter: ClassVar[str] = "Z"
    application: ApplicationId
