"""What the use cases of the fact of the day return."""

from dataclasses import dataclass

from facts.clock.due_dates import Days, DueDate
from facts.daily.post import Post
from facts.daily.schedule import DayOverride, Schedule
from facts.daily.turn import Turn
from facts.model.entities import Fact


@dataclass(frozen=True, slots=True)
class PostJob:
    """A post claimed for its caller until `post.retry_at`.

    `fact` is None if none matches.
    """

    schedule: Schedule
    post: Post
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The post of a day if nothing changes until then.

    `fact` is None if none matches.
    """

    due: DueDate
    fact: Fact | None
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class SchedulePreview:
    """The next posts of a schedule, and its overrides.

    Both are in order of days.
    """

    schedule: Schedule
    forecasts: tuple[Forecast, ...]
    overrides: tuple[DayOverride, ...]


@dataclass(frozen=True, slots=True)
class ScheduleOverview:
    """A schedule, its next due dates, and its last post.

    `skipped_days` are the runs of skipped days from today on, in order.
    """

    schedule: Schedule
    upcoming: tuple[DueDate, ...] = ()
    last: Post | None = None
    skipped_days: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class SkipResult:
    """Skipped days, the number of posts among them, and the schedule afterwards.

    `dropped_facts` counts the facts chosen for these days. Undoing the skip does not restore them.
    """

    days: Days
    posts: int
    overview: ScheduleOverview
    dropped_facts: int = 0


@dataclass(frozen=True, slots=True)
class PostExplanation:
    """Why a post brought its fact.

    `fact` is None if it was removed since. `topic` is the name of the topic in `post.turn.reason`,
    if it still exists.
    """

    post: Post
    fact: Fact | None
    topic: str | None
