"""Whether a member may use a command in a server."""

from typing import Any, Final

import discord

_ROLE: Final = 1
_USER: Final = 2
Json = dict[str, Any]


async def can_use_command(interaction: discord.Interaction[Any], name: str) -> bool:
    """Return whether the user may use a server's command now.

    Discord checks this for a command but not for the buttons on its card, which stay there when a
    user loses the permission. A user without the command's default permissions may still be allowed
    by the server's settings, which this reads from Discord. Raises discord.HTTPException.
    """
    command = interaction.client.tree.get_command(name)
    if interaction.permissions >= command.default_permissions:
        return True
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    return _is_allowed(await _fetch_overrides(interaction, name), interaction.user)


async def _fetch_overrides(interaction: discord.Interaction[Any], name: str) -> list[Json]:
    """Return the permission overrides that a server sets for a command."""
    http, application, server = (
        interaction.client.http,
        interaction.application_id,
        interaction.guild_id,
    )
    registered = [
        *await http.get_guild_commands(application, server),
        *await http.get_global_commands(application),
    ]
    number = next((int(each["id"]) for each in registered if each["name"] == name), 0)
    try:
        overrides = await http.get_application_command_permissions(application, server, number)
    except discord.NotFound:  # the server sets none
        return []
    return list(overrides["permissions"])


def _is_allowed(overrides: list[Json], member: discord.Member) -> bool:
    """Return whether overrides allow a member.

    The member's own override comes first, then roles, then everyone. See
    https://docs.discord.com/developers/interactions/application-commands#permissions.
    """
    allowed = {(each["type"], int(each["id"])): bool(each["permission"]) for each in overrides}
    own = allowed.get((_USER, member.id))
    if own is not None:
        return own
    everyone = member.guild.id
    ids = (role.id for role in member.roles if role.id != everyone)
    roles = [allowed[_ROLE, role] for role in ids if (_ROLE, role) in allowed]
    return any(roles) if roles else allowed.get((_ROLE, everyone), False)
