"""Attempts at a post, and the search for earlier ones."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from bot.daily.loop import PostingLoop
from facts.daily.management import DailyFacts
from facts.daily.post import Post, PostState
from facts.daily.schedule import Trouble
from facts.daily.turn import Ballot
from facts.model.entities import LibraryId
from tests.support.daily_world import (
    MINUTE,
    NINE,
    clear_outages,
    inject_outages,
    last_post,
    run_daily,
    set_up,
)
from tests.support.world import World

pytestmark = pytest.mark.slow

SEND: Any = discord.TextChannel.send
HISTORY: Any = discord.TextChannel.history


async def get_post(world: World) -> Post:
    ((_, post),) = await world.store.schedules.schedules(LibraryId(world.server.id))
    assert post is not None
    return post


def count_searches(world: World) -> int:
    """Return how many pages of the channel's history were read."""
    path = f"/channels/{world.channel.id}/messages"
    return sum((each.method, each.path) == ("GET", path) for each in world.env.http_requests)


def break_connection(monkeypatch: pytest.MonkeyPatch, *, arrives: bool, times: int = 1) -> None:
    """Break the connection while a post is sent.

    So its arrival is unknown.
    """
    left = times

    async def broken(*arguments: object, **options: object) -> discord.Message:
        nonlocal left
        if not left:
            return await SEND(*arguments, **options)  # type: ignore[no-any-return]
        left -= 1
        if arrives:
            await SEND(*arguments, **options)
        raise OSError("the connection broke")

    monkeypatch.setattr(discord.TextChannel, "send", broken)


@pytest.mark.slow
@pytest.mark.parametrize(
    "posting_limits",
    # The timers of this process stop, as if another one looked every five minutes.
    [PostingLimits(longest_nap=300.0, attempt_timeout=3_600.0)],
)
async def test_a_suspended_process_does_not_send_after_its_lease(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    ballot, was_suspended = DailyFacts.ballot, False

    async def wait_past_lease(*arguments: Any) -> Ballot:  # noqa: ANN401 (whatever it takes)
        nonlocal was_suspended
        if not was_suspended:
            was_suspended = True
            await asyncio.sleep(1_800)
        return await ballot(*arguments)

    monkeypatch.setattr(DailyFacts, "ballot", wait_past_lease)
    await world.pass_until(NINE + 20 * MINUTE)
    assert was_suspended
    assert len(world.posts()) == 1
    await world.pass_until(NINE + 40 * MINUTE)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_a_post_that_discord_refused_is_sent_again_without_a_search(
    world: World, status: int
) -> None:
    await set_up(world)
    inject_outages(world, status=status, times=2)
    await world.pass_until(NINE)
    post = await get_post(world)
    assert (post.state, post.is_unsure, post.unsent_attempts) == (PostState.CLAIMED, False, 1)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert count_searches(world) == 0


@pytest.mark.parametrize(
    "posting_limits", [PostingLimits(longest_nap=86_400.0, first_retry_after=0.0)]
)
async def test_a_post_refused_after_a_retry_is_searched_for(world: World) -> None:
    await set_up(world)
    inject_outages(world, status=403, times=1)
    await world.pass_time(600)
    await world.pass_until(NINE + 10 * MINUTE)
    assert len(world.posts()) == 1
    assert count_searches(world) == 1


@pytest.mark.parametrize("status", [500, 503])
async def test_a_post_is_searched_for_after_an_error_of_discord(world: World, status: int) -> None:
    await set_up(world)
    inject_outages(world, status=status)
    await world.pass_until(NINE + MINUTE / 2)
    clear_outages(world)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert count_searches(world) == 1


@pytest.mark.slow
async def test_a_search_starts_at_the_last_message_before_the_post(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    await world.pass_until(NINE - MINUTE)
    for n in range(150):
        await world.reader.send(world.channel, f"talk {n}")
    await world.pass_until(NINE - MINUTE / 2)
    await world.reader.send(world.channel, "the last before")
    break_connection(monkeypatch, arrives=True)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)
    assert count_searches(world) == 1


async def test_a_wrong_clock_still_finds_the_post(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    await world.pass_until(NINE - MINUTE)
    await world.reader.send(world.channel, "the last before")
    break_connection(monkeypatch, arrives=True)
    world.clock.error = timedelta(hours=3)
    bot: Any = world.env.bot
    bot.dispatcher.registry.service(PostingLoop).wake()
    await world.pass_time(1_200)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


@pytest.mark.slow
@pytest.mark.parametrize("arrives", [True, False])
async def test_a_long_search_continues_where_it_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch, *, arrives: bool
) -> None:
    await set_up(world)
    seen: list[int] = []

    async def slow(*arguments: object, **options: object) -> AsyncIterator[discord.Message]:
        async for message in HISTORY(*arguments, **options):
            await asyncio.sleep(DEFAULT_LIMITS.attempt_timeout / 4)
            seen.append(message.id)
            yield message

    monkeypatch.setattr(discord.TextChannel, "history", slow)
    break_connection(monkeypatch, arrives=arrives)
    await world.pass_until(NINE - MINUTE)
    await world.reader.send(world.channel, "before")
    await world.pass_until(NINE)
    for n in range(20):
        await world.reader.send(world.channel, f"talk {n}")
    await world.pass_time(3_600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)
    assert len(set(seen)) == len(seen) == (2 if arrives else 21)


async def test_a_refused_post_moves_to_the_new_channel(
    world: World,
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    world.forbid("send_messages")
    await world.pass_until(NINE)
    await run_daily(world, "edit", channel=other)
    await world.pass_time(600)
    assert (len(world.posts()), len(world.posts(other))) == (0, 1)
    assert await last_post(world) == (PostState.SENT, None)
    assert (await get_post(world)).channel == other.id


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_post_that_may_have_arrived_is_searched_for_before_it_moves(
    world: World, monkeypatch: pytest.MonkeyPatch, *, arrives: bool
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    break_connection(monkeypatch, arrives=arrives)
    await world.pass_until(NINE)
    await run_daily(world, "edit", channel=other)
    await world.pass_time(600)
    assert (len(world.posts()), len(world.posts(other))) == (arrives, not arrives)
    assert await last_post(world) == (PostState.SENT, None)


async def test_a_post_does_not_move_if_the_bot_cannot_search(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    break_connection(monkeypatch, arrives=True)
    await world.pass_until(NINE)
    world.forbid("read_message_history")
    await run_daily(world, "edit", channel=other)
    await world.pass_time(1_200)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.NOT_ALLOWED)
    world.forbid()
    await world.pass_time(3_600)
    assert (len(world.posts()), len(world.posts(other))) == (1, 0)


async def test_a_moved_post_with_unknown_arrival_is_searched_for_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    world.forbid("send_messages")
    await world.pass_until(NINE)
    await run_daily(world, "edit", channel=other)
    break_connection(monkeypatch, arrives=True)
    await world.pass_time(1_200)
    assert (len(world.posts()), len(world.posts(other))) == (0, 1)
    assert await last_post(world) == (PostState.SENT, None)


async def test_a_copy_by_another_bot_is_not_the_post(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    break_connection(monkeypatch, arrives=True)
    await world.pass_until(NINE)
    copied = world.env.backend.messages[world.channel.id][world.posts()[0].id]
    copied.author_id = world.other.user.id
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)
    assert (await get_post(world)).message == world.posts()[0].id != copied.id
