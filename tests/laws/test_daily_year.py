"""A year of posts in three zones, with crashes and outages."""

import random
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import groupby, takewhile

import pytest

from facts.clock.due_dates import iter_due_dates
from facts.daily.management import DailyFacts
from facts.daily.post import Post
from facts.daily.schedule import DEFAULT_CATCH_UP, ScheduleId, Trouble
from storage.store import SqliteStore
from tests.support.schedules import MANAGER, SERVER, Poster, at, facts, plan

pytestmark = pytest.mark.slow

START, END = at("2026-01-01T00:10"), at("2027-01-01T00:10")
HOUR = timedelta(hours=1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
FACTS = 40


class Hour(Enum):
    """The state of the process in one hour."""

    RUNNING = auto()
    OFFLINE = auto()
    WITHOUT_DISCORD = auto()
    KILLED_AFTER_CLAIM = auto()
    KILLED_AFTER_SENDING = auto()


ARRIVING = {Hour.RUNNING, Hour.KILLED_AFTER_SENDING}


def make_hours(chance: random.Random) -> list[tuple[datetime, Hour]]:
    """Return a year's hours, with outages of 1 to 60 hours."""
    history: list[Hour] = []
    while len(history) < (END - START) // HOUR:
        history += [Hour.RUNNING] * chance.randint(1, 100)
        history += [chance.choice(list(Hour))] * chance.choice((1, 1, 3, 8, 30, 60))
    return [(START + n * HOUR, hour) for n, hour in enumerate(history)]


@dataclass
class FailingPoster(Poster):
    """A process that is offline, killed or without Discord at times."""

    async def live(self, now: datetime, hour: Hour) -> None:
        self.trouble = Trouble.DISCORD if hour is Hour.WITHOUT_DISCORD else None
        if hour in {Hour.RUNNING, Hour.WITHOUT_DISCORD}:
            await self.tick(now)
        elif hour is not Hour.OFFLINE:
            await self.die(now, sends=hour is Hour.KILLED_AFTER_SENDING)

    async def die(self, now: datetime, *, sends: bool) -> None:
        begun = [assignment.post for assignment in await self.claim_due(now)]
        still_open = await self.posting.open_posts(now, 100)
        begun += [post for post in still_open if await self.posting.renew_lease(post, now)]
        known = {post.nonce for post in self.arrived_posts}
        if sends:
            self.arrived_posts += [
                post for post in begun if post.nonce not in known and now <= post.deadline
            ]


async def test_every_day_of_a_year_is_posted_once_or_recorded(
    store: SqliteStore, path: str, seed: int
) -> None:
    await facts(store, FACTS)
    daily, poster = DailyFacts(store, SERVER), FailingPoster(store)
    for zone in ZONES:
        await daily.add(plan("02:20", zone), MANAGER, START)
    history = make_hours(random.Random(seed))
    for now, hour in history:
        await poster.live(now, hour)
    await poster.tick(history[-1][0] + HOUR)  # what is open is closed

    arrived = defaultdict(list)
    for post in poster.arrived_posts:
        arrived[post.schedule, post.day].append(post)
    kept = load_states(path)
    good = [now for now, hour in history if hour in ARRIVING]
    for number, zone in enumerate(ZONES, 1):
        dues = takewhile(
            lambda due: due.moment < history[-1][0] - 2 * DEFAULT_CATCH_UP,
            iter_due_dates(plan("02:20", zone).timing, START),
        )
        for due in dues:
            could = any(due.moment <= now <= due.moment + DEFAULT_CATCH_UP for now in good)
            posts = arrived[ScheduleId(number), due.day]
            assert len(posts) == could, (zone, due)
            state = kept[number, due.day.isoformat()]
            assert (state == "sent") == could
            assert state in {"sent", "missed", "failed"}
    assert_no_repeats(poster.arrived_posts)
    states = Counter(kept.values())
    assert states["sent"] > 700
    assert min(states["missed"], states["failed"]) > 10


def load_states(path: str) -> dict[tuple[int, str], str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT schedule, day, state FROM post").fetchall()
    assert len({(schedule, day) for schedule, day, _ in found}) == len(found)
    return {(schedule, day): state for schedule, day, state in found}


def assert_no_repeats(posts: list[Post]) -> None:
    """Check that each round has every fact once.

    The last round of a schedule may be incomplete.
    """
    turns = sorted(
        ((post.schedule, post.turn.round, post.turn.fact) for post in posts if post.turn),
        key=lambda turn: turn[:2],
    )
    rounds = {
        key: [fact for *_, fact in turns] for key, turns in groupby(turns, lambda turn: turn[:2])
    }
    for (schedule, number), played in rounds.items():
        assert len(set(played)) == len(played)
        assert len(played) == FACTS or (schedule, number + 1) not in rounds
