"""Who may use a command in a server: whom its permissions fit, and whom the server let in."""

from typing import Any, Final

import discord

_ROLE: Final = 1
_PERSON: Final = 2
Json = dict[str, Any]


async def can_use_command(interaction: discord.Interaction[Any], name: str) -> bool:
    """Tell whether a person may use a command of a server now.

    Discord sees to that for a command, and not for the controls of its card, which outlive the
    right. Who lacks the command's permissions is asked of Discord: the settings of a server can
    let people and roles in. Raises discord.HTTPException.
    """
    command = interaction.client.tree.get_command(name)
    if interaction.permissions >= command.default_permissions:
        return True
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    return _is_allowed(await _fetch_overrides(interaction, name), interaction.user)


async def _fetch_overrides(interaction: discord.Interaction[Any], name: str) -> list[Json]:
    """Return what the settings of a server say of a command beside its permissions."""
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
        told = await http.get_application_command_permissions(application, server, number)
    except discord.NotFound:  # nothing is set
        return []
    return list(told["permissions"])


def _is_allowed(exceptions: list[Json], member: discord.Member) -> bool:
    """Tell what is said of a person, or else of the person's roles, or else of everyone.

    See https://docs.discord.com/developers/interactions/application-commands#permissions.
    """
    said = {(each["type"], int(each["id"])): bool(each["permission"]) for each in exceptions}
    own = said.get((_PERSON, member.id))
    if own is not None:
        return own
    everyone = member.guild.id
    ids = (role.id for role in member.roles if role.id != everyone)
    roles = [said[_ROLE, role] for role in ids if (_ROLE, role) in said]
    return any(roles) if roles else said.get((_ROLE, everyone), False)
