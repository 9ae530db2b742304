"""Input files and standard input as lines of text."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from facts.importers.errors import (
    InputIsFolder,
    InputMissing,
    InputNotPermitted,
    InputNotText,
    InputTooLarge,
)
from facts.text.normalize import replace_surrogates

MAX_SIZE: Final = 100_000_000
"""Bytes. A page of 20 facts has 6,000, so a larger file is a mistake."""
_STANDARD_INPUT: Final = "-"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to import.

    `name` is for messages, `size` is in bytes. It can be opened again after it is closed.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]
    max_size: int = MAX_SIZE


def open_input(name: str, until: ExitStack, max_size: int = MAX_SIZE) -> InputFile:
    """Return the file with a name, or standard input for `-`.

    A pipe is read to its end first, into a file that `until` closes: the database is not locked
    while input is awaited. Raises InputError for a file that is unreadable or over `max_size`.
    """
    safe_name = replace_surrogates(name)
    if name == _STANDARD_INPUT:
        if sys.stdin is None:
            raise InputMissing("standard input")
        return _buffer_pipe("standard input", sys.stdin.buffer, until, max_size)
    with _translate_errors(safe_name):
        status = Path(name).stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputIsFolder(safe_name)
        if not os.access(name, os.R_OK):
            raise InputNotPermitted(safe_name)
        if not stat.S_ISREG(status.st_mode):
            with Path(name).open("rb") as pipe:
                return _buffer_pipe(safe_name, pipe, until, max_size)
    _check_size(safe_name, status.st_size, max_size)
    return InputFile(safe_name, status.st_size, lambda: Path(name).open("rb"), max_size)


def read_lines(page: InputFile, advance: Callable[[int], object]) -> Iterator[str]:
    """Yield the lines of a file without their line ends.

    `advance` is called with the size of each line in bytes. Raises InputNotText or another
    InputError at the line that causes it.
    """
    size = 0
    with _translate_errors(page.name), page.open() as file:
        for number in count(1):
            raw = file.readline(page.max_size + 1)
            if not raw:
                return
            size += len(raw)
            _check_size(page.name, size, page.max_size)
            advance(len(raw))
            yield _decode_line(page.name, number, raw)


def _buffer_pipe(name: str, pipe: BinaryIO, until: ExitStack, max_size: int) -> InputFile:
    buffer = until.enter_context(TemporaryFile())  # noqa: SIM115 (`until` closes it)
    size = 0
    while chunk := pipe.read(_CHUNK):
        size += len(chunk)
        _check_size(name, size, max_size)
        buffer.write(chunk)
    buffer.flush()

    def reopen() -> BinaryIO:
        copy = os.fdopen(os.dup(buffer.fileno()), "rb")
        copy.seek(0)
        return copy

    return InputFile(name, size, reopen, max_size)


def _check_size(name: str, size: int, max_size: int) -> None:
    if size > max_size:
        raise InputTooLarge(name, max_size)


def _decode_line(name: str, number: int, raw: bytes) -> str:
    if number == 1:
        raw = raw.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise InputNotText(name, number) from error
    if "\0" in text:
        raise InputNotText(name, number)
    return text.rstrip("\r\n")


@contextmanager
def _translate_errors(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputMissing(name) from error
    except PermissionError as error:
        raise InputNotPermitted(name) from error
