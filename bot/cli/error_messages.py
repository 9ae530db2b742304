"""Error messages and exit codes of the command line."""

from typing import Final

from bot.app.features import FEATURES, Feature, load_path
from bot.errors.messages import ErrorMessages, Voice
from facts.model.errors import FootnoteError, NotFoundError

EXIT_MISSING: Final = 1
EXIT_UNUSABLE: Final = 3
"""The input or the database cannot be used. 2 is click's code for a usage error."""
EXIT_INTERRUPTED: Final = 130
"""The code of shells for a program that SIGINT ended."""
_MAX_LENGTH: Final = 80
"""Characters of a name or query in a message, at most."""


class TerminalVoice:
    """Plain text, and commands of the command line."""

    def quote(self, words: str) -> str:
        return f"“{self.name(words)}”"

    def name(self, words: str) -> str:
        return words if len(words) <= _MAX_LENGTH else words[: _MAX_LENGTH - 1] + "…"

    def command(self, name: str) -> str:
        return f"`footnote {name}`"


TERMINAL_VOICE: Final[Voice] = TerminalVoice()


def exit_code(error: FootnoteError) -> int:
    """Return 1 for a miss, and 3 for unusable input or database."""
    return EXIT_MISSING if isinstance(error, NotFoundError) else EXIT_UNUSABLE


def error_message(error: FootnoteError, features: tuple[Feature, ...] = FEATURES) -> str:
    """Return the line for an error.

    It loads the features' messages one by one until one fits.
    """
    for feature in features:
        if feature.messages:
            messages = ErrorMessages([load_path(feature.messages)])
            if messages.has(error):
                return messages.render(error, TERMINAL_VOICE)
    raise NotImplementedError(type(error).__name__) from error
