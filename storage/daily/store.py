"""Schedules, posts and votes in the SQLite file of the facts."""

import datetime
from collections.abc import Iterable
from functools import partial

from facts.daily.post import FailureReport, Post, PostId
from facts.daily.schedule import DayOverride, FactFilter, Schedule, ScheduleId, Trouble
from facts.daily.store import Advance, NewPost, NewSchedule, ScheduleState
from facts.daily.turn import Ballot, Turn, VoteResult
from facts.model.entities import FactId, LibraryId
from storage.daily import open_posts, posts, schedule_state, schedules, votes
from storage.daily.candidates import PoolLimits
from storage.daily.fact_filter import count_matching, matches_filter
from storage.daily.overrides import save_overrides
from storage.engine.connection import SqlConnection
from storage.engine.sqlite.database import Database


class SqliteScheduleStore:
    """Implements facts.daily.store.ScheduleStore."""

    def __init__(self, database: Database, limits: PoolLimits | None = None) -> None:
        self._database = database
        self.limits = limits or PoolLimits()

    async def add(self, new: NewSchedule, limit: int) -> Schedule | None:
        return await self._database.write(partial(schedules.add, new, limit))

    async def schedule(self, server: LibraryId, schedule: ScheduleId) -> Schedule | None:
        return await self._database.read(partial(schedules.get_schedule, server, schedule))

    async def schedules(self, server: LibraryId) -> tuple[tuple[Schedule, Post | None], ...]:
        return await self._database.read(partial(_list_with_last_posts, server))

    async def list_states(
        self, server: LibraryId, now: datetime.datetime
    ) -> tuple[tuple[ScheduleState, Post | None], ...]:
        return await self._database.read(partial(schedule_state.list_states, server, now))

    async def save(self, schedule: Schedule) -> bool:
        return await self._database.write(partial(schedules.save, schedule))

    async def remove(self, server: LibraryId, schedule: ScheduleId) -> bool:
        return await self._database.write(partial(schedules.remove, server, schedule))

    async def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        limits = self.limits if facts else None
        return await self._database.read(partial(schedule_state.load_state, schedule, now, limits))

    async def count_matching(self, server: LibraryId, fact_filter: FactFilter) -> int:
        return await self._database.read(partial(count_matching, server, fact_filter))

    async def matches_filter(
        self, server: LibraryId, fact_filter: FactFilter, fact: FactId
    ) -> bool:
        return await self._database.read(partial(matches_filter, server, fact_filter, fact))

    async def save_overrides(
        self,
        schedule: Schedule,
        overrides: Iterable[DayOverride],
        cleared: Iterable[datetime.date] = (),
    ) -> bool:
        work = partial(save_overrides, schedule, tuple(overrides), tuple(cleared))
        return await self._database.write(work)

    async def list_due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        return await self._database.read(partial(schedules.list_due, now, limit))

    async def list_due_after(
        self, now: datetime.datetime, after: ScheduleId, limit: int
    ) -> tuple[Schedule, ...]:
        return await self._database.read(partial(schedules.list_due_after, now, after, limit))

    async def delete_future_missed(self, now: datetime.datetime) -> None:
        await self._database.write(partial(posts.delete_future_missed, now))

    async def advance(
        self, schedule: Schedule, advance: Advance, now: datetime.datetime
    ) -> Post | None:
        return await self._database.write(partial(posts.advance, schedule, advance, now))

    async def post_extra(self, schedule: Schedule, new: NewPost, now: datetime.datetime) -> Post:
        return await self._database.write(partial(posts.claim_extra, schedule, new, now))

    async def post(self, server: LibraryId, post: PostId) -> Post | None:
        return await self._database.read(partial(posts.get_post, server, post))

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        return await self._database.read(partial(open_posts.list_open, now, limit))

    async def renew_lease(self, post: Post, retry_at: datetime.datetime) -> Post | None:
        return await self._database.write(partial(open_posts.renew_lease, post, retry_at))

    async def assign_fact(self, post: Post, turn: Turn) -> Post | None:
        return await self._database.write(partial(open_posts.assign_fact, post, turn))

    async def move(self, post: Post, channel: int) -> Post | None:
        return await self._database.write(partial(open_posts.move, post, channel))

    async def save_search_progress(self, post: Post, retry_at: datetime.datetime) -> None:
        await self._database.write(partial(open_posts.save_search_progress, post, retry_at))

    async def mark_sent(self, post: Post, message: int) -> None:
        await self._database.write(partial(open_posts.mark_sent, post, message))

    async def record_extras_failure(self, post: Post, detail: str) -> None:
        await self._database.write(partial(open_posts.record_extras_failure, post, detail))

    async def postpone(
        self, post: Post, retry_at: datetime.datetime | None, trouble: Trouble, detail: str | None
    ) -> FailureReport:
        work = partial(open_posts.postpone, post, retry_at, trouble, detail)
        return await self._database.write(work)

    async def vote(
        self, server: LibraryId, fact: FactId, person: int, liked: bool
    ) -> VoteResult | None:
        return await self._database.write(partial(votes.cast_vote, server, fact, person, liked))

    async def ballot(self, server: LibraryId, fact: FactId) -> Ballot:
        return await self._database.read(partial(votes.get_ballot, server, fact))


class SqliteScheduleReader:
    """Implements facts.daily.store.ScheduleReader inside one read transaction."""

    def __init__(self, server: LibraryId, connection: SqlConnection, limits: PoolLimits) -> None:
        self._server = server
        self._connection = connection
        self._limits = limits

    def list(self) -> tuple[Schedule, ...]:
        return schedules.list_for_server(self._server, self._connection)

    def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        limits = self._limits if facts else None
        state = schedule_state.load_state(schedule, now, limits, self._connection)
        return state if state and state.schedule.server == self._server else None


def _list_with_last_posts(
    server: LibraryId, connection: SqlConnection
) -> tuple[tuple[Schedule, Post | None], ...]:
    known = schedules.list_for_server(server, connection)
    return tuple((schedule, posts.get_last_post(schedule.id, connection)) for schedule in known)
