"""A problem that managers can fix is reported to them, once."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from bot.daily.attempt import PostingLimits
from facts.daily.post import PostState
from facts.daily.schedule import Trouble
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.daily_world import (
    DAY,
    MINUTE,
    NINE,
    clear_outages,
    inject_outages,
    last_post,
    set_up,
)
from tests.support.world import World, markdown_of, open_world, text_of

pytestmark = pytest.mark.slow


async def test_an_outage_until_the_end_of_the_window_is_reported(
    world: World,
) -> None:
    await set_up(world, late=1)
    inject_outages(world)
    await world.pass_until(NINE + timedelta(hours=2))
    assert await last_post(world) == (PostState.FAILED, Trouble.DISCORD)
    (report,) = world.posts(world.manager_dms())
    assert "Discord did not accept it" in text_of(report)
    assert "There is no post that day." in text_of(report)
    clear_outages(world)
    await world.pass_until(NINE + DAY)
    assert len(world.posts()) == 1


async def test_a_withdrawn_permission_is_reported_once_to_the_creator(world: World) -> None:
    await set_up(world)
    world.forbid("send_messages")
    await world.pass_until(NINE + 2 * DAY)
    assert world.posts() == []
    (report,) = world.posts(world.manager_dms())
    assert "I am missing a permission there: Send Messages" in text_of(report)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.NOT_ALLOWED)
    world.forbid()
    await world.pass_time(3_600)
    assert len(world.posts()) == 1


async def test_an_outage_does_not_repeat_a_report(world: World) -> None:
    await set_up(world)
    world.forbid("send_messages")
    await world.pass_until(NINE + 2 * MINUTE)
    world.forbid()
    inject_outages(world)
    await world.pass_until(NINE + 20 * MINUTE)
    assert await last_post(world) == (PostState.CLAIMED, Trouble.DISCORD)
    world.forbid("send_messages")
    await world.pass_until(NINE + timedelta(hours=1))
    assert await last_post(world) == (PostState.CLAIMED, Trouble.NOT_ALLOWED)
    assert len(world.posts(world.manager_dms())) == 1


async def test_the_system_channel_gets_the_report_if_the_creator_blocks_messages(
    world: World,
) -> None:
    system = world.server.create_text_channel("system")
    world.env.backend.edit_guild(world.server.id, {"system_channel_id": system.id})
    await set_up(world)
    world.forbid("send_messages")
    path = f"/channels/{world.manager_dms().id}/messages"
    world.env.inject_error("POST", path, status=403, code=50007)
    await world.pass_until(NINE + 2 * DAY)
    assert world.posts(world.manager_dms()) == []
    (report,) = world.posts(system)
    assert "I am missing a permission there: Send Messages" in text_of(report)


async def test_a_deleted_channel_is_reported_once_and_can_be_replaced(world: World) -> None:
    await set_up(world)
    other = world.server.create_text_channel("other")
    world.env.backend.delete_channel(world.channel.id)
    await world.pass_until(NINE + MINUTE)
    (report,) = world.posts(world.manager_dms())
    assert "the channel was deleted" in text_of(report)
    await world.manager.slash(other, "daily edit", channel=other)
    await world.pass_until(NINE + 10 * MINUTE)
    assert len(world.posts(other)) == 1
    await world.pass_until(NINE + DAY)
    assert len(world.posts(other)) == 2
    assert len(world.posts(world.manager_dms())) == 1


async def test_a_deleted_role_is_reported_once_and_not_pinged(world: World) -> None:
    role = world.server.create_role("readers", mentionable=True)
    await set_up(world, role=role)
    await world.pass_until(NINE)
    assert f"\n-# Fact of the day · <@&{role.id}>\n" in markdown_of(world.posts()[0])
    world.env.backend.delete_role(world.server.id, role.id)
    await world.pass_until(NINE + 2 * DAY)
    assert [str(role.id) in markdown_of(post) for post in world.posts()] == [True, False, False]
    (report,) = world.posts(world.manager_dms())
    assert "come without a ping" in text_of(report)


async def test_a_server_that_removed_the_bot_gets_no_request_and_no_report(
    world: World,
) -> None:
    await set_up(world)
    await world.pass_until(NINE - MINUTE)
    world.env.backend.remove_guild(world.server.id)
    before = len(world.env.http_requests)
    await world.pass_until(NINE + DAY + 7 * timedelta(hours=1))
    assert world.env.http_requests[before:] == []
    assert await last_post(world) == (PostState.FAILED, Trouble.SERVER_GONE)


async def test_an_unavailable_server_still_gets_its_post(world: World) -> None:
    await set_up(world)
    await world.pass_until(NINE - MINUTE)
    (server,) = world.env.bot.guilds
    server.unavailable = True
    await world.pass_until(NINE)
    assert len(world.posts()) == 1


async def test_an_empty_library_allows_no_schedule(store: SqliteStore) -> None:
    async with open_world(store) as world:
        answer = await set_up(world)
        assert "The library is empty" in text_of(answer)
        assert "There are none yet" in text_of(
            await world.manager.slash(world.channel, "daily list")
        )


async def test_an_emptied_library_is_reported_and_posts_again_once_it_has_facts(
    path: str, store: SqliteStore, posting_limits: PostingLimits
) -> None:
    await add(store, fact_draft("Short naps help."))
    async with open_world(store, limits=posting_limits) as world:
        await set_up(world)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("DELETE FROM fact")
        await world.pass_until(NINE + MINUTE)
        (report,) = world.posts(world.manager_dms())
        assert "no fact matches its filter" in text_of(report)
        assert await last_post(world) == (PostState.CLAIMED, Trouble.NO_FACT)
        await add(store, fact_draft("Long naps leave people drowsy."))
        await world.pass_time(3_600)
        (post,) = world.posts()
        assert "Long naps leave people drowsy." in text_of(post)
