"""The address that brings the bot to a server."""

from typing import Final

import discord

from bot.discord_api.permissions import POST_PERMISSIONS

PERMISSIONS: Final = discord.Permissions(
    **dict.fromkeys(POST_PERMISSIONS, True), send_messages_in_threads=True
)
"""What the bot needs in a server to answer where it is mentioned, in a thread too, and to post.

Answers to commands need nothing. What only some schedules ask for (threads, pins, pings) is left to
the server: `/daily` names it.
"""
_SCOPES: Final = ("bot", "applications.commands")


def invite_url(application: int) -> str:
    """Return the invite of an application, with exactly the scopes and permissions it needs."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=_SCOPES)
