"""Whether a member may use a command in a server, as its Integrations page says.

See https://docs.discord.com/developers/interactions/application-commands#permissions.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import discord

_ROLE: Final = 1
_USER: Final = 2
_CHANNEL: Final = 3
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PermissionOverrides:
    """The permissions that a server sets for a command or for the whole bot.

    `allowed` is whether the command is allowed, by the type and id of a role, user or channel.
    """

    server: int
    allowed: dict[tuple[int, int], bool] = field(default_factory=dict)

    def channel(self, channel: int) -> bool | None:
        """Return what is set for a channel, or else for all; None for nothing."""
        everywhere = self.allowed.get((_CHANNEL, self.server - 1))
        return self.allowed.get((_CHANNEL, channel), everywhere)

    def member(self, member: discord.Member) -> bool | None:
        """Return what is set for a member; None for nothing.

        The member's own setting comes first, then those of roles, then that of everyone. One role
        that is allowed is enough.
        """
        own = self.allowed.get((_USER, member.id))
        if own is not None:
            return own
        roles = [*self._of_roles(role.id for role in member.roles)]
        return any(roles) if roles else self.allowed.get((_ROLE, self.server))

    def _of_roles(self, roles: Iterable[int]) -> Iterator[bool]:
        for role in roles:
            if role != self.server and (_ROLE, role) in self.allowed:  # the server's id is everyone
                yield self.allowed[_ROLE, role]


async def can_use_command(interaction: discord.Interaction[Any], name: str) -> bool:
    """Return whether the user may use a server's command now.

    Discord checks this for a command but not for the buttons on its card, which stay there when a
    user loses the permission. Raises discord.HTTPException.
    """
    member = interaction.user
    if interaction.guild_id is None or not isinstance(member, discord.Member):
        return False
    if interaction.permissions.administrator:
        return True
    if member.is_timed_out() or not interaction.permissions.use_application_commands:
        return False
    own, general = await _fetch_overrides(interaction, name)
    if not _is_allowed_in(_channel_of(interaction), own, general):
        return False
    allowed = own.member(member)
    if allowed is None and general.member(member) is not False:
        needed = interaction.client.tree.get_command(name).default_permissions
        return needed is None or interaction.permissions >= needed
    return bool(allowed)


def _is_allowed_in(channel: int, own: PermissionOverrides, general: PermissionOverrides) -> bool:
    """Return whether a command may be used in a channel; its own setting comes first."""
    allowed = own.channel(channel)
    return (general.channel(channel) if allowed is None else allowed) is not False


def _channel_of(interaction: discord.Interaction[Any]) -> int:
    """Return the channel whose setting applies: that of a thread is its parent's."""
    return getattr(interaction.channel, "parent_id", None) or interaction.channel_id or 0


async def _fetch_overrides(
    interaction: discord.Interaction[Any], name: str
) -> tuple[PermissionOverrides, PermissionOverrides]:
    """Return what a server sets for a command, and for the whole bot."""
    http, application, server = (
        interaction.client.http,
        interaction.application_id,
        interaction.guild_id,
    )
    of_server, everywhere, general = await asyncio.gather(
        http.get_guild_commands(application, server),
        http.get_global_commands(application),
        _fetch(interaction, application),
    )
    registered = (each for each in (*of_server, *everywhere) if each["name"] == name)
    number = next((int(each["id"]) for each in registered), None)
    own = (
        PermissionOverrides(general.server) if number is None else await _fetch(interaction, number)
    )
    return own, general


async def _fetch(interaction: discord.Interaction[Any], number: int) -> PermissionOverrides:
    """Return what a server sets for the command or application with an id."""
    server = interaction.guild_id
    assert server is not None  # noqa: S101 (checked by can_use_command)
    try:
        found = await interaction.client.http.get_application_command_permissions(
            interaction.application_id, server, number
        )
    except discord.NotFound:  # the server sets nothing
        return PermissionOverrides(server)
    entries = found["permissions"]
    return PermissionOverrides(
        server, {(each["type"], int(each["id"])): bool(each["permission"]) for each in entries}
    )
