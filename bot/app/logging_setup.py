"""The log: one line for each event, on standard error, without secrets."""

import logging
import re
import sys
from copy import copy
from types import TracebackType
from typing import Final

import discord

from bot.discord_api.errors import OUTAGES, summarize_error
from facts.text.control_characters import CONTROL_CHARACTERS

_FORMAT: Final = "{asctime} {levelname:<7} {name}: {message}"
_TOKEN: Final = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}", re.ASCII)
"""A bot token: three parts, the first of which is the bot's id."""
_REPLACEMENT: Final = "[token]"
_CONTROL_CHARACTER_ESCAPES: Final = {
    ord(character): repr(character)[1:-1] for character in CONTROL_CHARACTERS - {"\n"}
}
"""Escapes, so that a user's text cannot control a terminal or start a line of the log."""
_VERBOSE_LOGGERS: Final = ("aiosqlite", "asyncio", "discord")
"""Loggers that log whole messages at DEBUG, with users' text and interaction tokens."""


class RedactingFormatter(logging.Formatter):
    """Formatter that replaces a secret in messages, errors and tracebacks."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT, style="{")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """Return the event's line, followed by a traceback if there is one."""
        event = copy(record)
        event.msg, event.args = _format_message(record).replace("\n", "\\n"), ()
        if _is_outage(record):
            event.exc_info = event.exc_text = None
        text = super().format(event).translate(_CONTROL_CHARACTER_ESCAPES)
        if self._secret:
            text = text.replace(self._secret, _REPLACEMENT)
        return _TOKEN.sub(_REPLACEMENT, text)


def log_to_stderr(level: str, secret: str) -> None:
    """Log events from a level on to standard error, without the secret.

    An exception that ends the program is logged too.
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
    except (TypeError, ValueError, KeyError):  # logging would print the secret with the raw record
        message = f"{record.msg!r} {record.args!r}"
    error = record.exc_info[1] if record.exc_info else None
    return f"{message} ({summarize_error(error)})" if error and _is_outage(record) else message


def _is_outage(record: logging.LogRecord) -> bool:
    """Return whether discord.py reports a reconnect, which needs no traceback."""
    error = record.exc_info[1] if record.exc_info else None
    return record.name == "discord.shard" and isinstance(error, (*OUTAGES, discord.ClientException))


def _is_relevant(record: logging.LogRecord) -> bool:
    return "voice will NOT be supported" not in str(record.msg)


def _log_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, /
) -> None:
    logging.getLogger(__name__).critical("The program failed", exc_info=(kind, error, trace))
