"""Which messages are questions to the bot."""

import discord
import pytest

from bot.mentions.listener import parse_message
from bot.queries.unresolved import UnresolvedQuestion
from tests.support.mentioning import ask, bot_id, replies
from tests.support.world import World


async def mention(world: World) -> discord.Message:
    """Return a message with a mention that the bot did not receive."""
    message = await world.reader.send(world.channel, "pn")
    message.content = f"<@{bot_id(world)}> pn"
    return message


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("webhook_id", 7),
        ("mention_everyone", True),
        ("type", discord.MessageType.pins_add),
        ("type", discord.MessageType.thread_created),
        ("type", discord.MessageType.channel_name_change),
        ("content", "pn"),
        ("content", "<@1> <@&2> @Footnote pn"),
    ],
)
async def test_each_single_reason_stops_an_answer(world: World, part: str, value: object) -> None:
    assert world.env.bot.user
    message = await mention(world)
    assert parse_message(message, world.env.bot.user) == UnresolvedQuestion("pn")
    setattr(message, part, value)
    assert parse_message(message, world.env.bot.user) is None


async def test_the_old_format_of_a_mention_works(world: World) -> None:
    assert world.env.bot.user
    message = await mention(world)
    message.content = f"<@!{bot_id(world)}> pn"
    assert parse_message(message, world.env.bot.user) == UnresolvedQuestion("pn")


async def test_a_mention_of_everyone_gets_no_answer(world: World) -> None:
    calls = discord.Permissions(mention_everyone=True)
    role = world.server.create_role("caller", permissions=calls)
    caller = world.server.add_member(world.env.create_user("caller"), roles=[role])
    message = await ask(world, "@everyone pn", caller)
    assert message.mention_everyone
    await ask(world, "@here pn", caller)
    assert replies(world) == []
