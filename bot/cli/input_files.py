"""Files and standard input as lines of text; what cannot be read is told before work begins."""

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

LARGEST: Final = 100_000_000
"""Bytes. A page of 20 facts has 6,000; what is larger than this is no page but a mistake."""
_STANDARD_INPUT: Final = "-"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class InputFile:
    """Something to import, all of it there: what a person calls it, bytes, and how to open it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def open_input(name: str, until: ExitStack) -> InputFile:
    """Return the file of that name, or standard input for -.

    A pipe is read to its end first, and kept in a file `until` closes, so that nothing waits for
    input while the database is held. Raises InputError for what is no readable file, or larger
    than LARGEST.
    """
    shown = replace_surrogates(name)
    if name == _STANDARD_INPUT:
        if sys.stdin is None:
            raise InputMissing("standard input")
        return _buffer_pipe("standard input", sys.stdin.buffer, until)
    with _translate_errors(shown):
        status = Path(name).stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputIsFolder(shown)
        if not os.access(name, os.R_OK):
            raise InputNotPermitted(shown)
        if not stat.S_ISREG(status.st_mode):
            with Path(name).open("rb") as pipe:
                return _buffer_pipe(shown, pipe, until)
    _check_size(shown, status.st_size)
    return InputFile(shown, status.st_size, lambda: Path(name).open("rb"))


def read_lines(page: InputFile, advance: Callable[[int], None]) -> Iterator[str]:
    """Yield the lines without their ends, and tell `advance` the bytes read.

    Raises InputNotText, or another InputError, as soon as it shows.
    """
    read = 0
    with _translate_errors(page.name), page.open() as file:
        for number in count(1):
            raw = file.readline(LARGEST + 1)
            if not raw:
                return
            read += len(raw)
            _check_size(page.name, read)
            advance(len(raw))
            yield _decode_line(page.name, number, raw)


def _buffer_pipe(name: str, pipe: BinaryIO, until: ExitStack) -> InputFile:
    kept = until.enter_context(TemporaryFile())  # noqa: SIM115 (`until` closes it)
    size = 0
    while chunk := pipe.read(_CHUNK):
        size += len(chunk)
        _check_size(name, size)
        kept.write(chunk)
    kept.seek(0)
    return InputFile(name, size, lambda: kept)


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise InputTooLarge(name, LARGEST)


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
