"""The log: one line an event on standard error, and the token in none of them."""

import logging
import re
import sys
from copy import copy
from textwrap import shorten
from types import TracebackType
from typing import Final

import aiohttp
import discord

from facts.text.control_characters import CONTROL_CHARACTERS

_FORMAT: Final = "{asctime} {levelname:<7} {name}: {message}"
_TOKEN: Final = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}", re.ASCII)
"""The shape of a bot's token: three parts, the first its id (https://docs.discord.com)."""
_REPLACEMENT: Final = "[token]"
_CONTROL_CHARACTER_ESCAPES: Final = {
    ord(character): repr(character)[1:-1] for character in CONTROL_CHARACTERS - {"\n"}
}
"""Written as escapes: in a log, a stranger's text neither steers a terminal nor begins a line."""
_VERBOSE_LOGGERS: Final = ("aiosqlite", "asyncio", "discord")
"""At DEBUG these log whole messages: what people ask, and the keys to answer them."""
_SUMMARY_LENGTH: Final = 200
"""Letters of an error in a line: some carry the whole page that a proxy answered with."""
OUTAGES: Final = (OSError, aiohttp.ClientError, discord.GatewayNotFound, discord.HTTPException)
"""What is raised when Discord, or the way to it, does not work."""


def summarize_error(error: BaseException) -> str:
    """Return what an error says, in one line, or its name where it says nothing."""
    return shorten(str(error), _SUMMARY_LENGTH, placeholder=" …") or type(error).__name__


class RedactingFormatter(logging.Formatter):
    """Writes a mark for a secret, wherever it comes from: a message, an error, a traceback."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT, style="{")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, or the lines where there is a traceback."""
        event = copy(record)
        event.msg, event.args = _format_message(record).replace("\n", "\\n"), ()
        if _is_outage(record):
            event.exc_info = event.exc_text = None
        text = super().format(event).translate(_CONTROL_CHARACTER_ESCAPES)
        if self._secret:
            text = text.replace(self._secret, _REPLACEMENT)
        return _TOKEN.sub(_REPLACEMENT, text)


def log_to_stderr(level: str, secret: str) -> None:
    """Send all that is logged from a level on to standard error, without the secret.

    An error that ends the program goes the same way.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secret))
    handler.addFilter(_is_relevant)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in _VERBOSE_LOGGERS:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.root.level))
    sys.excepthook = _log_crash


def _format_message(record: logging.LogRecord) -> str:
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):  # logging itself would print what it was given
        message = f"{record.msg!r} {record.args!r}"
    error = record.exc_info[1] if record.exc_info else None
    return f"{message} ({summarize_error(error)})" if error and _is_outage(record) else message


def _is_outage(record: logging.LogRecord) -> bool:
    """Tell whether discord.py logs that it connects again, which needs no traceback."""
    error = record.exc_info[1] if record.exc_info else None
    return record.name == "discord.shard" and isinstance(error, (*OUTAGES, discord.ClientException))


def _is_relevant(record: logging.LogRecord) -> bool:
    return "voice will NOT be supported" not in str(record.msg)


def _log_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, /
) -> None:
    logging.getLogger(__name__).critical("The program failed", exc_info=(kind, error, trace))
