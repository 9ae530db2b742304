"""Where a user asks: library and channel."""

from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import app_commands

from facts.model.entities import SHARED_LIBRARY, ChannelId, LibraryId

SERVER_CONTEXT: Final = app_commands.AppCommandContext(
    guild=True, dm_channel=False, private_channel=False
)
"""Where commands for servers are offered.

All is said: discord.py takes what is left out from the defaults of the command tree.
"""
SERVER_INSTALL: Final = app_commands.AppInstallationType(guild=True, user=False)


@dataclass(frozen=True, slots=True)
class Location:
    """A library, and the channel that a user asks in.

    `channels` holds the id of the channel, then that of its parent if it is a thread or a forum
    post. It is empty outside servers that installed the bot.
    """

    library: LibraryId = SHARED_LIBRARY
    channels: tuple[ChannelId, ...] = ()


def locate_interaction(interaction: discord.Interaction[Any]) -> Location:
    """Return the location of an interaction.

    A server where only the user installed the bot counts as no server.
    """
    if not interaction.guild_id or not interaction.channel_id or is_user_install(interaction):
        return Location()
    return _server_location(interaction.guild_id, interaction.channel_id, interaction.channel)


def is_user_install(interaction: discord.Interaction[Any]) -> bool:
    """Return whether the bot is here only because the user installed it.

    In the bot's own direct messages, it is here anyway.
    """
    if interaction.guild_id is None:
        return interaction.context.private_channel
    return interaction.is_user_integration() and not interaction.is_guild_integration()


def locate_message(message: discord.Message) -> Location:
    """Return the location of a message; direct messages use the shared library."""
    if message.guild is None:
        return Location()
    return _server_location(message.guild.id, message.channel.id, message.channel)


def locate_thread(thread: discord.Thread) -> Location:
    """Return the location of a thread or a post."""
    return _server_location(thread.guild.id, thread.id, thread)


def _server_location(server: int, channel: int, cached: object) -> Location:
    parent = getattr(cached, "parent_id", None)
    here = ChannelId(channel)
    return Location(LibraryId(server), (here, ChannelId(parent)) if parent else (here,))
