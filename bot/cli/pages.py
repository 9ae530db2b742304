"""Files and standard input as lines of text; what cannot be read is told before work begins."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from facts.errors import (
    InputIsFolder,
    InputMissing,
    InputNotText,
    InputRefused,
    InputTooLarge,
)

STANDARD_INPUT: Final = "-"
LARGEST: Final = 100_000_000
"""Bytes. A page of 20 facts has 6,000; what is larger than this is no page but a mistake."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def size(name: str) -> int:
    """Return the bytes to come, 0 where that is not known. Raises InputError for no such file."""
    if name == STANDARD_INPUT:
        return 0
    with _refusals_told(name):
        status = Path(name).stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputIsFolder(name)
        if status.st_size > LARGEST:
            raise InputTooLarge(name, LARGEST)
        if not os.access(name, os.R_OK):
            raise InputRefused(name)
        return status.st_size


def lines(name: str, advance: Callable[[int], None]) -> Iterator[str]:
    """Yield the lines without their ends, and tell `advance` the bytes read.

    Raises InputNotText, InputTooLarge or another InputError as soon as it shows.
    """
    if name == STANDARD_INPUT:
        yield from _decoded("standard input", sys.stdin.buffer, advance)
    else:
        with _refusals_told(name), Path(name).open("rb") as file:
            yield from _decoded(name, file, advance)


def _decoded(name: str, file: BinaryIO, advance: Callable[[int], None]) -> Iterator[str]:
    read = 0
    for number in count(1):
        raw = file.readline(LARGEST + 1)
        if not raw:
            return
        read += len(raw)
        if read > LARGEST:
            raise InputTooLarge(name, LARGEST)
        advance(len(raw))
        yield _text(name, number, raw)


def _text(name: str, number: int, raw: bytes) -> str:
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
def _refusals_told(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputMissing(name) from error
    except IsADirectoryError as error:
        raise InputIsFolder(name) from error
    except OSError as error:
        raise InputRefused(name) from error
