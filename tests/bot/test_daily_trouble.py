"""What goes wrong around a fact of the day neither loses it nor doubles it, and is told once."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot import daily as loop
from facts.schedules import PostState, Trouble
from storage.store import SqliteStore
from tests.bot.daily_worlds import DAY, MINUTE, NINE, last_post, mend, outages, set_up
from tests.bot.worlds import World, a_world, read, said
from tests.builders import add, fact_draft


@pytest.fixture(autouse=True)
def sound_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the loop sleep until something is due: each look costs the simulation some time."""
    monkeypatch.setattr(loop, "_LONGEST_NAP", 86_400.0)


async def test_a_restart_does_not_post_twice(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE)
    await world.restart()
    await world.pass_until(NINE + DAY - MINUTE)
    assert len(world.posts()) == 1


async def test_a_bot_that_was_away_posts_late_within_the_window(world: World) -> None:
    await set_up(world)
    world.env.backend.advance_clock((NINE + timedelta(hours=5) - world.env.now()).total_seconds())
    await world.restart()
    await world.pass_time(1)
    assert len(world.posts()) == 1


async def test_a_bot_that_was_away_for_longer_records_what_was_missed(world: World) -> None:
    await set_up(world)
    world.env.backend.advance_clock((NINE + timedelta(hours=7) - world.env.now()).total_seconds())
    await world.restart()
    await world.pass_time(1)
    assert world.posts() == []
    assert (await last_post(world))[0] is PostState.MISSED
    listed = await world.manager.slash(world.channel, "daily list")
    assert "Thu 2026-01-01: missed, I was not there in time" in read(listed)


async def test_a_message_that_arrived_though_discord_said_it_did_not_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    send: Any = discord.TextChannel.send

    async def cut_off(*arguments: object, **options: object) -> discord.Message:
        await send(*arguments, **options)
        raise OSError("the connection broke")

    monkeypatch.setattr(discord.TextChannel, "send", cut_off)
    await world.pass_until(NINE)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.DISCORD)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


async def test_discord_may_be_down_for_an_hour(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(world)
    outages(world)
    await world.pass_until(NINE + timedelta(hours=1))
    assert world.posts() == []
    tries = caplog.text.count("was not made")
    assert 4 < tries < 10
    assert world.posts(world.manager_dms()) == []
    mend(world)
    await world.pass_time(3_600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


async def test_what_discord_refuses_until_the_end_of_the_window_is_given_up_and_told(
    world: World,
) -> None:
    await set_up(world, late=1)
    outages(world)
    await world.pass_until(NINE + timedelta(hours=2))
    assert await last_post(world) == (PostState.FAILED, Trouble.DISCORD)
    (told,) = world.posts(world.manager_dms())
    assert "Discord did not take it" in read(told)
    assert "That day has no post." in read(told)
    mend(world)
    await world.pass_until(NINE + DAY)
    assert len(world.posts()) == 1


async def test_a_withdrawn_permission_is_named_once_to_who_set_it_up(world: World) -> None:
    await set_up(world)
    world.forbid("send_messages")
    await world.pass_until(NINE + 2 * DAY)
    assert world.posts() == []
    (told,) = world.posts(world.manager_dms())
    assert "I lack a permission there: Send Messages" in read(told)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.NOT_ALLOWED)
    world.forbid()
    await world.pass_time(3_600)
    assert len(world.posts()) == 1


async def test_where_who_set_it_up_takes_no_messages_the_server_is_told(world: World) -> None:
    system = world.server.create_text_channel("system")
    world.env.backend.edit_guild(world.server.id, {"system_channel_id": system.id})
    await set_up(world)
    world.forbid("send_messages")
    path = f"/channels/{world.manager_dms().id}/messages"
    world.env.inject_error("POST", path, status=403, code=50007)
    await world.pass_until(NINE + 2 * DAY)
    assert world.posts(world.manager_dms()) == []
    (told,) = world.posts(system)
    assert "I lack a permission there: Send Messages" in read(told)


async def test_a_deleted_channel_is_told_once_and_another_one_can_be_given(world: World) -> None:
    await set_up(world)
    other = world.server.create_text_channel("other")
    world.env.backend.delete_channel(world.channel.id)
    await world.pass_until(NINE + MINUTE)
    (told,) = world.posts(world.manager_dms())
    assert "the channel is gone" in read(told)
    await world.manager.slash(other, "daily edit", channel=other)
    await world.pass_until(NINE + DAY)
    assert len(world.posts(other)) == 1
    assert len(world.posts(world.manager_dms())) == 1


async def test_a_role_that_is_gone_is_not_pinged_and_that_is_told_once(world: World) -> None:
    role = world.server.create_role("readers", mentionable=True)
    await set_up(world, role=role)
    await world.pass_until(NINE)
    assert said(world.posts()[0]).startswith(f"<@&{role.id}>\n## Fact of the day")
    world.env.backend.delete_role(world.server.id, role.id)
    await world.pass_until(NINE + 2 * DAY)
    assert [str(role.id) in said(post) for post in world.posts()] == [True, False, False]
    (told,) = world.posts(world.manager_dms())
    assert "come without a ping" in read(told)


async def test_a_library_that_was_emptied_is_told_and_filled_again(
    store: SqliteStore,
) -> None:
    async with a_world(store) as world:
        answer = await set_up(world)
        assert "There are no facts here yet" in read(answer)
        await add(store, fact_draft("Short naps help."))
        await set_up(world)
        await world.pass_until(NINE)
        assert "Short naps help." in read(world.posts()[0])


async def test_the_end_waits_for_a_post_on_its_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    on_its_way, may_arrive = asyncio.Event(), asyncio.Event()
    arrived = world.store.schedules.sent

    async def slowly(*arguments: Any) -> None:  # noqa: ANN401
        on_its_way.set()
        await world.env.external_wait(may_arrive.wait(), reason="a slow disk")
        await arrived(*arguments)

    monkeypatch.setattr(world.store.schedules, "sent", slowly)
    await world.pass_until(NINE)
    assert on_its_way.is_set()
    bot: Any = world.env.bot
    end = asyncio.create_task(bot.daily.stop())
    await asyncio.sleep(0)
    may_arrive.set()
    await end
    assert await last_post(world) == (PostState.SENT, None)


async def test_nothing_ends_the_loop(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(world)
    await world.pass_until(NINE - 5 * MINUTE)
    due = world.store.schedules.due

    async def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(world.store.schedules, "due", broken)
    monkeypatch.setattr(loop, "_LONGEST_NAP", 60.0)
    await world.manager.slash(world.channel, "daily pause")
    await world.manager.slash(world.channel, "daily resume")
    await world.pass_until(NINE - MINUTE)
    assert "looked after in vain" in caplog.text
    monkeypatch.setattr(world.store.schedules, "due", due)
    await world.pass_until(NINE + MINUTE)
    assert len(world.posts()) == 1


async def test_a_fault_while_posting_is_logged_and_the_post_made_later(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(world)

    async def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(world.store.schedules, "sent", broken)
        await world.pass_until(NINE)
    assert "to be taken up again" in caplog.text
    assert await last_post(world) == (PostState.CLAIMED, None)
    await world.pass_time(300)
    assert await last_post(world) == (PostState.SENT, None)
    assert len(world.posts()) == 1


async def test_the_log_tells_no_failure_where_all_is_well(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await set_up(world)
    await world.pass_until(NINE + DAY)
    assert len(world.posts()) == 2
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]
