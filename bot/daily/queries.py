"""What can be asked about the fact of the day: by `/daily`, by its cards, and of a post."""

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
    """What a manager typed for a schedule; None for what was left out."""

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
    """Hours for which a late post is still made."""


@dataclass(frozen=True, slots=True)
class AddDaily:
    """Begin a schedule."""

    plan_input: PlanInput


@dataclass(frozen=True, slots=True)
class EditDaily:
    """Change what is given of a schedule."""

    schedule: str | None
    plan_input: PlanInput


@dataclass(frozen=True, slots=True)
class ListDaily:
    """The schedules of a server. Pages count from 0."""

    letter: ClassVar[str] = "D"
    page: Page = 0


@dataclass(frozen=True, slots=True)
class PreviewDaily:
    """What comes next, by a schedule as it was chosen in a command; None where there is but one."""

    schedule: str | None


@dataclass(frozen=True, slots=True)
class SkipDaily:
    """Leave out the next day, or days as they were typed."""

    schedule: str | None
    days: str | None


@dataclass(frozen=True, slots=True)
class FixDaily:
    """Fix a fact to a day as it was typed."""

    schedule: str | None
    day: str
    fact: FactId


@dataclass(frozen=True, slots=True)
class PauseDaily:
    """Stop posting, or go on with it."""

    schedule: str | None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class PostDaily:
    """Make an extra post now."""

    schedule: str | None


@dataclass(frozen=True, slots=True)
class RemoveDaily:
    """Ask whether a schedule is to end."""

    schedule: str | None


@dataclass(frozen=True, slots=True)
class PreviewQuery:
    """What comes next; from here on by the controls of a card."""

    letter: ClassVar[str] = "P"
    schedule: ScheduleId


@dataclass(frozen=True, slots=True)
class SkipDay:
    """Leave out a day."""

    letter: ClassVar[str] = "K"
    schedule: ScheduleId
    day: datetime.date


@dataclass(frozen=True, slots=True)
class ClearDays:
    """Take back what was arranged for some days."""

    letter: ClassVar[str] = "U"
    schedule: ScheduleId
    days: Days


@dataclass(frozen=True, slots=True)
class SwapDay:
    """Put another fact in the place of a day's."""

    letter: ClassVar[str] = "A"
    schedule: ScheduleId
    day: datetime.date


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    """End a schedule for good."""

    letter: ClassVar[str] = "X"
    schedule: ScheduleId


@dataclass(frozen=True, slots=True)
class ExplainPost:
    """Why a post brought its fact. `nonce` tells the post's own message from all others."""

    letter: ClassVar[str] = "W"
    post: PostId
    nonce: Nonce


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's vote on a fact, for it or against it."""

    letter: ClassVar[str] = "V"
    fact: FactId
    liked: bool


def decode_legacy_skip(fields: Sequence[str]) -> SkipDay | ClearDays:
    """Read what the first version wrote under K: a day to skip, or with a mark to clear."""
    schedule, day, mark = fields
    skip = SkipDay(**decode_fields(SkipDay, (schedule, day)))
    if mark not in ("", "1"):
        raise ValueError(mark)
    return ClearDays(skip.schedule, (skip.day, skip.day)) if mark else skip
