"""The store of `facts.daily.store`, in the SQLite file that the facts are in."""

import datetime
import sqlite3
from collections.abc import Iterable
from functools import partial

from facts.daily.schedule import Arrangement, Choice, Post, PostId, Schedule, ScheduleId, Trouble
from facts.daily.store import NewPost, NewSchedule, Outlook, Settlement
from facts.daily.turn import Ballot, Turn, Voted
from facts.model.entities import FactId, LibraryId
from storage.daily import open_posts, overrides, posts, schedule_state, schedules, votes
from storage.daily.fact_filter import matching
from storage.engine.sqlite.database import Database


class SqliteScheduleStore:
    """Implements facts.daily.store.ScheduleStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: NewSchedule, most: int) -> Schedule | None:
        """See ScheduleStore."""
        return await self._database.write(partial(schedules.add, new, most))

    async def schedule(self, server: LibraryId, schedule: ScheduleId) -> Schedule | None:
        """See ScheduleStore."""
        return await self._database.read(partial(schedules.one, server, schedule))

    async def schedules(self, server: LibraryId) -> tuple[tuple[Schedule, Post | None], ...]:
        """See ScheduleStore."""
        return await self._database.read(partial(_with_last, server))

    async def save(self, schedule: Schedule) -> bool:
        """See ScheduleStore."""
        return await self._database.write(partial(schedules.save, schedule))

    async def remove(self, server: LibraryId, schedule: ScheduleId) -> bool:
        """See ScheduleStore."""
        return await self._database.write(partial(schedules.remove, server, schedule))

    async def outlook(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> Outlook | None:
        """See ScheduleStore."""
        return await self._database.read(partial(schedule_state.outlook, schedule, now, facts))

    async def matching(self, server: LibraryId, choice: Choice) -> int:
        """See ScheduleStore."""
        return await self._database.read(partial(matching, server, choice))

    async def arrange(
        self,
        schedule: Schedule,
        arranged: Iterable[Arrangement],
        cleared: Iterable[datetime.date] = (),
    ) -> bool:
        """See ScheduleStore."""
        work = partial(overrides.arrange, schedule, tuple(arranged), tuple(cleared))
        return await self._database.write(work)

    async def due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        """See ScheduleStore."""
        return await self._database.read(partial(schedules.due, now, limit))

    async def too_far(
        self, later_than: datetime.datetime, after: ScheduleId, limit: int
    ) -> tuple[Schedule, ...]:
        """See ScheduleStore."""
        return await self._database.read(partial(schedules.due_after, later_than, after, limit))

    async def unmiss(self, schedule: ScheduleId, after: datetime.datetime) -> None:
        """See ScheduleStore."""
        await self._database.write(partial(posts.unmiss, schedule, after))

    async def settle(
        self, schedule: Schedule, settlement: Settlement, now: datetime.datetime
    ) -> Post | None:
        """See ScheduleStore."""
        return await self._database.write(partial(posts.settle, schedule, settlement, now))

    async def post_extra(self, schedule: Schedule, new: NewPost, now: datetime.datetime) -> Post:
        """See ScheduleStore."""
        return await self._database.write(partial(posts.claim_extra, schedule, new, now))

    async def post(self, server: LibraryId, post: PostId) -> Post | None:
        """See ScheduleStore."""
        return await self._database.read(partial(posts.one, server, post))

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """See ScheduleStore."""
        return await self._database.read(partial(open_posts.still_open, now, limit))

    async def take(self, post: Post, retry_at: datetime.datetime) -> Post | None:
        """See ScheduleStore."""
        return await self._database.write(partial(open_posts.take, post, retry_at))

    async def give(self, post: Post, turn: Turn) -> Post | None:
        """See ScheduleStore."""
        return await self._database.write(partial(open_posts.give, post, turn))

    async def move(self, post: Post, channel: int) -> Post | None:
        """See ScheduleStore."""
        return await self._database.write(partial(open_posts.move, post, channel))

    async def keep_looking(self, post: Post, retry_at: datetime.datetime) -> None:
        """See ScheduleStore."""
        await self._database.write(partial(open_posts.keep_looking, post, retry_at))

    async def sent(
        self, post: Post, message: int, dress_at: datetime.datetime | None = None
    ) -> None:
        """See ScheduleStore."""
        await self._database.write(partial(open_posts.note_sent, post, message, dress_at))

    async def undressed(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """See ScheduleStore."""
        return await self._database.read(partial(posts.undressed, now, limit))

    async def put_off_dressing(self, post: Post, until: datetime.datetime | None) -> Post | None:
        """See ScheduleStore."""
        return await self._database.write(partial(posts.put_off_dressing, post, until))

    async def postpone(
        self, post: Post, retry_at: datetime.datetime | None, trouble: Trouble, detail: str | None
    ) -> bool:
        """See ScheduleStore."""
        work = partial(open_posts.postpone, post, retry_at, trouble, detail)
        return await self._database.write(work)

    async def vote(self, server: LibraryId, fact: FactId, person: int, liked: bool) -> Voted | None:
        """See ScheduleStore."""
        return await self._database.write(partial(votes.cast, server, fact, person, liked))

    async def ballot(self, server: LibraryId, fact: FactId) -> Ballot:
        """See ScheduleStore."""
        return await self._database.read(partial(votes.ballot, server, fact))


def _with_last(
    server: LibraryId, connection: sqlite3.Connection
) -> tuple[tuple[Schedule, Post | None], ...]:
    known = schedules.of_server(server, connection)
    return tuple((schedule, posts.last(schedule.id, connection)) for schedule in known)
