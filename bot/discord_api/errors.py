"""Errors of Discord and of the way to it: which mean an outage, and a summary for the log."""

from textwrap import shorten
from typing import Final

import aiohttp
import discord

OUTAGES: Final = (OSError, aiohttp.ClientError, discord.GatewayNotFound, discord.HTTPException)
"""Raised when Discord, or the connection to it, fails."""
_SUMMARY_LENGTH: Final = 200
"""Characters of a summary: some errors carry the whole page that a proxy responded with."""


def summarize_error(error: BaseException) -> str:
    """Return an error's message in one line, or its type's name if it has no message."""
    return shorten(str(error), _SUMMARY_LENGTH, placeholder=" …") or type(error).__name__
