"""Extras of a post: thread, pin and publication, each tried once."""

import asyncio
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle
from simcord.results import ResponseMessage

from facts.daily.schedule import Trouble
from tests.support.daily_world import DAY, MINUTE, NINE, last_post, run_daily, set_up
from tests.support.world import World, text_of


def cards(world: World, channel: ChannelHandle | None = None) -> list[ResponseMessage]:
    """Return the posts alone, without Discord's own messages about pins and threads."""
    return [each for each in world.posts(channel) if each.components]


def count_publications(world: World) -> int:
    return sum(each.path.endswith("/crosspost") for each in world.env.http_requests)


async def test_all_extras_are_applied_once(world: World) -> None:
    news = world.server.create_news_channel("news")
    await set_up(world, channel=news, thread=True, pin=True, publish=True)
    await world.pass_until(NINE)
    await world.restart()
    await world.pass_until(NINE + DAY - MINUTE)
    (post,) = cards(world, news)
    assert [each.id for each in news.pinned_messages()] == [post.id]
    assert len(news.threads) == 1
    assert count_publications(world) == 1
    assert "Thu 2026-01-01: posted\n" in text_of(await run_daily(world, "list")) + "\n"


@pytest.mark.parametrize("status", [403, 503])
async def test_a_failed_extra_is_listed_and_not_repeated(
    world: World, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    await set_up(world, thread=True, pin=True)
    path = f"/channels/{world.channel.id}/messages/*/threads"
    world.env.inject_error("POST", path, status=status, times=None)
    await world.pass_until(NINE + MINUTE)
    world.env.backend.faults.clear()
    await world.pass_until(NINE + DAY / 2)
    (post,) = cards(world)
    assert world.channel.threads == []
    assert [each.id for each in world.channel.pinned_messages()] == [post.id]
    assert "has no thread" in caplog.text
    listed = text_of(await run_daily(world, "list"))
    assert "Thu 2026-01-01: posted, but no thread: " in listed
    assert await last_post(world) == ("sent", None)
    assert world.posts(world.manager_dms()) == []


async def test_the_failure_is_gone_from_the_list_with_the_next_post(world: World) -> None:
    await set_up(world, thread=True)
    path = f"/channels/{world.channel.id}/messages/*/threads"
    world.env.inject_error("POST", path, status=403, times=1)
    await world.pass_until(NINE + DAY)
    assert len(world.channel.threads) == 1
    assert "but no thread" not in text_of(await run_daily(world, "list"))


async def test_a_post_without_its_extras_is_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world, pin=True)

    async def die(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(discord.Message, "pin", die)
        await world.pass_until(NINE)
    await world.restart()
    await world.pass_until(NINE + DAY / 2)
    assert len(cards(world)) == 1
    assert world.channel.pinned_messages() == []
    await world.pass_until(NINE + DAY)
    (_, second) = cards(world)
    assert [each.id for each in world.channel.pinned_messages()] == [second.id]


async def test_a_post_found_after_an_outage_gets_its_extras(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world, pin=True)
    send: Any = discord.TextChannel.send

    async def lose_connection(*arguments: object, **options: object) -> discord.Message:
        await send(*arguments, **options)
        raise OSError("the connection broke")

    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", lose_connection)
        await world.pass_until(NINE)
    assert await last_post(world) == ("claimed", Trouble.DISCORD)
    await world.pass_time(600)
    (post,) = cards(world)
    assert [each.id for each in world.channel.pinned_messages()] == [post.id]
