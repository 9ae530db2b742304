"""Which permissions a post needs in its channel, by the names that Discord's settings show."""

from typing import Final

import discord

from facts.daily.schedule import Plan

POST_PERMISSIONS: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
"""What every post needs: the last one to see, after a crash, whether a post arrived."""
_THREAD_PERMISSION: Final = {"create_public_threads": "Create Public Threads"}
_PIN_PERMISSION: Final = {"pin_messages": "Pin Messages"}
_PING_PERMISSIONS: Final = {"mention_everyone": "Mention @everyone, @here, and All Roles"}
PING_PERMISSION: Final = _PING_PERMISSIONS["mention_everyone"]
"""What mentioning any role takes that does not let everybody mention it."""
Channel = discord.abc.GuildChannel


def missing_permissions(channel: Channel, plan: Plan) -> tuple[str, ...]:
    """Return the names of what a plan needs and the bot may not do in a channel."""
    return _missing_names(channel, _required_permissions(channel, plan))


def missing_to_post(channel: Channel) -> tuple[str, ...]:
    """Return the names of what the post itself needs, apart from how it is dressed."""
    return _missing_names(channel, POST_PERMISSIONS)


def find_role(channel: Channel, role: int | None) -> discord.Role | None:
    """Return the role of a plan, if it is there."""
    return channel.guild.get_role(role) if role else None


def can_ping(member: object, channel: Channel, role: int | None) -> bool:
    """Tell whether a member could ping a role in a channel without the bot, by Discord's rule.

    Whoever has the permission there may ping every role, anybody else those that all may mention.
    A role that is gone pings nobody.
    """
    known = find_role(channel, role)
    if known is None or known.mentionable:
        return True
    return isinstance(member, discord.Member) and channel.permissions_for(member).mention_everyone


def _required_permissions(channel: Channel, plan: Plan) -> dict[str, str]:
    needed: dict[str, str] = POST_PERMISSIONS
    if plan.thread:
        needed = needed | _THREAD_PERMISSION
    if plan.pin:
        needed = needed | _PIN_PERMISSION
    role = find_role(channel, plan.role)
    if role is not None and not role.mentionable:
        needed = needed | _PING_PERMISSIONS
    return needed


def _missing_names(channel: Channel, needed: dict[str, str]) -> tuple[str, ...]:
    allowed = channel.permissions_for(channel.guild.me)
    return tuple(name for flag, name in needed.items() if not getattr(allowed, flag))
