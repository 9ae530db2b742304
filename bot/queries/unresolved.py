"""Requests as users type them, before the library resolves them to queries."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.queries.library_queries import HelpQuery, TopicQuery, UnreadableMessageQuery
from bot.queries.query import MessageId, Query, Seed
from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId, FactId, SourceId, TopicId
from facts.model.selection import Selection


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """A query with the options that a user typed.

    `topic` is a choice of the autocomplete (`topic_choice`) or any text. If `is_focusable` and no
    topic is given, the channel's `focus` selects the facts.
    """

    build_query: Callable[[Selection], Query]
    topic: str | None = None
    kind: str | None = None
    site: str | None = None
    since: str | None = None
    focus: ChannelId | None = None
    is_focusable: bool = False
    author: str | None = None


@dataclass(frozen=True, slots=True)
class UnresolvedSource:
    """A source by what the user calls it, among those that `filters` leave."""

    text: str
    filters: TypedQuery


@dataclass(frozen=True, slots=True)
class UnresolvedComparison:
    """Two topics to compare, by name or by autocomplete value."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class UnresolvedFact:
    """A fact by its number, or words to search for."""

    typed: str


@dataclass(frozen=True, slots=True)
class UnresolvedMessage:
    """A message to find related facts for."""

    message: MessageId
    text: str


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What the answer is about that a question replies to: its topic, or its facts.

    `next_page` is the next page of a topic's card.
    """

    topic: TopicId | None = None
    facts: tuple[FactId, ...] = ()
    next_page: TopicQuery | None = None


@dataclass(frozen=True, slots=True)
class UnresolvedQuestion:
    """A question in natural language.

    `fallback` is the query for a text without content, such as “hello”, or “source?” in a reply.
    `seed` decides which random fact it gets. `context` belongs to a reply to an answer of the bot.
    `asked_on` tells which March is the last one. With `silent_miss` it gets an answer or nothing.
    """

    text: str
    focus: ChannelId | None = None
    seed: Seed = field(default=0, compare=False)
    fallback: UnresolvedMessage | UnreadableMessageQuery | HelpQuery = field(
        default_factory=HelpQuery
    )
    context: AnswerContext | None = None
    asked_on: datetime.date | None = field(default=None, compare=False)
    silent_miss: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether the text may refer to another message."""
        return not isinstance(self.fallback, HelpQuery)


@dataclass(frozen=True, slots=True)
class UnresolvedTitle:
    """The title of a new post in a forum, answered only where `channels` are set so.

    `channels` are the post and its forum.
    """

    text: str
    channels: tuple[ChannelId, ...]
    focus: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class ChannelChange:
    """New settings for a channel.

    Without `topics`, `quiet` and `answer_posts`, the channel loses its own settings. `channels` are
    the channel and the channels it inherits from, nearest first.
    """

    channels: tuple[ChannelId, ...]
    note: ChangeNote
    topics: tuple[str, ...] = ()
    quiet: bool | None = None
    answer_posts: bool | None = None


Unresolved = (
    TypedQuery
    | UnresolvedSource
    | UnresolvedComparison
    | UnresolvedFact
    | UnresolvedQuestion
    | UnresolvedTitle
    | UnresolvedMessage
    | ChannelChange
)
"""Requests that a resolver turns into queries."""


def topic_choice(topic: TopicId) -> str:
    """Return the autocomplete value of a topic.

    It is the topic's id, because names can be equal.
    """
    return f"topic:{topic}"


def parse_topic_choice(value: str) -> TopicId | None:
    """Return the topic of an autocomplete value; None for other text."""
    match = re.fullmatch(r"topic:(\d{1,18})", value, re.ASCII)
    return TopicId(int(match[1])) if match else None


def source_choice(source: SourceId) -> str:
    """Return the autocomplete value of a source."""
    return f"source:{source}"


def parse_source_choice(value: str) -> SourceId | None:
    """Return the source of an autocomplete value; None for other text."""
    match = re.fullmatch(r"source:(\d{1,18})", value, re.ASCII)
    return SourceId(int(match[1])) if match else None
