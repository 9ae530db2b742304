"""Errors about inputs; `facts.model.errors` shows all errors."""

from facts.model.drafts import EntryProblem, LineWarning
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


class LineTooLong(InputError):
    """A line has more than `limit` characters; `line` is its number, from 1."""

    def __init__(self, name: str, line: int, limit: int) -> None:
        super().__init__(name)
        self.line = line
        self.limit = limit


class InputNotText(InputError):
    """The input is not text.

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


class InputUnrecognized(InputError):
    """The content is of no format that can be imported; `reason` says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name)
        self.reason = reason


class FolderWithoutInput(InputError):
    """The folder has no file that can be imported."""


class TooManyFiles(InputError):
    """The folder has more than `limit` files."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name)
        self.limit = limit


class TooManyFacts(InputError):
    """The files have more than `limit` facts."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name)
        self.limit = limit


class BadEntries(InputError):
    """The file has entries that cannot be imported; `problems` are the first of them.

    `has_others` is whether other entries of the file can be.
    """

    def __init__(
        self, name: str, problems: tuple[EntryProblem, ...], count: int, *, has_others: bool = True
    ) -> None:
        super().__init__(name)
        self.problems = problems
        self.count = count
        self.has_others = has_others


class SeveralInputsRefused(FootnoteError):
    """Several files cannot be imported; each has an error of its own."""

    def __init__(self, errors: tuple[InputError, ...]) -> None:
        super().__init__(errors)
        self.errors = errors
