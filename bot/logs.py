"""The log: one line an event on standard error, and the token in none of them."""

import logging
import re
import sys
from typing import Final

_FORM: Final = "{asctime} {levelname:<7} {name}: {message}"
_TOKEN: Final = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}", re.ASCII)
"""The shape of a bot's token: three parts, the first its id (https://docs.discord.com)."""
_INSTEAD: Final = "[token]"


class Redacting(logging.Formatter):
    """Writes a mark for a secret, wherever it comes from: a message, an error, a traceback."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORM, style="{")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, or the lines where there is a traceback."""
        text = super().format(record)
        if self._secret:
            text = text.replace(self._secret, _INSTEAD)
        return _TOKEN.sub(_INSTEAD, text)


def log_to_stderr(level: str, secret: str) -> None:
    """Send all that is logged from a level on to standard error, without the secret."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
