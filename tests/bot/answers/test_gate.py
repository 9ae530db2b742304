"""Where the operator does not allow the bot, it answers only with the reason."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.app.features import FEATURES
from bot.daily.attempt import PostingLimits
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from facts.model.entities import LibraryId
from storage.store import SqliteStore
from tests.bot.app.test_features import MADE_UP
from tests.support.daily_world import DAY, NINE, set_up
from tests.support.mentioning import ask, bot_id, replies
from tests.support.world import World, buttons, message_of, open_world, press, text_of

ELSEWHERE = AccessPolicy(frozenset({4242}))
NO_SERVER = "The operator of this bot chose the servers that may use it."
NO_DIRECT = "This bot does not answer in direct messages."
NO_INSTALL = "This bot answers only in servers that have installed it"


@pytest.fixture
async def world(naps: SqliteStore) -> AsyncIterator[World]:
    limits = PostingLimits(longest_nap=86_400.0)
    async with open_world(naps, features=(*FEATURES, MADE_UP), limits=limits) as opened:
        yield opened


def assert_refused(answer: InteractionResult, reason: str) -> None:
    assert answer.ephemeral
    assert reason in text_of(answer)
    assert "naps" not in text_of(answer)


async def test_a_server_that_is_not_allowed_gets_only_the_reason(world: World) -> None:
    card = await world.reader.slash(world.channel, "topic", name="pn")
    form = await world.reader.slash(world.channel, "wish", number=7)
    message = await world.other.send(world.channel, "Long naps leave people drowsy.")
    await world.restart(access=ELSEWHERE)
    before = text_of(card)
    refused = [
        await world.reader.slash(world.channel, "topic", name="pn"),
        await world.manager.slash(world.channel, "daily add", time="9:00", zone="UTC"),
        await world.reader.context_menu(world.channel, "Find facts", message),
        await press(world.reader, card, "›"),
        await press(world.other, card, "Sources"),
        await world.reader.submit_modal(form, {"wish": "snow"}),
    ]
    for each in refused:
        assert_refused(each, NO_SERVER)
    assert text_of(card) == before
    assert await world.reader.autocomplete(world.channel, "topic", "name", "pow") == []
    assert await world.store.schedules.schedules(LibraryId(world.server.id)) == ()


async def test_a_server_that_is_not_allowed_gets_no_answer_to_a_mention(world: World) -> None:
    question = await ask(world, "pn")
    before = text_of(replies(world)[0])
    await world.restart(access=ELSEWHERE)
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    await ask(world, "night shifts")
    (only,) = replies(world)
    assert text_of(only) == before


async def test_a_server_that_is_allowed_is_answered(world: World) -> None:
    await world.restart(access=AccessPolicy(frozenset({world.server.id})))
    assert "## power naps" in text_of(await world.reader.slash(world.channel, "topic", name="pn"))
    assert await world.reader.autocomplete(world.channel, "topic", "name", "pow")
    await ask(world, "pn")
    assert "## power naps" in text_of(replies(world)[-1])


async def test_a_server_that_is_not_allowed_gets_no_fact_of_the_day(world: World) -> None:
    await set_up(world)
    await world.restart(access=ELSEWHERE)
    await world.pass_until(NINE + DAY / 2)
    assert world.posts() == []
    await world.restart(access=EVERYWHERE)
    await world.pass_until(NINE + DAY)
    assert len(world.posts()) == 1


@pytest.mark.parametrize("is_allowed", [True, False])
async def test_only_a_server_that_is_allowed_is_greeted(world: World, is_allowed: bool) -> None:
    await world.restart(access=EVERYWHERE if is_allowed else ELSEWHERE)
    other = world.env.create_guild("another team")
    hall = other.create_text_channel("hall")
    world.env.backend.get_guild(other.id).system_channel_id = hall.id
    server: Any = world.env.bot.get_guild(other.id)
    server._system_channel_id = hall.id  # noqa: SLF001 (as if it were created with the channel)
    world.env.bot.dispatch("guild_join", server)
    await world.env.settle()
    assert (hall.last_message is not None) == is_allowed


async def test_direct_messages_can_be_turned_off(world: World) -> None:
    stranger = world.env.create_user("stranger")
    card = await stranger.slash("topic", name="pn")
    await world.restart(access=AccessPolicy(direct_messages=False))
    assert_refused(await stranger.slash("topic", name="pn"), NO_DIRECT)
    sources = buttons(card)["Sources"]["custom_id"]
    assert_refused(await stranger.click(message_of(card), custom_id=sources), NO_DIRECT)
    assert await stranger.autocomplete("topic", "name", "pow") == []
    await stranger.send_dm("pn")
    (refusal,) = [each for each in world.posts(stranger.dm_channel) if NO_DIRECT in text_of(each)]
    assert "naps" not in text_of(refusal)
    assert not (await world.reader.slash(world.channel, "topic", name="pn")).ephemeral


async def test_user_installs_can_be_turned_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Interaction, "is_user_integration", lambda _: True)
    monkeypatch.setattr(discord.Interaction, "is_guild_integration", lambda _: False)
    await world.restart(access=ELSEWHERE)
    assert "## power naps" in text_of(await world.reader.slash(world.channel, "topic", name="pn"))
    await world.restart(access=AccessPolicy(user_installs=False))
    assert_refused(await world.reader.slash(world.channel, "topic", name="pn"), NO_INSTALL)
    assert await world.reader.autocomplete(world.channel, "topic", "name", "pow") == []
    stranger = world.env.create_user("stranger")
    assert "## power naps" in text_of(await stranger.slash("topic", name="pn"))


async def test_about_says_who_reads_the_shared_library(world: World) -> None:
    about = await world.reader.slash(world.channel, "about")
    assert "Everyone who can use this bot can read its shared library." in text_of(about)
