"""The message to a server that the bot has joined."""

from typing import Any

import discord
import pytest

from tests.support.curating import form_values
from tests.support.world import World, press, text_of


async def test_a_new_server_is_greeted_in_its_system_channel(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = world.env.create_guild("newcomers")
    channel = server.create_text_channel("general")
    manages = server.create_role("owner", permissions=discord.Permissions(manage_guild=True))
    owner = server.add_member(world.env.create_user("owner"), roles=[manages])
    bot: Any = world.env.bot
    joined = bot.get_guild(server.id)
    # SimCord's servers have no system channel
    monkeypatch.setattr(discord.Guild, "system_channel", joined.get_channel(channel.id))
    await bot.on_guild_join(joined)
    (greeting,) = world.posts(channel)
    assert len(text_of(greeting).splitlines()) == 3
    assert form_values(await press(owner, greeting, "Add a first fact"))["fact"] == ""
    assert "#" in text_of(await press(owner, greeting, "Try an example"))
