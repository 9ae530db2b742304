"""The fact of the day as frozen objects: a plan for a channel, and what became of each day."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from facts.clock.due_dates import Days, DueDate, Timing
from facts.daily.turn import Turn
from facts.model.entities import Fact, FactId, Kind, LibraryId, TopicId

ScheduleId = NewType("ScheduleId", int)
PostId = NewType("PostId", int)

DEFAULT_CATCH_UP: Final = datetime.timedelta(hours=6)
"""How late a post is still made, unless a manager says otherwise."""
MIN_CATCH_UP: Final = datetime.timedelta(minutes=10)
MAX_CATCH_UP: Final = datetime.timedelta(hours=24)
MAX_TITLE: Final = 100
MAX_NONCE: Final = 25
"""Limit set by Discord."""


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts may come: one of these topics, kinds and sites; none given means any."""

    topics: tuple[TopicId, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a manager sets: where, when, which facts, and how the post is dressed.

    `role` is pinged; `thread` opens a thread under the post, `pin` pins it, `publish` publishes it
    to the followers of an announcement channel. Raises ValueError for a title or a catch-up window
    out of bounds.
    """

    channel: int
    timing: Timing
    fact_filter: FactFilter = FactFilter()
    title: str | None = None
    role: int | None = None
    thread: bool = False
    pin: bool = False
    publish: bool = False
    catch_up: datetime.timedelta = DEFAULT_CATCH_UP

    def __post_init__(self) -> None:
        if self.title is not None and not 0 < len(self.title.strip()) <= MAX_TITLE:
            raise ValueError(f"a title has 1 to {MAX_TITLE} characters")
        if not MIN_CATCH_UP <= self.catch_up <= MAX_CATCH_UP:
            raise ValueError("a late post is made for 10 minutes to 24 hours")


class Trouble(StrEnum):
    """Why a post could not be made, as far as a manager can tell or mend it."""

    CHANNEL_GONE = "channel gone"
    NOT_ALLOWED = "not allowed"
    """A permission is lacking; the post's `detail` may name it."""
    NO_FACT = "no fact"
    """The library is empty, or nothing in it matches."""
    DISCORD = "discord"
    """Discord did not answer, or refused for a time."""
    SERVER_GONE = "server gone"
    """The bot was removed from the server."""
    OVERDUE = "overdue"
    """The bot was not there in time."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A channel's plan with its id and state; `server` is the library it draws from.

    `next` is what is due next, None while paused. `trouble` is what went wrong with the last post,
    None after one that arrived. `version` counts its changes: one made elsewhere is noticed by it.
    """

    id: ScheduleId
    server: LibraryId
    plan: Plan
    made_by: int
    next: DueDate | None
    paused: bool = False
    trouble: Trouble | None = None
    version: int = 1


class PostState(StrEnum):
    """What became of a day."""

    CLAIMED = "claimed"
    """It is being made: it may have arrived, or not."""
    SENT = "sent"
    MISSED = "missed"
    """Nobody was there to make it before its deadline."""
    FAILED = "failed"
    """It was tried until its deadline; `trouble` says what stood in the way."""


@dataclass(frozen=True, slots=True)
class Post:
    """One day of a schedule; `extra` is 0, or counts the extra posts of that day from 1.

    `channel` is where it goes, or went. `moment` is when it was due, `deadline`
    until when it is tried, `retry_at` when it may next be taken up by anybody, `attempts` how often
    it was. `fact` is None where none was chosen (yet) or it was removed since; `turn` tells its
    place in the round and why it came, None where no fact was chosen. `nonce` is the same for all
    attempts and for no other post. Instants are UTC, to the second.

    The first `void` attempts surely sent nothing. `looked` is the id of a message that the post's
    own comes after, if it came: Discord's ids grow with time, in all channels. `dress_at` is when
    anybody may do what goes with a post that arrived, None where nothing is left to do.
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
    extras_retry_at: datetime.datetime | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether an attempt before this one may have arrived."""
        return self.unsent_attempts < self.attempts - 1

    @property
    def nonce(self) -> str:
        """What Discord tells a repeated message by, 25 characters at most."""
        nonce = f"{self.schedule:x}-{self.day:%y%m%d}"
        return f"{nonce}-{self.extra}" if self.extra else nonce


@dataclass(frozen=True, slots=True)
class PostJob:
    """A post that is yours to make until its `retry_at`; `fact` is None where none matches."""

    schedule: Schedule
    post: Post
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class DayOverride:
    """What a person arranged for a day: this fact, or no post at all where `fact` is None.

    `swapped` tells that the fact stands in for the one that would have come.
    """

    day: datetime.date
    made_by: int
    fact: FactId | None = None
    is_swap: bool = False

    @property
    def is_skip(self) -> bool:
        """Whether there is no post that day."""
        return self.fact is None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What will come on a day, if nothing changes until then; `fact` None where none matches."""

    due: DueDate
    fact: Fact | None
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class ScheduleOverview:
    """A schedule, what is due next, and the last of its days that is over or being made.

    `skipped` are the runs of days to come that are left out, in order.
    """

    schedule: Schedule
    upcoming: tuple[DueDate, ...] = ()
    last: Post | None = None
    skipped_days: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class SkipResult:
    """Days that were left out, how many posts that are, and the schedule as it is then.

    `given_up` counts the facts that were chosen for these days; taking back does not bring them.
    """

    days: Days
    posts: int
    overview: ScheduleOverview
    dropped_facts: int = 0


@dataclass(frozen=True, slots=True)
class PostExplanation:
    """Why a post brought its fact; `fact` is None where it was removed since.

    `topic` names the one that `post.turn.reason` speaks of, if it is still there.
    """

    post: Post
    fact: Fact | None
    topic: str | None
