"""Helpers that mention the bot, and read its replies."""

import discord
from simcord.actors import MemberActor
from simcord.results import ResponseMessage

from tests.support.world import World


def bot_id(world: World) -> int:
    assert world.env.bot.user
    return world.env.bot.user.id


def replies(world: World) -> list[ResponseMessage]:
    """Return the bot's messages in the channel, oldest first."""
    stored = world.env.backend.messages.get(world.channel.id, {})
    mine = [each for each in stored.values() if each.author_id == bot_id(world)]
    return [ResponseMessage(world.env, each) for each in mine]


async def ask(
    world: World, text: str, by: MemberActor | None = None, **rest: object
) -> discord.Message:
    asker = by or world.reader
    return await asker.send(world.channel, f"<@{bot_id(world)}> {text}", **rest)  # type: ignore[arg-type]


async def answer_to(world: World, text: str, **rest: object) -> ResponseMessage:
    await ask(world, text, **rest)  # type: ignore[arg-type]
    return replies(world)[-1]
