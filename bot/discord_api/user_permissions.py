"""What Discord lets a user do: the bot does no more for that user."""

from typing import Any, Final

import discord

from bot.discord_api.permissions import Channel, find_role

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


def can_ping(member: object, channel: Channel, role: int | None) -> bool:
    """Return whether a member may ping a role in a channel.

    Discord's rule: a member with the permission may ping every role, any other member only the
    roles that everyone may mention. A deleted role pings nobody.
    """
    target = find_role(channel, role)
    if target is None or target.mentionable:
        return True
    return isinstance(member, discord.Member) and channel.permissions_for(member).mention_everyone
