"""A server with facts, and a process that posts them, fails or dies as a test wants."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from facts.clock.due_dates import Timing
from facts.daily.management import DailyFacts
from facts.daily.outbox import Outbox
from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Plan, ScheduleId, Trouble
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.store.library_store import LibraryStore
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft

SERVER, OTHER = LibraryId(111), LibraryId(222)
MANAGER = 5
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday; the plan below is due at nine in the morning."""
TUESDAY = date(2026, 3, 3)
NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE = ScheduleId(1)


def plan(at: str = "09:00", zone: str = "UTC", **rest: Any) -> Plan:  # noqa: ANN401 (fields of Plan)
    weekdays = rest.pop("weekdays", (1, 2, 3, 4, 5, 6, 7))
    return Plan(rest.pop("channel", 10), Timing(time.fromisoformat(at), zone, weekdays), **rest)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def facts(
    store: LibraryStore,
    number: int,
    library: LibraryId = SHARED_LIBRARY,
    word: str = "Fact",
    **rest: Any,  # noqa: ANN401 (fields of a draft)
) -> None:
    drafts = (fact_draft(f"{word} {n} of {library}.", **rest) for n in range(number))
    await add(store, *drafts, library=library)


def remove_fact(path: str, fact: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM fact WHERE id = ?", (fact,))


@dataclass
class Poster:
    """A process of the bot, whose messages all arrive unless there is a `trouble`."""

    store: SqliteStore
    arrived_posts: list[Post] = field(default_factory=list)
    trouble: Trouble | None = None
    news: int = 0
    messages: Iterator[int] = field(default_factory=lambda: count(1_000))

    @property
    def posting(self) -> Outbox:
        return Outbox(self.store)

    async def claim_due(self, now: datetime) -> list[PostJob]:
        """Claim all days that are due."""
        due = await self.posting.list_due(now, 1_000)
        claimed = [await self.posting.claim(schedule, now) for schedule in due]
        return [job for job in claimed if job]

    async def tick(self, now: datetime) -> list[Post]:
        """Send all posts that are due or open, and return those that arrived."""
        jobs = await self.claim_due(now)
        for post in await self.posting.open_posts(now, 1_000):
            if job := await self.posting.renew_lease(post, now):
                jobs.append(job)
        return [job.post for job in jobs if await self.make_post(job, now)]

    async def make_post(self, job: PostJob, now: datetime) -> bool:
        """Send a post and mark it, or report why not; return whether it arrived.

        A post that arrived before is found by its nonce, and only marked.
        """
        post = job.post
        arrived = post.nonce in {each.nonce for each in self.arrived_posts}
        trouble = Trouble.OVERDUE if now > post.deadline else self.trouble
        if trouble is None and job.fact is None:
            trouble = Trouble.NO_FACT
        if trouble is not None and not arrived:
            self.news += (await self.posting.record_failure(post, trouble, now)).is_news
            return False
        if not arrived:
            self.arrived_posts.append(post)
        await self.posting.mark_sent(post, next(self.messages))
        return not arrived


async def server(store: SqliteStore, number: int = 12, plan_: Plan | None = None) -> DailyFacts:
    """Return a server with facts and one schedule, which has the id 1."""
    await facts(store, number)
    daily = DailyFacts(store, SERVER)
    await daily.add(plan_ or plan(), MANAGER, NOON)
    return daily


DAY = timedelta(days=1)
