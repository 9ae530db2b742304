"""The bot writes in public for a user only where the user may write."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from tests.support.channel_settings import post_in, thread_in
from tests.support.mentioning import bot_id, replies
from tests.support.rights import add_administrator, deny, lock, time_out
from tests.support.world import World, buttons, press, text_of

pytestmark = pytest.mark.slow


async def open_topic(
    actor: MemberActor, at: ChannelHandle, *, private: bool = False
) -> InteractionResult:
    return await actor.slash(at, "topic", name="pn", private=private)


async def open_place(world: World, place: str) -> tuple[ChannelHandle, ChannelHandle]:
    """Return a place to write in, and the channel that sets its permissions."""
    if place == "thread":
        return await thread_in(world), world.channel
    if place == "post":
        forum = world.server.create_forum_channel("forum")
        return await post_in(world, forum), forum
    if place == "text":
        channel = world.server.create_text_channel(place)
    elif place == "voice":
        channel = world.server.create_voice_channel(place)
    else:
        channel = world.server.create_news_channel(place)
    return channel, channel


NEEDED = {
    "text": "send_messages",
    "voice": "send_messages",
    "announcements": "send_messages",
    "thread": "send_messages_in_threads",
    "post": "send_messages_in_threads",
}


@pytest.mark.parametrize("place", NEEDED)
async def test_a_user_who_may_not_write_gets_private_answers_and_cannot_share(
    world: World, place: str
) -> None:
    at, channel = await open_place(world, place)
    before = await open_topic(world.reader, at, private=True)
    public = await open_topic(world.reader, at)
    deny(world, world.reader, NEEDED[place], channel=channel)
    last = at.last_message
    answer = await open_topic(world.reader, at)
    assert answer.ephemeral
    assert "## power naps" in text_of(answer)
    assert "Share here" not in buttons(answer)
    refused = await press(world.reader, before, "Share here")
    assert refused.ephemeral
    in_threads = " in Threads" if "threads" in NEEDED[place] else ""
    assert f"not shared: you are missing **Send Messages{in_threads}** here." in text_of(refused)
    turned = await press(world.reader, public, "›")
    assert turned.ephemeral
    assert "Sleep is the best meditation." not in text_of(public)
    assert at.last_message == last


@pytest.mark.parametrize("place", NEEDED)
async def test_only_the_permission_of_the_place_counts(world: World, place: str) -> None:
    at, channel = await open_place(world, place)
    other = {"send_messages", "send_messages_in_threads"} - {NEEDED[place]}
    deny(world, world.reader, *other, channel=channel)
    assert not (await open_topic(world.reader, at)).ephemeral
    private = await open_topic(world.reader, at, private=True)
    await press(world.reader, private, "Share here")
    assert "Shared here" in buttons(private)


async def test_nobody_but_moderators_writes_in_a_locked_thread(
    world: World, moderator: MemberActor
) -> None:
    thread = await thread_in(world)
    lock(world, thread)
    assert (await open_topic(world.reader, thread)).ephemeral
    role = world.server.create_role("keeper", permissions=discord.Permissions(manage_threads=True))
    world.env.backend.add_member_role(world.server.id, moderator.id, role.id)
    assert not (await open_topic(moderator, thread)).ephemeral


async def test_a_user_who_is_timed_out_cannot_share(world: World) -> None:
    private = await open_topic(world.reader, world.channel, private=True)
    time_out(world, world.reader)
    refused = await press(world.reader, private, "Share here")
    assert "not shared: you are timed out." in text_of(refused)
    assert "Share here" in buttons(private)


async def test_an_administrator_writes_everywhere(world: World) -> None:
    administrator = add_administrator(world)
    deny(world, administrator, "send_messages")
    assert not (await open_topic(administrator, world.channel)).ephemeral


async def test_everyone_shares_in_direct_messages(world: World) -> None:
    stranger = world.env.create_user("stranger")
    private = await stranger.slash("topic", name="pn", private=True)
    assert private.response
    link = buttons(private)["Share here"]["custom_id"]
    shared = await stranger.click(private.response, custom_id=link)
    assert not shared.followups[0].ephemeral


async def test_a_user_who_may_no_longer_write_does_not_change_an_answer_by_an_edit(
    world: World,
) -> None:
    question = await world.reader.send(world.channel, f"<@{bot_id(world)}> pn")
    deny(world, world.reader, "send_messages")
    await world.reader.edit(question, f"<@{bot_id(world)}> night shifts")
    (answer,) = replies(world)
    assert "## power naps" in text_of(answer)
