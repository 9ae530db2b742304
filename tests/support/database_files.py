"""Database files: what they hold, and how to prepare and damage them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import EVERYTHING
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.store import open_store
from tests.support.builders import ROOT, add, fact_draft

NOON = datetime(2026, 11, 30, 12, 0, 0, tzinfo=UTC)
STAMP = "2026-11-30T120000Z"

_WRITER = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("UPDATE source SET title = ?", sys.argv[2:])
connection.commit()
os._exit(0)  # like a kill: the journal stays
"""


async def make_library(path: str, *texts: str) -> None:
    """Create a database with facts of these texts, or add them to it."""
    async with open_store(path) as store:
        await add(store, *(fact_draft(text) for text in texts))


async def read_facts(path: str) -> int:
    """Return how many facts the library has, once it opens and is whole."""
    async with open_store(path) as store:
        totals = await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))
    assert is_whole(path)
    return totals.facts


def make_old_database(path: str, version: int = 3) -> None:
    """Create a database with the schema of an earlier version."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, load_migrations()[:version])


def leave_journal(path: str, title: str) -> None:
    """Rename all sources, and end like a killed process: only the journal has the titles."""
    subprocess.run([sys.executable, "-c", _WRITER, path, title], cwd=ROOT, check=True)
    assert Path(path + "-wal").stat().st_size > 0


def titles(path: str | Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM source ORDER BY id")]


def is_whole(path: str | Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def version_of(path: str | Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def damage(path: str | Path) -> None:
    """Overwrite the middle of a file."""
    with Path(path).open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(4096)
        file.write(b"\xa5" * (size - 8192))


def mode_of(path: str | Path) -> int:
    return Path(path).stat().st_mode & 0o777


def names_in(folder: str | Path) -> list[str]:
    return sorted(each.name for each in Path(folder).iterdir())
