"""Schedules of the fact of the day: plan, state and overrides."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from facts.clock.due_dates import DueDate, Timing
from facts.model.entities import FactId, Kind, LibraryId, TopicId

ScheduleId = NewType("ScheduleId", int)

DEFAULT_CATCH_UP: Final = datetime.timedelta(hours=6)
"""How late a post may be, unless a manager sets another limit."""
MIN_CATCH_UP: Final = datetime.timedelta(minutes=10)
MAX_CATCH_UP: Final = datetime.timedelta(hours=24)
MAX_TITLE: Final = 100
"""Characters of a post's title."""


@dataclass(frozen=True, slots=True)
class FactFilter:
    """The facts that a schedule may post, by topics, kinds, sites.

    An empty tuple means no limit.
    """

    topics: tuple[TopicId, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a manager sets: channel, timing, facts, extras.

    `role` is pinged. `thread` opens a thread under the post, `pin` pins it, `publish` publishes it
    to the followers of an announcement channel. `catch_up` is how late a post may be. Raises
    ValueError for a title or a `catch_up` out of range.
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
            raise ValueError("a post may be 10 minutes to 24 hours late")


class Trouble(StrEnum):
    """Why a post failed, in terms a manager can act on."""

    CHANNEL_GONE = "channel gone"
    NOT_ALLOWED = "not allowed"
    """The bot is missing a permission; the post's `detail` may name it."""
    NO_FACT = "no fact"
    """The library is empty, or no fact matches the filter."""
    DISCORD = "discord"
    """Discord did not respond, or responded with an error."""
    SERVER_GONE = "server gone"
    """The bot was removed from the server."""
    OVERDUE = "overdue"
    """The bot was offline for too long."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan with its id and state.

    `server` is the library that it posts from. `next` is the next due date, None while paused.
    `trouble` is the problem of the last post, None once a post arrives. `version` counts the
    changes, so that a concurrent one is noticed.
    """

    id: ScheduleId
    server: LibraryId
    plan: Plan
    made_by: int
    next: DueDate | None
    paused: bool = False
    trouble: Trouble | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DayOverride:
    """A manager's choice for one day: a fact, or no post.

    There is no post if `fact` is None.
    """

    day: datetime.date
    made_by: int
    fact: FactId | None = None

    @property
    def is_skip(self) -> bool:
        """Whether there is no post that day."""
        return self.fact is None
