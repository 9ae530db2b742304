"""The permissions that a post needs, and the invite link."""

from typing import Final

import discord

POST_PERMISSIONS: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
"""Every post needs these. The history shows after a crash whether a post arrived."""
_THREAD_PERMISSION: Final = {"create_public_threads": "Create Public Threads"}
_PIN_PERMISSION: Final = {"pin_messages": "Pin Messages"}
_PING_PERMISSIONS: Final = {"mention_everyone": "Mention @everyone, @here, and All Roles"}
PING_PERMISSION: Final = _PING_PERMISSIONS["mention_everyone"]
"""Needed to ping a role that only some members may mention."""
INVITE_PERMISSIONS: Final = discord.Permissions(
    **dict.fromkeys(POST_PERMISSIONS, True), send_messages_in_threads=True, add_reactions=True
)
"""The permissions to answer mentions, also in threads, and to post facts of the day.

Thanks and greetings get a reaction.

Commands need none. Threads, pins and pings need more, but only some schedules have them. If the bot
is missing a permission for one, `/daily` names it.
"""
_SCOPES: Final = ("bot", "applications.commands")
Channel = discord.abc.GuildChannel


def invite_url(application: int) -> str:
    """Return the invite link of an application, with INVITE_PERMISSIONS."""
    return discord.utils.oauth_url(application, permissions=INVITE_PERMISSIONS, scopes=_SCOPES)


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
    ping_role = find_role(channel, role)
    if ping_role is not None and not ping_role.mentionable:
        needed = needed | _PING_PERMISSIONS
    allowed = channel.permissions_for(channel.guild.me)
    return tuple(name for flag, name in needed.items() if not getattr(allowed, flag))


def can_react(message: discord.Message) -> bool:
    """Return whether the bot may add a reaction to a message.

    In direct messages it may.
    """
    if message.guild is None:
        return True
    allowed = message.channel.permissions_for(message.guild.me)
    return allowed.add_reactions and allowed.read_message_history


def find_role(channel: Channel, role: int | None) -> discord.Role | None:
    """Return a role by its id, None if it does not exist."""
    return channel.guild.get_role(role) if role else None
