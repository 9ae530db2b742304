"""What goes with a post, a thread, a pin, its publication, is done once, also after a crash."""

import asyncio
from datetime import timedelta

import pytest
from simcord.builders import ChannelHandle
from simcord.results import ResponseMessage

from bot.daily import extras
from tests.support.daily_world import DAY, MINUTE, NINE, clear_outages, run_daily, set_up
from tests.support.world import World

pytestmark = pytest.mark.usefixtures("sound_sleep")


async def comes_back(world: World, moment: timedelta) -> None:
    """Let the bot die, and another one come some time later."""
    world.env.backend.advance_clock(moment.total_seconds())
    await world.restart()
    await world.pass_time(30)


def dies_before(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Let the process die before something is done to a post."""

    async def dying(*_: object, **__: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(f"bot.daily.extras.{step}", dying)


def cards(world: World, channel: ChannelHandle | None = None) -> list[ResponseMessage]:
    """Return the posts alone, without what Discord itself says of pins and threads."""
    return [each for each in world.posts(channel) if each.components]


def published(world: World) -> int:
    return sum(each.path.endswith("/crosspost") for each in world.env.http_requests)


async def test_what_a_process_that_died_left_undone_is_done_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = world.server.create_news_channel("news")
    await set_up(world, channel=news, thread=True, pin=True, publish=True)
    with monkeypatch.context() as patch:
        dies_before(patch, "apply_extras")
        await world.pass_until(NINE)
    assert (news.threads, news.pinned_messages(), published(world)) == ([], [], 0)
    for _ in range(2):
        await comes_back(world, 12 * MINUTE)
        (post,) = cards(world, news)
        assert [each.id for each in news.pinned_messages()] == [post.id]
        assert len(news.threads) == 1
        assert published(world) == 1


async def test_what_was_done_before_the_process_died_is_not_done_again(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    news = world.server.create_news_channel("news")
    await set_up(world, channel=news, thread=True, pin=True, publish=True)
    done = extras.apply_extras

    async def dying(*arguments: object) -> bool:
        await done(*arguments)  # type: ignore[arg-type]
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(extras, "apply_extras", dying)
        await world.pass_until(NINE)
    before = len(world.env.http_requests)
    await comes_back(world, 12 * MINUTE)
    (post,) = cards(world, news)
    assert [each.id for each in news.pinned_messages()] == [post.id]
    assert len(news.threads) == 1
    assert not [each for each in world.env.http_requests[before:] if each.method == "PUT"]
    assert "undressed" not in caplog.text


async def test_a_post_that_is_dressed_late_takes_no_later_ones_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world, pin=True)
    with monkeypatch.context() as patch:
        dies_before(patch, "apply_extras")
        await world.pass_until(NINE)
    await run_daily(world, "post")
    (_, extra) = cards(world)
    await comes_back(world, 12 * MINUTE)
    assert [each.id for each in world.channel.pinned_messages()] == [extra.id]


async def test_a_pin_that_was_set_takes_the_earlier_ones_place_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world, pin=True)
    await world.pass_until(NINE + DAY - MINUTE)
    with monkeypatch.context() as patch:
        dies_before(patch, "apply_extras")
        await world.pass_until(NINE + DAY)
    (_, second) = cards(world)
    world.env.backend.set_pinned(world.channel.id, second.id, True)
    assert len(world.channel.pinned_messages()) == 2
    await comes_back(world, 12 * MINUTE)
    assert [each.id for each in world.channel.pinned_messages()] == [second.id]


@pytest.mark.parametrize(("status", "threads"), [(503, 1), (403, 0)])
async def test_what_discord_fails_to_do_is_done_later_and_what_it_refuses_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch, status: int, threads: int
) -> None:
    await set_up(world, thread=True)
    await world.pass_until(NINE - MINUTE)
    monkeypatch.setattr("bot.daily.loop._LONGEST_NAP", 120.0)
    path = f"/channels/{world.channel.id}/messages/*/threads"
    world.env.inject_error("POST", path, status=status, times=None)
    await world.pass_time(300)
    assert (len(cards(world)), len(world.channel.threads)) == (1, 0)
    clear_outages(world)
    await world.pass_time(1_200)
    assert len(world.channel.threads) == threads


async def test_a_message_that_was_deleted_is_left_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(world, thread=True)
    with monkeypatch.context() as patch:
        dies_before(patch, "apply_extras")
        await world.pass_until(NINE)
    (post,) = cards(world)
    world.env.backend.delete_message(world.channel.id, post.id)
    await comes_back(world, 12 * MINUTE)
    assert await world.store.schedules.with_pending_extras(NINE + DAY, 1) == ()
