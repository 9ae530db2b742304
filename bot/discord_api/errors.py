"""Errors of Discord: their codes, and what counts as an outage."""

from enum import IntEnum
from textwrap import shorten
from typing import Final

import aiohttp
import discord

_SUMMARY_LENGTH: Final = 200
"""Characters of an error in a log line. Some errors contain a whole page of a proxy."""
OUTAGES: Final = (OSError, aiohttp.ClientError, discord.GatewayNotFound, discord.HTTPException)
"""Exceptions raised when Discord or the network fails."""


class ErrorCode(IntEnum):
    """Codes in Discord's refusals of a request.

    See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
    """

    UNKNOWN_CHANNEL = 10003
    UNKNOWN_MESSAGE = 10008
    UNKNOWN_WEBHOOK = 10015
    """The token of an interaction has expired."""
    UNKNOWN_INTERACTION = 10062
    ALREADY_CROSSPOSTED = 40033
    POST_NOT_STARTED = 40058
    """The first message of a forum post has not arrived yet."""
    ALREADY_ACKNOWLEDGED = 40060
    MISSING_ACCESS = 50001
    MISSING_PERMISSIONS = 50013
    INVALID_FORM_BODY = 50035
    """Also the answer to a reply to a deleted message; the text names the reference then."""
    REPLY_NEEDS_HISTORY = 160002
    """The bot may not read the message history, so it may not reply."""
    THREAD_ALREADY_CREATED = 160004


class CloseCode(IntEnum):
    """Codes with which Discord closes the gateway connection.

    See https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway.
    """

    AUTHENTICATION_FAILED = 4004


def summarize_error(error: BaseException) -> str:
    """Return an error's text in one short line.

    An error without text gives its class name.
    """
    return shorten(str(error), _SUMMARY_LENGTH, placeholder=" …") or type(error).__name__
