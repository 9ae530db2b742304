"""Errors neither lose nor double a post, nor end the loop."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.daily import loop
from bot.daily.attempt import PostingLimits
from facts.clock.due_dates import DueDate
from facts.daily.post import PostState
from facts.daily.schedule import Trouble
from tests.support.daily_world import (
    DAY,
    MINUTE,
    NINE,
    clear_outages,
    inject_outages,
    last_post,
    set_up,
)
from tests.support.world import World, text_of

pytestmark = pytest.mark.slow


async def test_a_restart_does_not_post_twice(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    await world.restart()
    await world.pass_until(NINE + DAY - MINUTE)
    assert len(world.posts()) == 1


async def test_a_restart_applies_new_rules_of_a_zone(world: World) -> None:
    await set_up(world)
    (kept,) = await world.store.schedules.list_due(NINE, 1)
    old = replace(kept, next=DueDate(NINE.date(), NINE + timedelta(hours=1)))
    assert await world.store.schedules.save(old)
    await world.restart()
    await world.pass_until(NINE)
    assert len(world.posts()) == 1


async def test_a_bot_that_was_offline_posts_late_within_the_window(world: World) -> None:
    await set_up(world)
    world.env.backend.advance_clock((NINE + timedelta(hours=5) - world.env.now()).total_seconds())
    await world.restart()
    await world.pass_time(1)
    assert len(world.posts()) == 1


async def test_a_bot_that_was_offline_for_longer_records_a_missed_day(world: World) -> None:
    await set_up(world)
    world.env.backend.advance_clock((NINE + timedelta(hours=7) - world.env.now()).total_seconds())
    await world.restart()
    await world.pass_time(1)
    assert world.posts() == []
    assert (await last_post(world))[0] is PostState.MISSED
    listed = await world.manager.slash(world.channel, "daily list")
    assert "Thu 2026-01-01: missed, I was offline for too long" in text_of(listed)


async def test_a_message_that_arrived_despite_an_error_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    send: Any = discord.TextChannel.send

    async def lose_connection(*arguments: object, **options: object) -> discord.Message:
        await send(*arguments, **options)
        raise OSError("the connection broke")

    monkeypatch.setattr(discord.TextChannel, "send", lose_connection)
    await world.pass_until(NINE)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.DISCORD)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_post_of_a_dead_process_is_resolved_even_after_its_window(
    world: World, monkeypatch: pytest.MonkeyPatch, arrives: bool
) -> None:
    await set_up(world)
    send: Any = discord.TextChannel.send

    async def die(*arguments: object, **options: object) -> None:
        if arrives:
            await send(*arguments, **options)
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", die)
        await world.pass_until(NINE)
    assert await last_post(world) == (PostState.CLAIMED, None)
    world.env.backend.advance_clock(timedelta(hours=7).total_seconds())
    await world.restart()
    await world.pass_time(1)
    assert len(world.posts()) == arrives
    reports = [text_of(each) for each in world.posts(world.manager_dms())]
    if arrives:
        assert await last_post(world) == (PostState.SENT, None)
        assert reports == []
    else:
        assert await last_post(world) == (PostState.FAILED, Trouble.OVERDUE)
        assert ["I was offline for too long" in each for each in reports] == [True]


async def test_discord_may_be_down_for_an_hour(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(world)
    inject_outages(world)
    await world.pass_until(NINE + timedelta(hours=1))
    assert world.posts() == []
    tries = caplog.text.count("was not sent")
    assert 4 < tries < 10
    assert world.posts(world.manager_dms()) == []
    clear_outages(world)
    await world.pass_time(3_600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


async def test_slow_extras_of_one_server_delay_no_other_post(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minute in range(12):
        await set_up(world, time=f"9:{minute:02}", thread=True)

    async def hang(*_: object) -> None:
        await world.env.external_wait(asyncio.Event().wait(), reason="Discord hangs")

    monkeypatch.setattr(discord.Message, "create_thread", hang)
    await world.pass_until(NINE + timedelta(minutes=12))
    assert len(world.posts()) == 12


async def test_the_shutdown_waits_for_a_post_under_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    on_its_way, may_arrive = asyncio.Event(), asyncio.Event()
    arrived = world.store.schedules.mark_sent

    async def mark_slowly(*arguments: Any) -> None:  # noqa: ANN401 (passed on)
        on_its_way.set()
        await world.env.external_wait(may_arrive.wait(), reason="a slow disk")
        await arrived(*arguments)

    monkeypatch.setattr(world.store.schedules, "mark_sent", mark_slowly)
    await world.pass_until(NINE)
    assert on_its_way.is_set()
    bot: Any = world.env.bot
    end = asyncio.create_task(bot.dispatcher.registry.service(loop.PostingLoop).stop())
    await asyncio.sleep(0)
    may_arrive.set()
    await end
    assert await last_post(world) == (PostState.SENT, None)


@pytest.mark.slow
@pytest.mark.parametrize("posting_limits", [PostingLimits(longest_nap=60.0)])
async def test_nothing_ends_the_loop(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(world)
    await world.pass_until(NINE - 5 * MINUTE)
    due = world.store.schedules.list_due

    async def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(world.store.schedules, "list_due", broken)
    await world.manager.slash(world.channel, "daily pause")
    await world.manager.slash(world.channel, "daily resume")
    await world.pass_until(NINE - MINUTE)
    assert "A round of the facts of the day failed" in caplog.text
    monkeypatch.setattr(world.store.schedules, "list_due", due)
    await world.pass_until(NINE + MINUTE)
    assert len(world.posts()) == 1


async def test_an_error_while_posting_is_logged_and_the_post_comes_later(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(world)

    async def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(world.store.schedules, "mark_sent", broken)
        await world.pass_until(NINE)
    assert "it is tried again" in caplog.text
    assert await last_post(world) == (PostState.CLAIMED, None)
    await world.pass_time(300)
    assert await last_post(world) == (PostState.SENT, None)
    assert len(world.posts()) == 1


async def test_the_log_has_no_warnings_if_nothing_fails(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await set_up(world)
    await world.pass_until(NINE + DAY)
    assert len(world.posts()) == 2
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]
