"""Which messages were answered lately, for as long as the program runs."""

import asyncio
import datetime
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

import discord

from bot.queries.library_queries import Question, UnreadableQuestion

_MOST: Final = 500
"""Answers that are remembered; the oldest are forgotten first."""
REPEATED: Final = datetime.timedelta(minutes=5)
"""How long the same question in the same channel is not answered anew."""


@dataclass(slots=True)
class Answer:
    """The reply to a message; None while it is on its way, or where there could be none.

    `asked` is what the message asks, in a form that equals that of the same question, None where it
    asks nothing any more; `comes_to` is what that was found to mean, None until then, where it
    means nothing, and where an answer to the same may be about something else. The answer `stands`
    if others may be led to it: not if it failed, or only leads to another itself. It `is_first` if
    it is certain that the message has no other reply, from before the program started. `led` are
    the messages that were led to it, in their order.
    """

    channel: int
    asked: object
    asked_at: datetime.datetime
    comes_to: Question | None = None
    reply: discord.Message | None = None
    stands: bool = True
    is_first: bool = True
    led: list[discord.Message] = field(default_factory=list)
    under_way: asyncio.Lock = field(default_factory=asyncio.Lock)

    def serves(self, other: "Answer") -> bool:
        """Tell whether this says what another message asks: in the same words, or in others."""
        if self.asked is None or other.asked is None:
            return False
        return self.asked == other.asked or (
            self.comes_to is not None and self.comes_to == other.comes_to
        )


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
        """Return the first other answer in the channel, short time ago, to the same question.

        It was asked so, or came to this: who waits for it then waits for nobody who waits for them.
        """
        return next(
            (
                answer
                for number, answer in self._answers.items()
                if number != message.id
                and answer.stands
                and answer.channel == message.channel.id
                and asked in (answer.asked, answer.comes_to)
                and message.created_at - answer.asked_at <= REPEATED
            ),
            None,
        )


@dataclass(slots=True)
class Repeat:
    """Whether a message asks what is answered already, which shows once it is known what it means.

    `first` is the answer that says the same, if it was looked for and found. One that `leads` looks
    for it, but where a reply does answer the message: that is to say what is asked now.
    """

    recent: Recent
    message: discord.Message
    answer: Answer
    leads: bool
    first: Answer | None = None

    def shown_by(self, question: Question) -> bool:
        """Note what the message means, for those who ask after it, and look who asked before."""
        if isinstance(question, UnreadableQuestion):  # which may be about any message
            return False
        if self.leads and not (self.answer.reply and self.answer.stands):
            self.first = self.recent.same(self.message, question)
        self.answer.comes_to = question
        return self.first is not None
