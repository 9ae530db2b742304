"""Posts: one day of a schedule, from its claim to its outcome."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from facts.daily.schedule import ScheduleId, Trouble
from facts.daily.turn import Turn
from facts.model.entities import FactId, LibraryId

PostId = NewType("PostId", int)

MAX_NONCE: Final = 25
"""Characters of a nonce, a limit of Discord."""


class PostState(StrEnum):
    """The outcome of a day so far."""

    CLAIMED = "claimed"
    """A process is posting it, or died while posting; the message may have arrived."""
    SENT = "sent"
    MISSED = "missed"
    """No process was running before its deadline."""
    FAILED = "failed"
    """Every attempt failed until its deadline; `trouble` is the reason."""


@dataclass(frozen=True, slots=True)
class Post:
    """The post of a schedule's day, or an extra post.

    `extra` is 0 for the day's own post; extra posts of a day count from 1. `channel` is where the
    post goes, or went. `moment` is when it was due, `deadline` when the attempts end, `retry_at`
    when any process may take the post over, `attempts` the attempts begun so far. `trouble` is why
    the last attempt failed, and `detail` says more about it; `detail` of a sent post names the
    extras that failed. `fact` is None if none was chosen yet, or if it was removed since; `turn` is
    its place in the round and the reason for it, None if no fact was chosen. All attempts share one
    `nonce`, which no other post has. Instants are UTC, to the second.

    The first `unsent_attempts` attempts certainly sent nothing. `searched_up_to` is the id of a
    message: the post's own message, if it arrived, has a higher one. Discord's ids grow with time,
    across all channels.
    """

    id: PostId
    schedule: ScheduleId
    server: LibraryId
    channel: int
    day: datetime.date
    extra: int
    moment: datetime.datetime
    deadline: datetime.datetime
    claimed_at: datetime.datetime
    retry_at: datetime.datetime
    state: PostState
    attempts: int = 1
    fact: FactId | None = None
    turn: Turn | None = None
    message: int | None = None
    trouble: Trouble | None = None
    detail: str | None = None
    unsent_attempts: int = 0
    searched_up_to: int | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether an earlier attempt may have arrived."""
        return self.unsent_attempts < self.attempts - 1

    @property
    def nonce(self) -> str:
        """The key by which Discord recognises a repeated message.

        It has at most 25 characters.
        """
        nonce = f"{self.schedule:x}-{self.day:%y%m%d}"
        return f"{nonce}-{self.extra}" if self.extra else nonce


@dataclass(frozen=True, slots=True)
class FailureReport:
    """What a failed attempt means for the managers.

    `is_news` is whether this trouble is new to the schedule, `is_final` whether the post was given
    up with it.
    """

    is_news: bool
    is_final: bool
