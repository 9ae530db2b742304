"""The address that brings the bot to a server."""

from typing import Final

import discord

PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,
)
"""What the bot needs in a server to answer where it is mentioned; a reply needs the history too.

Answers to commands need nothing.
"""
_SCOPES: Final = ("bot", "applications.commands")


def invite_url(application: int) -> str:
    """Return the invite of an application, with exactly the scopes and permissions it needs."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=_SCOPES)
