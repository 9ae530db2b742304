"""Rights of users in channels, given and taken."""

from datetime import timedelta
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle, RoleHandle
from simcord.enums import OverwriteType

from tests.support.world import World


def deny(
    world: World,
    who: MemberActor | RoleHandle,
    *permissions: str,
    channel: ChannelHandle | None = None,
) -> None:
    """Deny a member or a role these permissions in a channel, and only these."""
    kind = OverwriteType.ROLE if isinstance(who, RoleHandle) else OverwriteType.MEMBER
    denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
    at = channel or world.channel
    world.env.backend.set_overwrite(at.id, Overwrite(who.id, kind, deny=denied))


def allow(world: World, member: MemberActor, permission: str, channel: ChannelHandle) -> None:
    """Allow a member one permission in a channel."""
    allowed = discord.Permissions(**{permission: True}).value
    world.env.backend.set_overwrite(
        channel.id, Overwrite(member.id, OverwriteType.MEMBER, allow=allowed)
    )


def time_out(world: World, member: MemberActor) -> None:
    until = (world.env.now() + timedelta(hours=1)).isoformat()
    world.env.backend.edit_member(world.server.id, member.id, {"timed_out_until": until})


def lock(world: World, thread: ChannelHandle) -> None:
    world.env.backend.edit_channel(thread.id, {}, thread_metadata={"locked": True})


def add_administrator(world: World) -> MemberActor:
    everything = discord.Permissions(administrator=True)
    role = world.server.create_role("administrator", permissions=everything)
    return world.server.add_member(world.env.create_user("administrator"), roles=[role])


async def set_integration(world: World, command: str, *entries: dict[str, Any]) -> None:
    """Set the permissions of a command on the Integrations page, "" for those of the bot."""
    backend, server = world.env.backend, world.server.id
    number = backend.application_id
    if command:
        bot: Any = world.env.bot
        (number,) = [each.id for each in await bot.tree.fetch_commands() if each.name == command]
    backend.set_command_permissions(server, number, list(entries))


def entry(who: int, kind: int, *, allowed: bool) -> dict[str, Any]:
    """Return one permission: kind 1 is a role, 2 a member, 3 a channel."""
    return {"id": str(who), "type": kind, "permission": allowed}
