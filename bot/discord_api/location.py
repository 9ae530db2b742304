"""Where somebody asks, and what is seen from there."""

from dataclasses import dataclass
from typing import Any

import discord

from facts.model.entities import SHARED_LIBRARY, ChannelId, LibraryId


@dataclass(frozen=True, slots=True)
class Location:
    """A library, and the channel it is asked in.

    `channels` are the ids of the channel and of the one that it inherits from (a thread or a post
    of a forum has one), the nearest first; none outside of a server that has the bot.
    """

    library: LibraryId = SHARED_LIBRARY
    channels: tuple[ChannelId, ...] = ()


def locate_interaction(interaction: discord.Interaction[Any]) -> Location:
    """Return the place of an interaction.

    A server that has not installed the bot itself, where somebody brought it along, is none.
    """
    brought = interaction.is_user_integration() and not interaction.is_guild_integration()
    if brought or not interaction.guild_id or not interaction.channel_id:
        return Location()
    return _server_location(interaction.guild_id, interaction.channel_id, interaction.channel)


def locate_message(message: discord.Message) -> Location:
    """Return the place of a message; a direct message has the shared library only."""
    if message.guild is None:
        return Location()
    return _server_location(message.guild.id, message.channel.id, message.channel)


def _server_location(server: int, channel: int, known: object) -> Location:
    parent = getattr(known, "parent_id", None)
    here = ChannelId(channel)
    return Location(LibraryId(server), (here, ChannelId(parent)) if parent else (here,))
