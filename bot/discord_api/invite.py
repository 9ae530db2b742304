"""The invite link."""

from typing import Final

import discord

from bot.discord_api.permissions import POST_PERMISSIONS

PERMISSIONS: Final = discord.Permissions(
    **dict.fromkeys(POST_PERMISSIONS, True), send_messages_in_threads=True
)
"""The permissions to answer mentions, also in threads, and to post facts of the day.

Answers to commands need none. The invite leaves out permissions that only some schedules need
(threads, pins, pings): `/daily` names those that are missing.
"""
_SCOPES: Final = ("bot", "applications.commands")


def invite_url(application: int) -> str:
    """Return an application's invite link, with exactly the scopes and permissions it needs."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=_SCOPES)
