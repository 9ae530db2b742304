"""The store of `facts.daily.store`, in the SQLite file that the facts are in."""

import datetime
from collections.abc import Iterable
from functools import partial

from facts.daily.post import Post, PostId
from facts.daily.schedule import DayOverride, FactFilter, Schedule, ScheduleId, Trouble
from facts.daily.store import Advance, NewPost, NewSchedule, ScheduleState
from facts.daily.turn import Ballot, Turn, VoteResult
from facts.model.entities import FactId, LibraryId
from storage.daily import open_posts, overrides, posts, schedule_state, schedules, votes
from storage.daily.fact_filter import count_matching
from storage.engine.connection import SqlConnection
from storage.engine.sqlite.database import Database


class SqliteScheduleStore:
    """Implements facts.daily.store.ScheduleStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: NewSchedule, most: int) -> Schedule | None:
        return await self._database.write(partial(schedules.add, new, most))

    async def schedule(self, server: LibraryId, schedule: ScheduleId) -> Schedule | None:
        return await self._database.read(partial(schedules.get_schedule, server, schedule))

    async def schedules(self, server: LibraryId) -> tuple[tuple[Schedule, Post | None], ...]:
        return await self._database.read(partial(_list_with_last_posts, server))

    async def save(self, schedule: Schedule) -> bool:
        return await self._database.write(partial(schedules.save, schedule))

    async def remove(self, server: LibraryId, schedule: ScheduleId) -> bool:
        return await self._database.write(partial(schedules.remove, server, schedule))

    async def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        return await self._database.read(partial(schedule_state.load_state, schedule, now, facts))

    async def count_matching(self, server: LibraryId, choice: FactFilter) -> int:
        return await self._database.read(partial(count_matching, server, choice))

    async def save_overrides(
        self,
        schedule: Schedule,
        arranged: Iterable[DayOverride],
        cleared: Iterable[datetime.date] = (),
    ) -> bool:
        work = partial(overrides.save_overrides, schedule, tuple(arranged), tuple(cleared))
        return await self._database.write(work)

    async def list_due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        return await self._database.read(partial(schedules.list_due, now, limit))

    async def list_due_after(
        self, later_than: datetime.datetime, after: ScheduleId, limit: int
    ) -> tuple[Schedule, ...]:
        return await self._database.read(
            partial(schedules.list_due_after, later_than, after, limit)
        )

    async def delete_future_missed(self, schedule: ScheduleId, after: datetime.datetime) -> None:
        await self._database.write(partial(posts.delete_future_missed, schedule, after))

    async def advance(
        self, schedule: Schedule, settlement: Advance, now: datetime.datetime
    ) -> Post | None:
        return await self._database.write(partial(posts.advance, schedule, settlement, now))

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

    async def mark_sent(
        self, post: Post, message: int, dress_at: datetime.datetime | None = None
    ) -> None:
        await self._database.write(partial(open_posts.mark_sent, post, message, dress_at))

    async def with_pending_extras(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        return await self._database.read(partial(posts.with_pending_extras, now, limit))

    async def postpone_extras(self, post: Post, until: datetime.datetime | None) -> Post | None:
        return await self._database.write(partial(posts.postpone_extras, post, until))

    async def postpone(
        self, post: Post, retry_at: datetime.datetime | None, trouble: Trouble, detail: str | None
    ) -> bool:
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

    def __init__(self, server: LibraryId, connection: SqlConnection) -> None:
        self._server = server
        self._connection = connection

    def list(self) -> tuple[Schedule, ...]:
        return schedules.list_for_server(self._server, self._connection)

    def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState | None:
        state = schedule_state.load_state(schedule, now, facts, self._connection)
        return state if state and state.schedule.server == self._server else None


def _list_with_last_posts(
    server: LibraryId, connection: SqlConnection
) -> tuple[tuple[Schedule, Post | None], ...]:
    known = schedules.list_for_server(server, connection)
    return tuple((schedule, posts.get_last_post(schedule.id, connection)) for schedule in known)
