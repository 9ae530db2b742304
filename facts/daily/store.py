"""Protocols that the fact of the day requires of a database."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from facts.clock.due_dates import DueDate
from facts.daily.post import FailureReport, Post, PostId
from facts.daily.schedule import DayOverride, FactFilter, Plan, Schedule, ScheduleId, Trouble
from facts.daily.turn import (
    EMPTY_POOL,
    NO_HISTORY,
    Ballot,
    CandidatePool,
    Turn,
    TurnHistory,
    VoteResult,
)
from facts.model.entities import FactId, LibraryId
from facts.store.library_store import LibraryStore, Snapshot

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """Everything that decides a schedule's future posts, from one snapshot.

    `posted_days` are the days that have their post or were missed, `overrides` the managers'
    choices. Both begin a little before the next due date or now, whichever is earlier.
    """

    schedule: Schedule
    posted_days: frozenset[datetime.date] = frozenset()
    overrides: tuple[DayOverride, ...] = ()
    pool: CandidatePool = EMPTY_POOL
    history: TurnHistory = NO_HISTORY


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """A schedule to add."""

    server: LibraryId
    plan: Plan
    made_by: int
    next: DueDate


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to claim."""

    due: DueDate
    deadline: datetime.datetime
    retry_at: datetime.datetime
    turn: Turn | None
    searched_up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """How a due schedule moves on.

    `missed_days` are recorded, `new_post` is claimed, and `next` is the next due date.
    """

    missed_days: tuple[DueDate, ...]
    new_post: NewPost | None
    next: DueDate | None


class ScheduleStore(Protocol):
    """Stores schedules, their posts and the votes.

    Methods with a `server` parameter only see that server's schedules, and of facts its own and the
    shared ones. A missing object is None, an empty tuple or False. Raises StoreError.
    """

    async def add(self, new: NewSchedule, limit: int) -> Schedule | None:
        """Add a schedule; None if its server has `limit` schedules already."""

    async def schedule(self, server: LibraryId, schedule: ScheduleId) -> Schedule | None:
        """Return one schedule."""

    async def schedules(self, server: LibraryId) -> tuple[tuple[Schedule, Post | None], ...]:
        """Return a server's schedules, oldest first, with their last posts.

        Extra posts do not count.
        """

    async def list_states(
        self, server: LibraryId, now: datetime.datetime
    ) -> tuple[tuple[ScheduleState, Post | None], ...]:
        """Return the same with the schedules' states, without facts, from one snapshot."""

    async def save(self, schedule: Schedule) -> bool:
        """Save a schedule's plan, next due date and pause.

        Return False, and write nothing, if its version is outdated or it was removed.
        """

    async def remove(self, server: LibraryId, schedule: ScheduleId) -> bool:
        """Remove a schedule with its overrides; return whether it existed.

        Its posts stay, so the buttons on them keep working.
        """

    async def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        """Return a schedule's state; its pool and history are empty unless `facts`."""

    async def count_matching(self, server: LibraryId, fact_filter: FactFilter) -> int:
        """Return how many facts match a filter."""

    async def matches_filter(
        self, server: LibraryId, fact_filter: FactFilter, fact: FactId
    ) -> bool:
        """Return whether one fact matches a filter."""

    async def save_overrides(
        self,
        schedule: Schedule,
        overrides: Iterable[DayOverride],
        cleared: Iterable[datetime.date] = (),
    ) -> bool:
        """Save a schedule with new overrides and without cleared days.

        Returns False as `save` does.
        """

    async def list_due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        """Return the schedules that are due, the longest overdue first."""

    async def list_due_after(
        self, now: datetime.datetime, after: ScheduleId, limit: int
    ) -> tuple[Schedule, ...]:
        """Return schedules due later than `now`, sorted by id.

        They begin with the first id higher than `after`.
        """

    async def delete_future_missed(self, now: datetime.datetime) -> None:
        """Delete days recorded as missed that are due later than `now`.

        A clock set forward by mistake leaves such days.
        """

    async def advance(
        self, schedule: Schedule, advance: Advance, now: datetime.datetime
    ) -> Post | None:
        """Move a schedule on, and claim its post, in one transaction.

        Return the post. Return None, and write nothing, if the schedule was changed since (see
        `save`). Return None too if there is nothing to claim, or another process has the day.
        """

    async def post_extra(self, schedule: Schedule, new: NewPost, now: datetime.datetime) -> Post:
        """Claim an extra post, apart from the day's own."""

    async def post(self, server: LibraryId, post: PostId) -> Post | None:
        """Return one post."""

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return claimed posts whose `retry_at` has passed, the oldest first."""

    async def renew_lease(self, post: Post, retry_at: datetime.datetime) -> Post | None:
        """Take over an open post until `retry_at`.

        None if another process took it over or it is closed.
        """

    async def assign_fact(self, post: Post, turn: Turn) -> Post | None:
        """Set the fact of a claimed post that has none."""

    async def move(self, post: Post, channel: int) -> Post | None:
        """Move an open post to another channel.

        None if another process took it over. Also saves the state of its attempts.
        """

    async def save_search_progress(self, post: Post, retry_at: datetime.datetime) -> None:
        """Save how far the search for an open post came.

        Nothing is saved if another process took it over.
        """

    async def mark_sent(self, post: Post, message: int) -> None:
        """Record that a post arrived, and clear the trouble of its schedule."""

    async def record_extras_failure(self, post: Post, detail: str) -> None:
        """Record which extras of a sent post failed."""

    async def postpone(
        self, post: Post, retry_at: datetime.datetime | None, trouble: Trouble, detail: str | None
    ) -> FailureReport:
        """Record a failed attempt and when to try again.

        Without a `retry_at` the post is closed as failed. Also saves the state of its attempts. If
        another process took the post over, nothing is recorded, and the report is neither news nor
        final.
        """

    async def vote(
        self, server: LibraryId, fact: FactId, person: int, liked: bool
    ) -> VoteResult | None:
        """Replace a user's vote; repeating it removes it.

        None if there is no such fact.
        """

    async def ballot(self, server: LibraryId, fact: FactId) -> Ballot:
        """Return a server's votes on a fact."""


class ScheduleReader(Protocol):
    """Schedules of one server, as they are in one snapshot."""

    def list(self) -> tuple[Schedule, ...]:
        """Return the server's schedules, the oldest first."""

    def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        """Return the state of one of the server's schedules; see `ScheduleStore.load_state`."""


class DailySnapshot(Snapshot, Protocol):
    """A snapshot that includes the server's schedules."""

    @property
    def schedules(self) -> ScheduleReader:
        """Schedules."""


class DailyStore(LibraryStore, Protocol):
    """A library store that keeps schedules too."""

    @property
    def schedules(self) -> ScheduleStore:
        """The schedules."""

    async def read(self, library: LibraryId, work: Callable[[DailySnapshot], Result]) -> Result:
        """Run `work` in another thread, as `LibraryStore.read` does."""
