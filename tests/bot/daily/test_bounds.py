"""The limits of the posting loop: durations, concurrency, retries."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import time, timedelta

import discord
import pytest

from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from bot.daily.loop import PostingLoop
from facts.clock.due_dates import Timing
from facts.daily.forecast import LEASE
from facts.daily.management import MAX_SCHEDULES, DailyFacts
from facts.daily.post import PostState
from facts.daily.schedule import Plan, ScheduleId, Trouble
from facts.model.entities import LibraryId
from storage.store import SqliteStore
from tests.support.daily_world import MINUTE, NINE, last_post, set_up
from tests.support.identity import PATIENCE
from tests.support.world import World

SECOND = timedelta(seconds=1)


async def test_an_attempt_that_hangs_ends_before_its_lease(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)

    async def hang(*_: object, **__: object) -> None:
        await asyncio.sleep(1_000)

    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", hang)
        await world.pass_until(NINE + 59 * SECOND)
        assert await last_post(world) == (PostState.CLAIMED, None)
        await world.pass_until(NINE + 61 * SECOND)
        assert await last_post(world) == (PostState.CLAIMED, Trouble.DISCORD)
    await world.pass_until(NINE + 3 * MINUTE)
    assert len(world.posts()) == 1


def test_an_attempt_is_shorter_than_the_lease_of_its_post() -> None:
    assert timedelta(seconds=DEFAULT_LIMITS.attempt_timeout) < LEASE


def offline_loop(store: SqliteStore, limits: PostingLimits = DEFAULT_LIMITS) -> PostingLoop:
    client = discord.Client(intents=discord.Intents.none())
    return PostingLoop(client, store, lambda: NINE, limits)


async def test_ten_posts_are_sent_at_a_time(
    naps: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = DailyFacts(naps, LibraryId(7))
    for _ in range(MAX_SCHEDULES):
        await server.add(Plan(1, Timing(time(9), "UTC")), 1, NINE - MINUTE)
    posting = offline_loop(naps)
    begun, ten, may_end = 0, asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> None:
        nonlocal begun
        begun += 1
        if begun == 10:
            ten.set()
        await may_end.wait()

    monkeypatch.setattr(posting, "deliver", slow)
    round_ = asyncio.create_task(posting.run_round())
    await asyncio.wait_for(ten.wait(), PATIENCE)
    for _ in range(20):  # an eleventh would be claimed meanwhile
        await server.skip_next(ScheduleId(1), 1, NINE)
    assert begun == 10
    may_end.set()
    await round_
    await posting.stop()
    assert begun == MAX_SCHEDULES


async def test_a_cancelled_round_leaves_its_posts_due(
    naps: SqliteStore,
) -> None:
    await DailyFacts(naps, LibraryId(7)).add(Plan(1, Timing(time(9), "UTC")), 1, NINE - MINUTE)
    posting = offline_loop(naps, PostingLimits(max_concurrent=0))
    round_ = asyncio.create_task(posting.run_round())
    for _ in range(20):  # the round waits for a slot meanwhile
        await naps.schedules.list_due(NINE, 1)
    round_.cancel()
    await asyncio.wait({round_})
    (schedule,) = await naps.schedules.list_due(NINE, 1)
    assert schedule.id == 1


async def test_a_local_error_is_not_retried_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    tries = 0

    async def broken(*_: object) -> None:
        nonlocal tries
        tries += 1
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(world.store.schedules, "mark_sent", broken)
        await world.pass_until(NINE)
        patch.setattr(world.store.schedules, "renew_lease", broken)
        tries = 0
        await world.pass_until(NINE + 2 * MINUTE + 2 * SECOND)
        assert tries == 1
        await world.pass_until(NINE + 2 * MINUTE + 11 * SECOND)
        assert tries == 3
    await world.pass_time(60)
    assert await last_post(world) == (PostState.SENT, None)


async def test_a_restart_repairs_a_due_date_from_a_wrong_clock(world: World, path: str) -> None:
    await set_up(world)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE schedule SET next_day = '2026-03-01', next_at = '2026-03-01T09:00:00+00:00'"
        )
    await world.restart()
    await world.pass_until(NINE)
    assert len(world.posts()) == 1
