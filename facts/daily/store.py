"""What the fact of the day asks of the place it is kept in; `storage` implements it with SQLite."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from facts.clock.due_dates import DueDate
from facts.daily.post import Post, PostId
from facts.daily.schedule import DayOverride, FactFilter, Plan, Schedule, ScheduleId, Trouble
from facts.daily.turn import Ballot, CandidatePool, Turn, TurnHistory, VoteResult
from facts.model.entities import FactId, LibraryId
from facts.store.library_store import LibraryStore, Snapshot

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """All that decides about a schedule's days to come, as it was at one moment.

    `taken` are the days that have their post or were recorded as missed, `arranged` what people
    arranged, both from a little before the day that is due next, or before now, on.
    """

    schedule: Schedule
    posted_days: frozenset[datetime.date]
    overrides: tuple[DayOverride, ...]
    pool: CandidatePool
    history: TurnHistory


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """A schedule to be kept."""

    server: LibraryId
    plan: Plan
    made_by: int
    next: DueDate


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be claimed."""

    due: DueDate
    deadline: datetime.datetime
    retry_at: datetime.datetime
    turn: Turn | None
    searched_up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """How a schedule moves on: days that were missed, one that is claimed, and what is due next."""

    missed_days: tuple[DueDate, ...]
    new_post: NewPost | None
    next: DueDate | None


class ScheduleStore(Protocol):
    """Keeps schedules, their days and votes.

    Methods that are given a server see that server's schedules only, and of facts its own and the
    shared ones. "Not there" is None, an empty tuple or False. Raises StoreError.
    """

    async def add(self, new: NewSchedule, most: int) -> Schedule | None:
        """Keep a new schedule, unless its server has so many already: None then."""

    async def schedule(self, server: LibraryId, schedule: ScheduleId) -> Schedule | None:
        """Return one schedule."""

    async def schedules(self, server: LibraryId) -> tuple[tuple[Schedule, Post | None], ...]:
        """Return a server's schedules, oldest first, each with its last post (extras too)."""

    async def save(self, schedule: Schedule) -> bool:
        """Keep a schedule's plan, next and paused, unless it was changed or removed meanwhile.

        It was, if its version is another one now; False then, and nothing is written.
        """

    async def remove(self, server: LibraryId, schedule: ScheduleId) -> bool:
        """Forget a schedule with its arrangements. Its posts stay, for their controls."""

    async def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        """Return what decides about a schedule's days; an empty stock and past unless `facts`."""

    async def count_matching(self, server: LibraryId, choice: FactFilter) -> int:
        """Return how many facts a choice leaves."""

    async def save_overrides(
        self,
        schedule: Schedule,
        arranged: Iterable[DayOverride],
        cleared: Iterable[datetime.date] = (),
    ) -> bool:
        """Save a schedule together with what is arranged, instead of what was, and cleared."""

    async def list_due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        """Return schedules that are due, the longest first."""

    async def list_due_after(
        self, later_than: datetime.datetime, after: ScheduleId, limit: int
    ) -> tuple[Schedule, ...]:
        """Return schedules that are due later than an instant, by id, those after one."""

    async def delete_future_missed(self, schedule: ScheduleId, after: datetime.datetime) -> None:
        """Forget the days of a schedule that were recorded as missed and are due after an instant.

        A clock set forward by mistake leaves such days.
        """

    async def advance(
        self, schedule: Schedule, settlement: Advance, now: datetime.datetime
    ) -> Post | None:
        """Move a schedule on and return the post claimed, all in one transaction.

        None, and nothing is written, if the schedule was changed meanwhile (see `save`). None too
        if nothing was to be claimed, or the day is taken.
        """

    async def post_extra(self, schedule: Schedule, new: NewPost, now: datetime.datetime) -> Post:
        """Claim a post beside those of the days."""

    async def post(self, server: LibraryId, post: PostId) -> Post | None:
        """Return one post."""

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return posts that are claimed and whose `retry_at` has come, the longest first."""

    async def renew_lease(self, post: Post, retry_at: datetime.datetime) -> Post | None:
        """Take up an open post until an instant; None if somebody else did, or it is closed."""

    async def assign_fact(self, post: Post, turn: Turn) -> Post | None:
        """Note which fact a claimed post brings instead of none, or of one that was removed."""

    async def move(self, post: Post, channel: int) -> Post | None:
        """Send an open post to another channel; None if somebody else took it up since.

        What is known of its attempts is kept with that.
        """

    async def save_search_progress(self, post: Post, retry_at: datetime.datetime) -> None:
        """Note how far an open post was looked for, and when to go on, unless another took it."""

    async def mark_sent(
        self, post: Post, message: int, dress_at: datetime.datetime | None = None
    ) -> None:
        """Note that a post arrived, and that nothing is wrong with its schedule.

        With `dress_at` something is still to be done to it, by anybody from then on.
        """

    async def with_pending_extras(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return posts whose `dress_at` has come, the longest first."""

    async def postpone_extras(self, post: Post, until: datetime.datetime | None) -> Post | None:
        """Set another `dress_at`, None where all is done; None if somebody else did meanwhile."""

    async def postpone(
        self, post: Post, retry_at: datetime.datetime | None, trouble: Trouble, detail: str | None
    ) -> bool:
        """Note what stood in a post's way, and when to try again; None closes it as failed.

        What is known of its attempts, its `void` and `looked`, is kept with that.

        Return whether the schedule was not known to have this trouble. Nothing is noted, and False
        returned, if somebody else took the post up since.
        """

    async def vote(
        self, server: LibraryId, fact: FactId, person: int, liked: bool
    ) -> VoteResult | None:
        """Keep a person's vote instead of the one before; the same once more takes it back.

        Return the votes of the server then, or None if the fact is not there.
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
        """Where schedules are kept."""

    async def read(self, library: LibraryId, work: Callable[[DailySnapshot], Result]) -> Result:
        """Run `work` in another thread, as `LibraryStore.read` does."""
