"""Verified copies of a SQLite file, which other processes may use meanwhile."""

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from facts.store.errors import StoreDamaged, StoreError, StoreForeign, StoreFull
from storage.engine.sqlite.connection import BUSY_SECONDS, JOURNALS, add_suffix, roll_back
from storage.engine.sqlite.errors import translate_errors
from storage.engine.sqlite.migrations import is_owned, read_version

_PREFIX: Final = ".footnote-"
_SUFFIX: Final = ".partial"
_ABANDONED: Final = 86_400.0
"""Seconds after which the next copy removes the partial file of a killed process."""
_OUT_OF_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def copy_database(file: Path, path: str, copy: Path, options: str = "mode=rw") -> int:
    """Copy one snapshot of a database into a file and verify it; return its schema version.

    The copy has no journal beside it. `options` open the database (https://sqlite.org/uri.html),
    and `path` is its name in errors. Raises StoreError, and OSError for the copy.
    """
    with translate_errors(path), _read_file(file, options) as connection:
        if not is_owned(connection):
            raise StoreForeign(path)
        version = read_version(connection)
        try:
            with translate_errors(str(copy.parent)):
                _copy_pages(connection, copy)
        except (StoreDamaged, StoreForeign) as error:  # the damage comes from the database
            raise StoreDamaged(path) from error
        _verify(copy, path, version)
    flush(copy)
    return version


@contextmanager
def open_partial(folder: Path) -> Iterator[Path]:
    """Yield an empty file that only its owner can read; remove it unless it was moved."""
    _remove_abandoned(folder)
    descriptor, name = mkstemp(_SUFFIX, _PREFIX, folder)
    os.close(descriptor)
    file = Path(name)
    try:
        yield file
    finally:
        for each in (file, *(add_suffix(file, suffix) for suffix in JOURNALS)):
            each.unlink(missing_ok=True)


@contextmanager
def translate_os_errors(path: str, unusable: type[StoreError]) -> Iterator[None]:
    """Raise StoreFull for a full disk, and another error for anything else."""
    try:
        yield
    except OSError as error:
        raise (StoreFull if error.errno in _OUT_OF_SPACE else unusable)(path) from error


def flush(file: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    with suppress(PermissionError):  # Windows opens no folder
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _read_file(file: Path, options: str) -> Iterator[sqlite3.Connection]:
    address = f"{file.as_uri()}?{options}"
    with closing(
        sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, uri=True)
    ) as connection:
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            roll_back(connection)


def _copy_pages(source: sqlite3.Connection, copy: Path) -> None:
    """Copy all pages in one step: a write by another process would restart a slower copy."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        target.execute("PRAGMA locking_mode = EXCLUSIVE")  # without a file of shared memory
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # out of write-ahead mode


def _verify(copy: Path, path: str, version: int) -> None:
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
        is_whole = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not (is_whole and is_owned(connection) and read_version(connection) == version):
            raise StoreDamaged(path)


def _remove_abandoned(folder: Path) -> None:
    for each in folder.glob(f"{_PREFIX}*{_SUFFIX}*"):
        with suppress(OSError):
            if each.stat().st_mtime < time.time() - _ABANDONED:
                each.unlink()
