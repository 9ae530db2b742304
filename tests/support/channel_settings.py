"""Helpers that set channels, and mention the bot in them."""

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult, ResponseMessage

from tests.support.world import World


async def set_channel(
    moderator: MemberActor, world: World, name: str, at: ChannelHandle | None = None, **to: object
) -> InteractionResult:
    return await moderator.slash(at or world.channel, f"channel {name}", **to)


async def mention(world: World, text: str, at: ChannelHandle | None = None) -> ResponseMessage:
    assert world.env.bot.user
    channel = at or world.channel
    await world.reader.send(channel, f"<@{world.env.bot.user.id}> {text}")
    assert channel.last_message
    stored = world.env.backend.get_message(channel.id, channel.last_message.id)
    return ResponseMessage(world.env, stored)


async def thread_in(world: World) -> ChannelHandle:
    start = await world.reader.send(world.channel, "let us talk")
    made = await start.create_thread(name="a thread")
    return next(each for each in world.channel.threads if each.id == made.id)


async def post_in(world: World, forum: ChannelHandle) -> ChannelHandle:
    known = world.env.bot.get_channel(forum.id)
    assert isinstance(known, discord.ForumChannel)
    made = (await known.create_thread(name="a post", content="What helps?")).thread
    return next(each for each in forum.threads if each.id == made.id)
