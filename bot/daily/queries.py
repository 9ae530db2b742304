"""Requests about the fact of the day: from `/daily`, cards and posts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import discord

from bot.queries.field_codecs import decode_fields
from bot.queries.query import Nonce, Page
from facts.clock.due_dates import Days
from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.model.entities import FactId


@dataclass(frozen=True, slots=True)
class PlanInput:
    """The options of a plan as a manager typed them.

    None is an option that was left out.
    """

    channel: discord.TextChannel | None = None
    time: str | None = None
    zone: str | None = None
    weekdays: str | None = None
    topics: str | None = None
    kinds: str | None = None
    sites: str | None = None
    title: str | None = None
    role: discord.Role | None = None
    thread: bool | None = None
    pin: bool | None = None
    publish: bool | None = None
    late: int | None = None
    """Hours that a post may be late."""


@dataclass(frozen=True, slots=True)
class AddDaily:
    """Create a schedule."""

    plan_input: PlanInput


@dataclass(frozen=True, slots=True)
class EditDaily:
    """Change the given options of a schedule."""

    schedule: str | None
    plan_input: PlanInput


@dataclass(frozen=True, slots=True)
class ListDaily:
    """List the schedules of a server.

    Pages count from 0.
    """

    letter: ClassVar[str] = "D"
    page: Page = 0


@dataclass(frozen=True, slots=True)
class PreviewDaily:
    """Show the next posts of a schedule, named as in a command.

    `schedule` is None if the server has only one.
    """

    schedule: str | None


@dataclass(frozen=True, slots=True)
class SkipDaily:
    """Skip the next post, or the days that were typed."""

    schedule: str | None
    days: str | None


@dataclass(frozen=True, slots=True)
class FixDaily:
    """Set the fact of a day, both as typed."""

    schedule: str | None
    day: str
    fact: str


@dataclass(frozen=True, slots=True)
class PauseDaily:
    """Pause a schedule, or resume it."""

    schedule: str | None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class PostDaily:
    """Send an extra post now."""

    schedule: str | None


@dataclass(frozen=True, slots=True)
class RemoveDaily:
    """Ask for confirmation before a schedule is removed."""

    schedule: str | None


@dataclass(frozen=True, slots=True)
class PreviewQuery:
    """Show the next posts of a schedule."""

    letter: ClassVar[str] = "P"
    schedule: ScheduleId


@dataclass(frozen=True, slots=True)
class SkipDay:
    """Skip one day."""

    letter: ClassVar[str] = "K"
    schedule: ScheduleId
    day: datetime.date


@dataclass(frozen=True, slots=True)
class ClearDays:
    """Undo skips and chosen facts on some days."""

    letter: ClassVar[str] = "U"
    schedule: ScheduleId
    days: Days


@dataclass(frozen=True, slots=True)
class SwapDay:
    """Replace the fact of a day by another one."""

    letter: ClassVar[str] = "A"
    schedule: ScheduleId
    day: datetime.date


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    """Remove a schedule for good."""

    letter: ClassVar[str] = "X"
    schedule: ScheduleId


@dataclass(frozen=True, slots=True)
class ExplainPost:
    """Explain why a post has its fact.

    The `nonce` identifies the message of the post.
    """

    letter: ClassVar[str] = "W"
    post: PostId
    nonce: Nonce


@dataclass(frozen=True, slots=True)
class Vote:
    """A user's vote for or against a fact."""

    letter: ClassVar[str] = "V"
    fact: FactId
    liked: bool


def decode_legacy_skip(fields: Sequence[str]) -> SkipDay | ClearDays:
    """Decode the fields that the first version wrote under K.

    They are a day to skip, or with a mark a day to clear.
    """
    schedule, day, mark = fields
    skip = SkipDay(**decode_fields(SkipDay, (schedule, day)))
    if mark not in ("", "1"):
        raise ValueError(mark)
    return ClearDays(skip.schedule, (skip.day, skip.day)) if mark else skip
