"""Errors about inputs; `facts.model.errors` shows all errors."""

from facts.model.drafts import LineWarning
from facts.model.errors import FootnoteError


class InputError(FootnoteError):
    """The input called `name` cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class InputMissing(InputError):
    """The file does not exist."""


class InputIsFolder(InputError):
    """The path is a folder."""


class InputNotPermitted(InputError):
    """The system does not allow the program to read the file."""


class InputTooLarge(InputError):
    """The input is larger than `limit` bytes."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name)
        self.limit = limit


class InputNotText(InputError):
    """The input is not UTF-8 text.

    `line` is the number of the first bad line, from 1.
    """

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line


class InputWithoutFacts(InputError):
    """The input contains no fact; `doubts` are its warnings, in order."""

    def __init__(self, name: str, doubts: tuple[LineWarning, ...] = ()) -> None:
        super().__init__(name)
        self.doubts = doubts
