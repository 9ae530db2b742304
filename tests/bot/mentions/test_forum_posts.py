"""New posts in a forum are answered by their title, where `/channel` says so."""

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import ResponseMessage

from tests.support.channel_settings import post_in, set_channel, thread_in
from tests.support.world import World, text_of


@pytest.fixture
async def forum(world: World, moderator: MemberActor) -> ChannelHandle:
    made = world.server.create_forum_channel("help")
    await set_channel(moderator, world, "answer-posts", channel=made)
    return made


async def open_post(world: World, forum: ChannelHandle, title: str) -> list[ResponseMessage]:
    """Open a post as a user, and return what the bot writes in it."""
    post = world.env.backend.create_thread(forum.id, title, world.reader.id, broadcast=False)
    world.env.backend.announce_thread_create(post)
    await world.env.settle()
    written = world.env.backend.messages[post.id].values()
    return [ResponseMessage(world.env, each) for each in written]


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("do long naps leave people drowsy?", "leave"),
        ("what is PN?", "## power naps"),
        ("power naps vs night shifts", "## power naps and night shifts"),
    ],
)
async def test_a_post_is_answered_by_its_title(
    world: World, forum: ChannelHandle, title: str, answer: str
) -> None:
    (written,) = await open_post(world, forum, title)
    assert answer in text_of(written)


@pytest.mark.parametrize(
    "title", ["who is on call today?", "help", "thanks", "random fact", "blorptastic quazzles"]
)
async def test_a_title_without_an_answer_gets_nothing(
    world: World, forum: ChannelHandle, title: str
) -> None:
    assert await open_post(world, forum, title) == []


async def test_other_forums_stay_silent(
    world: World, forum: ChannelHandle, moderator: MemberActor
) -> None:
    elsewhere = world.server.create_forum_channel("elsewhere")
    assert await open_post(world, elsewhere, "what is PN?") == []
    await set_channel(moderator, world, "answer-posts", on=False, channel=forum)
    assert await open_post(world, forum, "what is PN?") == []
    await set_channel(moderator, world, "answer-posts", channel=forum)
    assert len(await open_post(world, forum, "what is PN?")) == 1
    await set_channel(moderator, world, "clear", channel=forum)
    assert await open_post(world, forum, "what is PN?") == []


async def test_the_setting_is_shown(
    world: World, forum: ChannelHandle, moderator: MemberActor
) -> None:
    shown = text_of(await set_channel(moderator, world, "show", channel=forum))
    assert "New posts in this forum are answered by their title." in shown
    post = await post_in(world, forum)
    off = text_of(await set_channel(moderator, world, "answer-posts", post, on=False))
    assert "New posts" not in off
    assert f"<#{forum.id}>" in off


async def test_only_managers_set_it(world: World, forum: ChannelHandle) -> None:
    commands = await world.env.bot.tree.fetch_commands()  # type: ignore[attr-defined]
    (command,) = [each for each in commands if each.name == "channel"]
    world.server.set_command_permissions(command, {world.server.default_role: True})
    refused = await set_channel(world.reader, world, "answer-posts", on=False, channel=forum)
    assert "You need the permission Manage Channels" in text_of(refused)
    assert len(await open_post(world, forum, "what is PN?")) == 1


async def test_a_post_delivered_twice_is_answered_once(world: World, forum: ChannelHandle) -> None:
    (written,) = await open_post(world, forum, "what is PN?")
    thread = world.env.bot.get_channel(written.message.channel.id)
    world.env.bot.dispatch("thread_create", thread)
    await world.env.settle()
    assert len(world.env.backend.messages[written.message.channel.id]) == 1


async def test_its_own_posts_and_other_threads_get_nothing(
    world: World, forum: ChannelHandle, moderator: MemberActor
) -> None:
    own = await post_in(world, forum)
    assert len(world.env.backend.messages[own.id]) == 1
    await set_channel(moderator, world, "answer-posts")
    thread = await thread_in(world)
    assert not world.env.backend.messages[thread.id]


async def test_the_topics_of_the_forum_come_first(
    world: World, forum: ChannelHandle, moderator: MemberActor
) -> None:
    await set_channel(moderator, world, "focus", topic="night shifts", channel=forum)
    (written,) = await open_post(world, forum, "what harms sleep at night?")
    assert "This channel is about night shifts." in text_of(written)


async def test_a_failure_in_a_post_is_silent(world: World, forum: ChannelHandle) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=40058)
    assert await open_post(world, forum, "what is PN?") == []
