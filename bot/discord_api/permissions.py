"""Which permissions a post needs in its channel, by the names that Discord's settings show."""

from typing import Final

import discord

from facts.daily.schedule import Plan

POSTING: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
"""What every post needs: the last one to see, after a crash, whether a post arrived."""
_THREAD: Final = {"create_public_threads": "Create Public Threads"}
_PIN: Final = {"pin_messages": "Pin Messages"}
_PING: Final = {"mention_everyone": "Mention @everyone, @here, and All Roles"}
PINGING: Final = _PING["mention_everyone"]
"""What mentioning any role takes that does not let everybody mention it."""
Channel = discord.abc.GuildChannel


def lacking(channel: Channel, plan: Plan) -> tuple[str, ...]:
    """Return the names of what a plan needs and the bot may not do in a channel."""
    return _lacking(channel, _needed(channel, plan))


def lacking_to_post(channel: Channel) -> tuple[str, ...]:
    """Return the names of what the post itself needs, apart from how it is dressed."""
    return _lacking(channel, POSTING)


def role_in(channel: Channel, role: int | None) -> discord.Role | None:
    """Return the role of a plan, if it is there."""
    return channel.guild.get_role(role) if role else None


def may_ping(member: object, channel: Channel, role: int | None) -> bool:
    """Tell whether a member could ping a role in a channel without the bot, by Discord's rule.

    Whoever has the permission there may ping every role, anybody else those that all may mention.
    A role that is gone pings nobody.
    """
    known = role_in(channel, role)
    if known is None or known.mentionable:
        return True
    return isinstance(member, discord.Member) and channel.permissions_for(member).mention_everyone


def _needed(channel: Channel, plan: Plan) -> dict[str, str]:
    needed: dict[str, str] = POSTING
    if plan.thread:
        needed = needed | _THREAD
    if plan.pin:
        needed = needed | _PIN
    role = role_in(channel, plan.role)
    if role is not None and not role.mentionable:
        needed = needed | _PING
    return needed


def _lacking(channel: Channel, needed: dict[str, str]) -> tuple[str, ...]:
    allowed = channel.permissions_for(channel.guild.me)
    return tuple(name for flag, name in needed.items() if not getattr(allowed, flag))
