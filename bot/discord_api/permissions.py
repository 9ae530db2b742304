"""Which permissions a post needs in its channel, by the names in Discord's settings."""

from typing import Final

import discord

POST_PERMISSIONS: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
"""Every post needs these. The last one tells, after a crash, whether a post arrived."""
_THREAD_PERMISSION: Final = {"create_public_threads": "Create Public Threads"}
_PIN_PERMISSION: Final = {"pin_messages": "Pin Messages"}
_PING_PERMISSIONS: Final = {"mention_everyone": "Mention @everyone, @here, and All Roles"}
PING_PERMISSION: Final = _PING_PERMISSIONS["mention_everyone"]
"""Needed to ping a role that only some members may mention."""
Channel = discord.abc.GuildChannel


def missing_permissions(
    channel: Channel, *, thread: bool = False, pin: bool = False, role: int | None = None
) -> tuple[str, ...]:
    """Return the permissions the bot is missing to post in a channel.

    `thread` and `pin` are whether a post gets a thread or a pin, `role` is the role it pings.
    """
    needed: dict[str, str] = POST_PERMISSIONS
    if thread:
        needed = needed | _THREAD_PERMISSION
    if pin:
        needed = needed | _PIN_PERMISSION
    pinged = find_role(channel, role)
    if pinged is not None and not pinged.mentionable:
        needed = needed | _PING_PERMISSIONS
    allowed = channel.permissions_for(channel.guild.me)
    return tuple(name for flag, name in needed.items() if not getattr(allowed, flag))


def find_role(channel: Channel, role: int | None) -> discord.Role | None:
    """Return a role by its id, None if it does not exist."""
    return channel.guild.get_role(role) if role else None


def can_ping(member: object, channel: Channel, role: int | None) -> bool:
    """Return whether a member could ping a role in a channel without the bot.

    Discord's rule: a member with the permission may ping every role, any other member only the
    roles that everyone may mention. A deleted role pings nobody.
    """
    known = find_role(channel, role)
    if known is None or known.mentionable:
        return True
    return isinstance(member, discord.Member) and channel.permissions_for(member).mention_everyone
