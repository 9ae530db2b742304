"""Backups: copies named by time, and copies before a migration."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from facts.store.database_files import Backup
from facts.store.errors import BackupFolderUnusable, StoreReadOnly
from storage.engine.sqlite.connection import add_suffix, find_file, lock_file, match_owner
from storage.engine.sqlite.file_copy import (
    copy_database,
    flush,
    open_partial,
    translate_os_errors,
)

_FOLDER_MODE: Final = 0o700
_ENDING: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(?:-(\d+))?\.db")
"""The time of a backup, and its number among those of the same second."""


def back_up(path: str, folder: str, at: datetime, keep: int | None = None) -> Backup:
    """Copy the database into a new file of a folder, named by time.

    See facts.store.database_files.
    """
    database = find_file(path)
    with translate_os_errors(folder, BackupFolderUnusable), lock_file(path):
        place = Path(folder).resolve()
        place.mkdir(_FOLDER_MODE, exist_ok=True)
        with open_partial(place) as copy:
            copy_database(database, path, copy)
            match_owner(copy, database)
            name = _publish(copy, f"{database.stem}-{format_moment(at)}")
        flush(place)
        if keep is not None:
            _remove_oldest(place, database.stem, name, keep)
        return Backup(str(Path(folder, name)), Path(place, name).stat().st_size)


def keep_copy(path: str, version: int) -> None:
    """Keep a copy of a database that is about to be migrated.

    It is named after the next version, and replaces an earlier one. Raises StoreError.
    """
    database = find_file(path)
    with (
        translate_os_errors(path, StoreReadOnly),
        open_partial(database.parent) as copy,
    ):
        copy_database(database, path, copy)
        match_owner(copy, database)
        copy.replace(add_suffix(database, f".before-v{version + 1}"))
        flush(database.parent)


def format_moment(at: datetime) -> str:
    """Return an instant in UTC for a file name; the names sort in time order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def number_names(name: str, ending: str = "") -> Iterator[str]:
    """Yield a name, and then the same with numbers from 2."""
    yield name + ending
    for number in count(2):
        yield f"{name}-{number}{ending}"


def _publish(copy: Path, name: str) -> str:
    """Give a finished copy a name that no other file has; return it."""
    for each in number_names(name, ".db"):
        with suppress(FileExistsError):
            _move_to_new(copy, copy.with_name(each))
            break
    return each


def _move_to_new(copy: Path, new: Path) -> None:
    """Rename a file, unless the new name exists."""
    try:
        os.link(copy, new)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if new.exists():
            raise FileExistsError from None
        copy.rename(new)


def _remove_oldest(folder: Path, stem: str, newest: str, keep: int) -> None:
    """Remove the oldest backups of a database, so that `keep` are left with the newest."""
    others = {
        (match[1], int(match[2] or 1)): each
        for each in folder.iterdir()
        if each.name != newest and (match := _match_backup(each, stem))
    }
    for each in sorted(others)[: max(0, len(others) - keep + 1)]:
        others[each].unlink(missing_ok=True)


def _match_backup(file: Path, stem: str) -> re.Match[str] | None:
    if not (file.name.startswith(f"{stem}-") and file.is_file()):
        return None
    return _ENDING.fullmatch(file.name.removeprefix(f"{stem}-"))
