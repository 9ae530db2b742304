"""Which messages were answered lately, for as long as the program runs."""

import asyncio
import datetime
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

import discord

_MOST: Final = 500
"""Answers that are remembered; the oldest are forgotten first."""
REPEATED: Final = datetime.timedelta(minutes=5)
"""How long the same question in the same channel is not answered anew."""


@dataclass(slots=True)
class Answer:
    """The reply to a message; None while it is on its way, or where there could be none.

    `asked` is what the message asks, in a form that equals that of the same question, None where it
    asks nothing any more. The answer `stands`
    if others may be led to it: not if it failed, or only leads to another itself. It `is_first` if
    it is certain that the message has no other reply, from before the program started. `led` are
    the messages that were led to it, in their order.
    """

    channel: int
    asked: object
    asked_at: datetime.datetime
    reply: discord.Message | None = None
    stands: bool = True
    is_first: bool = True
    led: list[discord.Message] = field(default_factory=list)
    under_way: asyncio.Lock = field(default_factory=asyncio.Lock)


class Recent:
    """The answers to the last messages. What was asked is kept in memory, and nowhere else."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._answers: OrderedDict[int, Answer] = OrderedDict()

    def begin(self, message: discord.Message, asked: object, *, is_first: bool = True) -> Answer:
        """Note that a message is being answered."""
        answer = Answer(message.channel.id, asked, message.created_at, is_first=is_first)
        self._answers[message.id] = answer
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return answer

    def of(self, message: int) -> Answer | None:
        """Return the answer to a message, if it is remembered."""
        return self._answers.get(message)

    def forget(self, message: int) -> Answer | None:
        """Return the answer to a message for the last time."""
        return self._answers.pop(message, None)

    def lost(self, reply: int) -> None:
        """Note that somebody deleted a reply; what it answered counts as answered all the same."""
        for answer in self._answers.values():
            if answer.reply and answer.reply.id == reply:
                answer.reply, answer.stands = None, False

    def same(self, message: discord.Message, asked: object) -> Answer | None:
        """Return the first answer to the same question in the same channel, short time ago."""
        return next(
            (
                answer
                for answer in self._answers.values()
                if answer.stands
                and answer.channel == message.channel.id
                and answer.asked == asked
                and message.created_at - answer.asked_at <= REPEATED
            ),
            None,
        )
