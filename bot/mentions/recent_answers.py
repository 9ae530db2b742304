"""In-memory record of recent answers to messages."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeVar

import discord

from bot.queries.library_queries import HelpQuery, RandomQuery, UnreadableMessageQuery

Key = TypeVar("Key")
Value = TypeVar("Value")
_MAX_ANSWERS: Final = 500
_REPEAT_WINDOW: Final = timedelta(minutes=5)
_NEVER_REPEATS: Final = (HelpQuery, RandomQuery, UnreadableMessageQuery)
"""Queries that are answered each time: help, random facts, and messages without readable text."""


@dataclass(slots=True)
class Exchange:
    """A message to the bot, and the bot's reply to it.

    `key` identifies what the message asks now; None if it asks nothing. `is_reply_known` is False
    until the channel was searched for a reply from before the program started.
    """

    key: Hashable
    is_reply_known: bool = True
    reply: discord.Message | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The first answer to a question: the messages of both."""

    question: discord.Message
    reply: discord.Message


class RecentAnswers:
    """Recent exchanges, and the first answer to each recent question.

    Each of the two holds at most `max_answers`; the oldest go first. A question is a repeat within
    `repeat_window` after the first one.
    """

    def __init__(
        self, max_answers: int = _MAX_ANSWERS, repeat_window: timedelta = _REPEAT_WINDOW
    ) -> None:
        self._max_answers = max_answers
        self._repeat_window = repeat_window
        self._exchanges: OrderedDict[int, Exchange] = OrderedDict()
        self._first_answers: OrderedDict[tuple[int, Hashable], FirstAnswer] = OrderedDict()

    def get(self, message: int) -> Exchange | None:
        """Return the exchange that a message began."""
        return self._exchanges.get(message)

    def begin(self, message: int, exchange: Exchange) -> Exchange:
        """Record the exchange that a message starts."""
        self._exchanges[message] = exchange
        _drop_oldest(self._exchanges, self._max_answers)
        return exchange

    def find_first(self, message: discord.Message, key: Hashable) -> FirstAnswer | None:
        """Return the first answer to a question in a message's channel."""
        first = self._first_answers.get((message.channel.id, key))
        if first is None or message.created_at - first.question.created_at > self._repeat_window:
            return None
        return first

    def record_first(self, key: Hashable, answer: FirstAnswer) -> None:
        """Record an answer to a question, unless an earlier one is valid."""
        if self.find_first(answer.question, key) is None:
            self._first_answers[answer.question.channel.id, key] = answer
            _drop_oldest(self._first_answers, self._max_answers)

    def forget_first(self, message: int) -> None:
        """Drop the first answers whose question or reply is this message."""
        for place, first in [*self._first_answers.items()]:
            if message in (first.question.id, first.reply.id):
                del self._first_answers[place]


@dataclass(slots=True)
class RepeatCheck:
    """Whether a message repeats a question.

    The words may be equal, or the query that they resolve to. `first` is the answer that the
    message can link to, None where it `can_link` to none.
    """

    recent: RecentAnswers
    message: discord.Message
    can_link: bool
    first: FirstAnswer | None = None
    _keys: list[Hashable] = field(default_factory=list)

    def is_repeat(self, key: Hashable) -> bool:
        """Return whether the question has an answer to link to."""
        self._keys.append(key)
        if self.can_link:
            self.first = self.recent.find_first(self.message, key)
        return self.first is not None

    def record(self, reply: discord.Message) -> None:
        """Record the message's answer, unless its question is never a repeat.

        A miss leads to no query beside the words. It is not linked to: the library may know more
        the next time.
        """
        if len(self._keys) > 1 and not any(isinstance(key, _NEVER_REPEATS) for key in self._keys):
            for key in self._keys:
                self.recent.record_first(key, FirstAnswer(self.message, reply))


def _drop_oldest(entries: OrderedDict[Key, Value], limit: int) -> None:
    while len(entries) > limit:
        entries.popitem(last=False)
