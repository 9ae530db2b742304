"""Error messages of the command line."""

from typing import Final

from bot.app.features import FEATURES, Feature, load_path
from bot.errors.messages import ErrorMessages, Voice
from facts.model.errors import FootnoteError

_MAX_LENGTH: Final = 80
"""Characters of a name or query in a message, at most."""


class TerminalVoice:
    """Plain text, and commands of the command line."""

    def quote(self, words: str) -> str:
        return f"“{self.name(words)}”"

    def name(self, words: str) -> str:
        return words if len(words) <= _MAX_LENGTH else words[: _MAX_LENGTH - 1] + "…"

    def text(self, words: str) -> str:
        return words

    def command(self, name: str) -> str:
        return f"`footnote {name}`"


TERMINAL_VOICE: Final[Voice] = TerminalVoice()


def error_message(error: FootnoteError, features: tuple[Feature, ...] = FEATURES) -> str:
    """Return the line for an error.

    It loads the features' messages one by one until one fits.
    """
    for feature in features:
        if feature.messages:
            messages = ErrorMessages([load_path(feature.messages)])
            if messages.has(error):
                return messages.render(error, TERMINAL_VOICE) + _explain_remedy(error)
    raise NotImplementedError(type(error).__name__) from error


def _explain_remedy(error: FootnoteError) -> str:
    """Return how the command line does what a message advises, if it is not plain."""
    from facts.curation.errors import SameFactExists  # noqa: PLC0415 (answers do without)

    if isinstance(error, SameFactExists) and not error.is_cited:
        return f" Type `footnote edit fact {error.fact} --source-title TITLE`."
    return ""
