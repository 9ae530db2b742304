"""Protocol for the files of a database: backups, and what is restored from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a database: the path of its file, and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Restoration:
    """A database at `path` that came from a backup.

    `kept` is the path of the database that stood there before, None without one.
    """

    path: str
    kept: str | None


class DatabaseFiles(Protocol):
    """Copies database files. Paths are those of the command line."""

    def back_up(self, path: str, folder: str, at: datetime, keep: int | None = None) -> Backup:
        """Copy the database at `path` into a new file in a folder, named by time.

        It may be in use. With `keep`, only that many of its newest backups stay in the folder.
        Raises StoreError.
        """

    def restore(self, path: str, backup: str, at: datetime) -> Restoration:
        """Replace the database at `path` with a backup; the old one is kept beside it.

        A crash leaves either the old database or the new one. Raises StoreError: StoreInUse while
        any process uses the database.
        """
