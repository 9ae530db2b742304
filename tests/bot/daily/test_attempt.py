"""What is known of the attempts at a post: looked for is only what may have arrived."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.daily import delivery, loop, sender
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

pytestmark = pytest.mark.usefixtures("sound_sleep")
SEND: Any = discord.TextChannel.send
HISTORY: Any = discord.TextChannel.history


async def post_of(world: World) -> Post:
    ((_, post),) = await world.store.schedules.schedules(LibraryId(world.server.id))
    assert post is not None
    return post


def looks(world: World) -> int:
    """Return how many pages of the channel were read."""
    path = f"/channels/{world.channel.id}/messages"
    return sum((each.method, each.path) == ("GET", path) for each in world.env.http_requests)


def breaks(monkeypatch: pytest.MonkeyPatch, *, arrives: bool, times: int = 1) -> None:
    """Break the connection while a post is sent, so that nobody can tell whether it arrived."""
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


async def test_a_process_that_was_held_up_sends_nothing_once_another_may_have(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    ballot, held_up = DailyFacts.ballot, False

    async def at_a_standstill(*arguments: Any) -> Ballot:  # noqa: ANN401 (whatever it takes)
        nonlocal held_up
        if not held_up:
            held_up = True
            await asyncio.sleep(1_800)
        return await ballot(*arguments)

    monkeypatch.setattr(DailyFacts, "ballot", at_a_standstill)
    monkeypatch.setattr(sender, "_ATTEMPT_TIMEOUT", 3_600.0)  # its timers stand still too
    monkeypatch.setattr(loop, "_LONGEST_NAP", 300.0)  # another process, so to speak
    await world.pass_until(NINE + 20 * MINUTE)
    assert held_up
    assert len(world.posts()) == 1
    await world.pass_until(NINE + 40 * MINUTE)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_what_discord_refused_is_sent_again_without_a_look(world: World, status: int) -> None:
    await set_up(world)
    inject_outages(world, status=status, times=2)
    await world.pass_until(NINE)
    post = await post_of(world)
    assert (post.state, post.is_unsure, post.unsent_attempts) == (PostState.CLAIMED, False, 1)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert looks(world) == 0


async def test_what_was_refused_only_when_it_was_repeated_is_looked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    inject_outages(world, status=403, times=1)
    monkeypatch.setattr(delivery, "_FIRST_RETRY_AFTER", 0.0)
    await world.pass_time(600)
    await world.pass_until(NINE + 10 * MINUTE)
    assert len(world.posts()) == 1
    assert looks(world) == 1


@pytest.mark.parametrize("status", [500, 503])
async def test_what_discord_failed_at_is_looked_for(world: World, status: int) -> None:
    await set_up(world)
    inject_outages(world, status=status)
    await world.pass_until(NINE + MINUTE / 2)
    clear_outages(world)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert looks(world) == 1


async def test_a_post_is_looked_for_from_the_last_message_before_it_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    await world.pass_until(NINE - MINUTE)
    for n in range(150):
        await world.reader.send(world.channel, f"talk {n}")
    await world.pass_until(NINE - MINUTE / 2)
    await world.reader.send(world.channel, "the last before")
    breaks(monkeypatch, arrives=True)
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)
    assert looks(world) == 1


async def test_a_clock_that_is_wrong_by_hours_finds_the_post_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    await world.pass_until(NINE - MINUTE)
    await world.reader.send(world.channel, "the last before")
    breaks(monkeypatch, arrives=True)
    bot: Any = world.env.bot
    loop_ = bot.dispatcher.registry.service(loop.PostingLoop)
    right = loop_._clock  # noqa: SLF001 (nothing else sets it while it runs)
    for keeper in (loop_, loop_._sender):  # noqa: SLF001
        monkeypatch.setattr(keeper, "_clock", lambda: right() + timedelta(hours=3))
    loop_.wake()
    await world.pass_time(1_200)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_look_that_takes_longer_than_an_attempt_goes_on_where_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch, *, arrives: bool
) -> None:
    await set_up(world)
    seen: list[int] = []

    async def slow(*arguments: object, **options: object) -> AsyncIterator[discord.Message]:
        async for message in HISTORY(*arguments, **options):
            await asyncio.sleep(sender._ATTEMPT_TIMEOUT / 4)  # noqa: SLF001
            seen.append(message.id)
            yield message

    monkeypatch.setattr(discord.TextChannel, "history", slow)
    breaks(monkeypatch, arrives=arrives)
    await world.pass_until(NINE - MINUTE)
    await world.reader.send(world.channel, "before")
    await world.pass_until(NINE)
    for n in range(20):
        await world.reader.send(world.channel, f"talk {n}")
    await world.pass_time(3_600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)
    assert len(set(seen)) == len(seen) == (2 if arrives else 21)


async def test_a_day_that_was_refused_goes_to_the_new_channel_of_its_schedule(
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
    assert (await post_of(world)).channel == other.id


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_day_of_which_nobody_knows_is_looked_for_before_it_goes_to_the_new_channel(
    world: World, monkeypatch: pytest.MonkeyPatch, *, arrives: bool
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    breaks(monkeypatch, arrives=arrives)
    await world.pass_until(NINE)
    await run_daily(world, "edit", channel=other)
    await world.pass_time(600)
    assert (len(world.posts()), len(world.posts(other))) == (arrives, not arrives)
    assert await last_post(world) == (PostState.SENT, None)


async def test_a_day_stays_where_nobody_may_look_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    breaks(monkeypatch, arrives=True)
    await world.pass_until(NINE)
    world.forbid("read_message_history")
    await run_daily(world, "edit", channel=other)
    await world.pass_time(1_200)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.NOT_ALLOWED)
    world.forbid()
    await world.pass_time(3_600)
    assert (len(world.posts()), len(world.posts(other))) == (1, 0)


async def test_what_broke_on_the_way_to_the_new_channel_is_looked_for_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.server.create_text_channel("other")
    await set_up(world)
    world.forbid("send_messages")
    await world.pass_until(NINE)
    await run_daily(world, "edit", channel=other)
    breaks(monkeypatch, arrives=True)
    await world.pass_time(1_200)
    assert (len(world.posts()), len(world.posts(other))) == (0, 1)
    assert await last_post(world) == (PostState.SENT, None)


async def test_another_bots_copy_of_a_post_is_not_taken_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world)
    breaks(monkeypatch, arrives=True)
    await world.pass_until(NINE)
    copied = world.env.backend.messages[world.channel.id][world.posts()[0].id]
    copied.author_id = world.other.user.id
    await world.pass_time(600)
    assert len(world.posts()) == 1
    assert await last_post(world) == (PostState.SENT, None)
    assert (await post_of(world)).message == world.posts()[0].id != copied.id
