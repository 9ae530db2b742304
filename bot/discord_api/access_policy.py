"""Where the bot may be used, as its operator decides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import discord

from bot.discord_api.location import is_user_install


class Refusal(StrEnum):
    """A place where the bot may not be used."""

    SERVER = "server"
    DIRECT_MESSAGE = "direct message"
    USER_INSTALL = "user install"


@dataclass(frozen=True, slots=True)
class AccessPolicy:
    """The servers that may use the bot, and whether it answers elsewhere.

    No `servers` means all. A user install is one that only a user made: its answers depend on
    `user_installs`, whatever the server.
    """

    servers: frozenset[int] = frozenset()
    direct_messages: bool = True
    user_installs: bool = True

    def allows_server(self, server: int) -> bool:
        """Return whether a server may use the bot."""
        return not self.servers or server in self.servers

    def refuse(
        self, place: discord.Interaction[Any] | discord.Message | discord.Thread
    ) -> Refusal | None:
        """Return why the bot may not be used where an interaction, message or post is from."""
        if isinstance(place, discord.Interaction) and is_user_install(place):
            return None if self.user_installs else Refusal.USER_INSTALL
        server = place.guild_id if isinstance(place, discord.Interaction) else _server_of(place)
        if server is None:
            return None if self.direct_messages else Refusal.DIRECT_MESSAGE
        return None if self.allows_server(server) else Refusal.SERVER


def _server_of(place: discord.Message | discord.Thread) -> int | None:
    return place.guild.id if place.guild else None


EVERYWHERE = AccessPolicy()
"""The policy unless the operator sets another."""
