"""What can be asked of the bot, by a command or by a control of an earlier answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NewType

from bot.daily_questions import DailyQuestion, Vote
from facts.model import FactId, SourceId, TopicId
from facts.store import EVERYTHING, Selection, TopicOrder

UserId = NewType("UserId", int)


@dataclass(frozen=True, slots=True)
class TopicQuestion:
    """A topic with the selected facts. Pages count from 0."""

    selection: Selection
    page: int = 0


@dataclass(frozen=True, slots=True)
class TopicsQuestion:
    """All topics, or those named like `query`."""

    order: TopicOrder = TopicOrder.LARGEST
    page: int = 0
    query: str | None = None


@dataclass(frozen=True, slots=True)
class SourcesQuestion:
    """The sources of the selected facts."""

    selection: Selection = EVERYTHING
    page: int = 0


@dataclass(frozen=True, slots=True)
class SourceQuestion:
    """One source with its facts."""

    source: SourceId
    page: int = 0


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """One fact, whole."""

    fact: FactId
    page: int = 0


@dataclass(frozen=True, slots=True)
class CitationQuestion:
    """How to cite a fact: its sources one by one."""

    fact: FactId
    page: int = 0


@dataclass(frozen=True, slots=True)
class RandomQuestion:
    """The fact after another one in the order of chance that a seed names, or the first."""

    seed: int
    selection: Selection = EVERYTHING
    after: FactId | None = None


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """The facts whose texts are near a text. Its code lacks the text."""

    text: str
    selection: Selection = EVERYTHING
    page: int = 0


@dataclass(frozen=True, slots=True)
class HelpQuestion:
    """How to use the bot here."""


@dataclass(frozen=True, slots=True)
class AboutQuestion:
    """What the bot is; `invite` is the address that brings it to another server."""

    invite: str


Question = (
    TopicQuestion
    | TopicsQuestion
    | SourcesQuestion
    | SourceQuestion
    | FactQuestion
    | CitationQuestion
    | RandomQuestion
    | SearchQuestion
    | HelpQuestion
    | AboutQuestion
    | DailyQuestion
    | Vote
)


@dataclass(frozen=True, slots=True)
class Request:
    """A question as a person put it in a command, before the library knows what it is about.

    `topic` may be a choice of ours (see `topic_choice`) or any text.
    """

    about: Callable[[Selection], Question]
    topic: str | None = None
    kind: str | None = None
    site: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom an answer is written: who asked, and whether nobody else sees it.

    `preface` is said before the answer, in small print.
    """

    asker: UserId
    private: bool
    preface: str = ""


def topic_choice(topic: TopicId) -> str:
    """Return the value of a completion: a topic by its id, so that equal names do not mix."""
    return f"topic:{topic}"


def chosen_topic(value: str) -> TopicId | None:
    """Return the topic that a completion stands for; None for text of the person's own."""
    found = re.fullmatch(r"topic:(\d{1,18})", value, re.ASCII)
    return TopicId(int(found[1])) if found else None
