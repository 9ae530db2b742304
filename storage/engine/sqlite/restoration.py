"""Restores a backup: a verified copy of it takes the place of the database."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from facts.store.database_files import Restoration
from facts.store.errors import (
    BackupDamaged,
    BackupForeign,
    StoreDamaged,
    StoreForeign,
    StoreInUse,
    StoreTooNew,
    StoreUnreachable,
)
from storage.engine.sqlite.backup import format_moment, number_names
from storage.engine.sqlite.connection import (
    JOURNALS,
    add_suffix,
    find_file,
    lock_file,
    match_owner,
)
from storage.engine.sqlite.errors import is_busy, is_damage, translate_errors
from storage.engine.sqlite.file_copy import (
    copy_database,
    flush,
    open_partial,
    translate_os_errors,
)
from storage.engine.sqlite.migrations import is_foreign, load_migrations

_PATIENCE: Final = 1.0
"""Seconds to wait for a program that holds no lock file, such as SQLite's own shell."""


def restore(path: str, backup: str, at: datetime) -> Restoration:
    """Replace the database with a backup.

    See facts.store.database_files. The old database stays at its path until the new one replaces
    it in one step.
    """
    database = find_file(path)
    with (
        translate_os_errors(path, StoreUnreachable),
        lock_file(path, alone=True),
        open_partial(database.parent) as copy,
    ):
        _copy_backup(backup, copy)
        _fold_journal(database, path)
        kept = _keep_old(database, at)
        match_owner(copy, database)
        for suffix in JOURNALS:  # SQLite would apply them to the new file
            add_suffix(database, suffix).unlink(missing_ok=True)
        copy.replace(database)
        flush(database.parent)
    return Restoration(str(database), str(kept) if kept else None)


def _copy_backup(backup: str, copy: Path) -> None:
    file, known = find_file(backup), load_migrations()[-1].version
    try:
        version = copy_database(file, backup, copy, _choose_options(file))
    except StoreForeign:
        raise BackupForeign(backup) from None
    except StoreDamaged:
        raise BackupDamaged(backup) from None
    if version > known:
        raise StoreTooNew(backup, version, known)


def _choose_options(file: Path) -> str:
    """Return how to open a backup: a file that nothing writes may be on a read-only disk."""
    is_live = any(add_suffix(file, suffix).exists() for suffix in JOURNALS)
    return "mode=rw" if is_live else "immutable=1"


def _fold_journal(database: Path, path: str) -> None:
    """Write the journal into the old database, and check that no program uses it.

    A damaged database stays as it is.
    """
    if not database.exists():
        return
    with (
        translate_errors(path),
        closing(sqlite3.connect(database, timeout=_PATIENCE, isolation_level=None)) as connection,
    ):
        try:
            if is_foreign(connection):
                raise StoreForeign(path)
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            if is_busy(error):
                raise StoreInUse(path) from error
            if not is_damage(error):
                raise


def _keep_old(database: Path, at: datetime) -> Path | None:
    """Copy the old database, and the journal that a damaged one still has."""
    name = f"{database.name}.before-restore-{format_moment(at)}"
    kept = next(
        new for each in number_names(name) if not (new := database.with_name(each)).exists()
    )
    for suffix in (*JOURNALS, ""):  # the database last: then all of it is there
        old = add_suffix(database, suffix)
        if old.exists():
            with open_partial(database.parent) as copy:
                shutil.copyfile(old, copy)
                match_owner(copy, old)
                flush(copy)
                copy.replace(add_suffix(kept, suffix))
    flush(database.parent)
    return kept if kept.exists() else None
