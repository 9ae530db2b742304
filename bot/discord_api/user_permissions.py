"""What Discord lets a user do: the bot does nothing beyond it."""

from typing import Any, Final

import discord

from bot.discord_api.permissions import Channel, find_role

_POST_PERMISSIONS: Final = {"view_channel": "View Channel", "send_messages": "Send Messages"}
_SEND: Final = "you are missing **Send Messages** here"
_SEND_IN_THREADS: Final = "you are missing **Send Messages in Threads** here"
_TIMED_OUT: Final = "you are timed out"
_LOCKED: Final = "this thread is locked"


def writing_obstacle(interaction: discord.Interaction[Any]) -> str:
    """Return why the user may not write where they are, in Markdown.

    "" if they may, as outside servers. See
    https://docs.discord.com/developers/topics/permissions.
    """
    if interaction.guild_id is None:
        return ""
    return _obstacle(interaction.user, interaction.channel, interaction.permissions)


async def can_author_write(message: discord.Message) -> bool:
    """Return whether the author of a message may write in its channel now.

    Raises discord.HTTPException if Discord does not tell the author's roles.
    """
    author, channel, server = message.author, message.channel, message.guild
    if server is None:
        return True
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return False
    if not isinstance(author, discord.Member):
        author = await server.fetch_member(author.id)
    try:
        allowed = channel.permissions_for(author)
    except discord.ClientException:  # the channel of the thread is unknown
        return False
    return allowed.view_channel and not _obstacle(author, channel, allowed)


def _obstacle(user: object, channel: object, allowed: discord.Permissions) -> str:
    if allowed.administrator:
        return ""
    if isinstance(user, discord.Member) and user.is_timed_out():
        return _TIMED_OUT
    if not isinstance(channel, discord.Thread):
        return "" if allowed.send_messages else _SEND
    if not allowed.send_messages_in_threads:
        return _SEND_IN_THREADS
    return _LOCKED if channel.locked and not allowed.manage_threads else ""


def missing_user_permissions(
    member: discord.abc.User, channel: Channel, *, thread: bool, pin: bool, publish: bool
) -> tuple[str, ...]:
    """Return the permissions a user is missing to post in a channel as the bot would.

    `thread`, `pin` and `publish` are whether a post gets a thread or a pin, or is published.
    """
    needed = dict(_POST_PERMISSIONS)
    if thread:
        needed["create_public_threads"] = "Create Public Threads"
    if pin:
        needed["pin_messages"] = "Pin Messages"
    if publish:
        needed["manage_messages"] = "Manage Messages"
    allowed = discord.Permissions.none()
    if isinstance(member, discord.Member):
        allowed = channel.permissions_for(member)
    return tuple(name for flag, name in needed.items() if not getattr(allowed, flag))


def hidden_channels(interaction: discord.Interaction[Any]) -> frozenset[int]:
    """Return the ids of the server's text channels that the user may not view.

    A deleted channel is hidden from nobody. Raises LookupError while Discord has not sent the
    server's channels, just after a start.
    """
    server, member = interaction.client.get_guild(interaction.guild_id), interaction.user
    if server is None or server.unavailable or not isinstance(member, discord.Member):
        raise LookupError(f"the channels of server {interaction.guild_id} are unknown")
    return frozenset(
        each.id for each in server.text_channels if not each.permissions_for(member).view_channel
    )


def can_ping(member: object, channel: Channel, role: int | None) -> bool:
    """Return whether a member may ping a role in a channel.

    Discord's rule: a member with the permission may ping every role, any other member only the
    roles that everyone may mention. A deleted role pings nobody.
    """
    target = find_role(channel, role)
    if target is None or target.mentionable:
        return True
    return isinstance(member, discord.Member) and channel.permissions_for(member).mention_everyone
