"""Tables of error messages, and the voice in which they are spoken."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from facts.model.errors import FootnoteError

MAX_LISTED = 8
"""Names that a message lists before it counts the rest."""


class Voice(Protocol):
    """How one place shows text: Discord escapes Markdown, a terminal needs plain text."""

    def quote(self, words: str) -> str:
        """Return words that a user typed, in quotation marks, shortened and harmless."""

    def name(self, words: str) -> str:
        """Return a name from the library or from Discord, shortened and harmless."""

    def command(self, name: str) -> str:
        """Return how to call the command of that name here: `/topics` or `footnote topics`."""


ErrorMessage = Callable[[Any, Voice], str]
"""Says what went wrong and what to do, as full sentences."""
MessageTable = Mapping[type[FootnoteError], ErrorMessage]


class ErrorMessages:
    """The messages of several tables, looked up by the type of an error or its base types."""

    def __init__(self, tables: Iterable[MessageTable]) -> None:
        self._messages: dict[type[FootnoteError], ErrorMessage] = {}
        for table in tables:
            self._messages.update(table)

    def has(self, error: BaseException) -> bool:
        """Return whether there is a message for an error."""
        return self._find(error) is not None

    def render(self, error: FootnoteError, voice: Voice) -> str:
        """Return the message for an error. Raises NotImplementedError where there is none."""
        message = self._find(error)
        if message is None:
            raise NotImplementedError(type(error).__name__) from error
        return message(error, voice)

    def _find(self, error: BaseException) -> ErrorMessage | None:
        kinds = (kind for kind in type(error).__mro__ if kind in self._messages)
        kind = next(kinds, None)
        return self._messages[kind] if kind else None


def list_names(names: tuple[str, ...], voice: Voice) -> str:
    """Return the first names, and how many more there are; “none” for none."""
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return ", ".join(voice.name(name) for name in names[:MAX_LISTED]) + more or "none"
