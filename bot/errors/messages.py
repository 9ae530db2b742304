"""Tables of error messages, and voices that format them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from facts.model.errors import FootnoteError

MAX_LISTED = 8
"""Names that a message lists before it counts the rest."""


class Voice(Protocol):
    """How one place formats text.

    Discord escapes Markdown, and a terminal needs plain text.
    """

    def quote(self, words: str) -> str:
        """Return words that a user typed, quoted, shortened and safe."""

    def name(self, words: str) -> str:
        """Return a name from the library or Discord, shortened and safe."""

    def text(self, words: str) -> str:
        """Return a text that can quote a file, safe and on one line.

        An option of an import, such as `--skip-bad`, gets the name that it has in this place.
        """

    def command(self, name: str) -> str:
        """Return how to call a command: `/topics` or `footnote topics`."""


ErrorMessage = Callable[[Any, Voice], str]
"""Says what went wrong and what to do, as full sentences."""
MessageTable = Mapping[type[FootnoteError], ErrorMessage]


class ErrorMessages:
    """The messages of several tables, by type of error.

    A type without a message uses that of its base type.
    """

    def __init__(self, tables: Iterable[MessageTable]) -> None:
        self._messages: dict[type[FootnoteError], ErrorMessage] = {}
        for table in tables:
            self._messages.update(table)

    def has(self, error: BaseException) -> bool:
        """Return whether there is a message for an error."""
        return self._find(error) is not None

    def render(self, error: FootnoteError, voice: Voice) -> str:
        """Return the message for an error.

        Raises NotImplementedError if there is none.
        """
        message = self._find(error)
        if message is None:
            raise NotImplementedError(type(error).__name__) from error
        return message(error, voice)

    def _find(self, error: BaseException) -> ErrorMessage | None:
        kinds = (kind for kind in type(error).__mro__ if kind in self._messages)
        kind = next(kinds, None)
        return self._messages[kind] if kind else None


def list_names(names: tuple[str, ...], voice: Voice) -> str:
    """Return the first names, and the number of others.

    No names give “none”.
    """
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return ", ".join(voice.name(name) for name in names[:MAX_LISTED]) + more or "none"
