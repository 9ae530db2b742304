"""Which messages were answered lately, for as long as the program runs."""

import asyncio
import datetime
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

import discord

from bot.queries.library_queries import UnreadableMessageQuery
from bot.queries.query import Query

_MAX_ANSWERS: Final = 500
"""Answers that are remembered; the oldest are forgotten first."""
REPEAT_WINDOW: Final = datetime.timedelta(minutes=5)
"""How long the same question in the same channel is not answered anew."""


@dataclass(slots=True)
class RecentAnswer:
    """The reply to a message; None while it is on its way, or where there could be none.

    `asked` is what the message asks, in a form that equals that of the same question, None where it
    asks nothing any more; `comes_to` is what that was found to mean, None until then, where it
    means nothing, and where an answer to the same may be about something else. The answer `stands`
    if others may be led to it: not if it failed, or only leads to another itself. It `is_first` if
    it is certain that the message has no other reply, from before the program started. `led` are
    the messages that were led to it, in their order.
    """

    channel: int
    query_key: object
    asked_at: datetime.datetime
    resolved_query: Query | None = None
    reply: discord.Message | None = None
    can_be_reused: bool = True
    is_first: bool = True
    redirected_messages: list[discord.Message] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def answers_same(self, other: "RecentAnswer") -> bool:
        """Tell whether this says what another message asks: in the same words, or in others."""
        if self.query_key is None or other.query_key is None:
            return False
        return self.query_key == other.query_key or (
            self.resolved_query is not None and self.resolved_query == other.resolved_query
        )


class RecentAnswers:
    """The answers to the last messages. What was asked is kept in memory, and nowhere else."""

    def __init__(self, most: int = _MAX_ANSWERS) -> None:
        self._most = most
        self._answers: OrderedDict[int, RecentAnswer] = OrderedDict()

    def begin(
        self, message: discord.Message, asked: object, *, is_first: bool = True
    ) -> RecentAnswer:
        """Note that a message is being answered."""
        answer = RecentAnswer(message.channel.id, asked, message.created_at, is_first=is_first)
        self._answers[message.id] = answer
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return answer

    def get(self, message: int) -> RecentAnswer | None:
        """Return the answer to a message, if it is remembered."""
        return self._answers.get(message)

    def forget(self, message: int) -> RecentAnswer | None:
        """Return the answer to a message for the last time."""
        return self._answers.pop(message, None)

    def mark_deleted(self, reply: int) -> None:
        """Note that somebody deleted a reply; what it answered counts as answered all the same."""
        for answer in self._answers.values():
            if answer.reply and answer.reply.id == reply:
                answer.reply, answer.can_be_reused = None, False

    def find_same(self, message: discord.Message, asked: object) -> RecentAnswer | None:
        """Return the first other answer in the channel, short time ago, to the same question.

        It was asked so, or came to this: who waits for it then waits for nobody who waits for them.
        """
        return next(
            (
                answer
                for number, answer in self._answers.items()
                if number != message.id
                and answer.can_be_reused
                and answer.channel == message.channel.id
                and asked in (answer.query_key, answer.resolved_query)
                and message.created_at - answer.asked_at <= REPEAT_WINDOW
            ),
            None,
        )


@dataclass(slots=True)
class RepeatCheck:
    """Whether a message asks what is answered already, which shows once it is known what it means.

    `first` is the answer that says the same, if it was looked for and found. One that `leads` looks
    for it, but where a reply does answer the message: that is to say what is asked now.
    """

    recent: RecentAnswers
    message: discord.Message
    answer: RecentAnswer
    leads: bool
    first: RecentAnswer | None = None

    def is_repeat(self, question: Query) -> bool:
        """Note what the message means, for those who ask after it, and look who asked before."""
        if isinstance(question, UnreadableMessageQuery):  # which may be about any message
            return False
        if self.leads and not (self.answer.reply and self.answer.can_be_reused):
            self.first = self.recent.find_same(self.message, question)
        self.answer.resolved_query = question
        return self.first is not None
