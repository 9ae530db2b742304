"""Translates SQLite's errors into store errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from facts.store.errors import (
    ReadTooSlow,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreIoError,
    StoreReadOnly,
    StoreUnreachable,
)

_PRIMARY_CODE: Final = 0xFF
"""SQLite's extended codes keep the primary code in their lowest byte."""
_ERRORS: Final[dict[int, type[StoreError]]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachable,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_INTERRUPT: ReadTooSlow,
    sqlite3.SQLITE_IOERR: StoreIoError,
    sqlite3.SQLITE_IOERR_SHMSIZE: StoreFull,  # the shared-memory file of WAL did not fit
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_NOTADB: StoreForeign,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
}


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another connection holds a lock.

    A retry may succeed.
    """
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE == sqlite3.SQLITE_BUSY


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether the file is damaged, or no database at all."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def translate_errors(path: str) -> Iterator[None]:
    """Raise a StoreError for errors of the file or the system.

    Other errors pass unchanged.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        fault = _ERRORS.get(code) or _ERRORS.get(code & _PRIMARY_CODE)
        if fault is None:
            raise
        raise fault(path) from error
