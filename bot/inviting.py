"""The address that brings the bot to a server."""

from typing import Final

import discord

PERMISSIONS: Final = discord.Permissions.none()
"""What the bot needs in a server: answers to commands need nothing."""
_SCOPES: Final = ("bot", "applications.commands")


def invite_url(application: int) -> str:
    """Return the invite of an application, with exactly the scopes and permissions it needs."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=_SCOPES)
