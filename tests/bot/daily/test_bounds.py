"""What the loop that posts allows itself: how long, how much at once, how soon again."""

import asyncio
import inspect
import sqlite3
from contextlib import closing
from datetime import time, timedelta

import discord
import pytest

from bot.daily import loop, sender
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

pytestmark = pytest.mark.usefixtures("sound_sleep")
SECOND = timedelta(seconds=1)


async def test_an_attempt_that_hangs_is_given_up_while_the_claim_still_lasts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)

    async def hanging(*_: object, **__: object) -> None:
        await asyncio.sleep(1_000)

    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", hanging)
        await world.pass_until(NINE + 59 * SECOND)
        assert await last_post(world) == (PostState.CLAIMED, None)
        await world.pass_until(NINE + 61 * SECOND)
        assert await last_post(world) == (PostState.CLAIMED, Trouble.DISCORD)
    await world.pass_until(NINE + 3 * MINUTE)
    assert len(world.posts()) == 1


def test_an_attempt_is_shorter_than_the_claim_of_its_post() -> None:
    assert timedelta(seconds=sender._ATTEMPT_TIMEOUT) < LEASE  # noqa: SLF001


async def test_ten_posts_are_on_their_way_at_a_time(
    naps: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = DailyFacts(naps, LibraryId(7))
    for _ in range(MAX_SCHEDULES):
        await server.add(Plan(1, Timing(time(9), "UTC")), 1, NINE - MINUTE)
    posts = PostingLoop(discord.Client(intents=discord.Intents.none()), naps, lambda: NINE)
    begun, ten, may_end = 0, asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> None:
        nonlocal begun
        begun += 1
        if begun == 10:
            ten.set()
        await may_end.wait()

    monkeypatch.setattr(posts, "make", slow)
    making_all = asyncio.create_task(posts._run_round())  # noqa: SLF001
    await asyncio.wait_for(ten.wait(), PATIENCE)
    for _ in range(20):  # an eleventh would be claimed meanwhile
        await server.skip_next(ScheduleId(1), 1, NINE)
    assert begun == 10
    may_end.set()
    await making_all
    await posts.stop()
    assert begun == MAX_SCHEDULES


async def test_an_end_while_all_are_busy_leaves_nothing_half_begun(
    naps: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_MAX_CONCURRENT", 0)
    posts = PostingLoop(discord.Client(intents=discord.Intents.none()), naps, lambda: NINE)
    await DailyFacts(naps, LibraryId(7)).add(Plan(1, Timing(time(9), "UTC")), 1, NINE - MINUTE)
    (schedule,) = await naps.schedules.list_due(NINE, 1)
    work = posts._claim(schedule)  # noqa: SLF001
    beginning = asyncio.create_task(posts._begin(work))  # noqa: SLF001
    await asyncio.sleep(0)
    beginning.cancel()
    await asyncio.wait({beginning})
    assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED


async def test_what_broke_here_is_not_tried_again_at_once(
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


@pytest.mark.parametrize("restarts", [True, False])
async def test_schedules_that_a_wrong_clock_moved_far_ahead_are_brought_back(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch, *, restarts: bool
) -> None:
    if not restarts:
        monkeypatch.setattr(loop, "_LONGEST_NAP", 1_800.0)
    await set_up(world)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE schedule SET next_day = '2026-03-01', next_at = '2026-03-01T09:00:00+00:00'"
        )
    if restarts:
        await world.restart()
    await world.pass_until(NINE)
    assert len(world.posts()) == 1
