"""Migrations: numbered files, each applied once, all new ones in one transaction."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facts.store.errors import StoreForeign, StoreTooNew
from storage.engine.sqlite.connection import roll_back

APPLICATION_ID: Final = int.from_bytes(b"Ftnt")
"""Identifies Footnote's files (https://sqlite.org/pragma.html#pragma_application_id)."""
_SCHEMA_FOLDER: Final = Path(__file__).with_name("schema")
_FILE_NAME: Final = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from the previous schema version to `version`."""

    version: int
    sql: str


def load_migrations() -> tuple[Migration, ...]:
    """Return the migrations that ship with the program, in order."""
    found = (
        Migration(int(name[1]), file.read_text("utf-8"))
        for file in _SCHEMA_FOLDER.iterdir()
        if (name := _FILE_NAME.fullmatch(file.name))
    )
    return tuple(sorted(found, key=lambda migration: migration.version))


def check_owner(
    connection: sqlite3.Connection, path: str, migrations: tuple[Migration, ...]
) -> None:
    """Raise StoreForeign for another program's database, StoreTooNew for a newer schema."""
    connection.execute("BEGIN")  # one snapshot: another process may be migrating
    try:
        found, known = read_version(connection), migrations[-1].version
        foreign = is_foreign(connection)
    finally:
        roll_back(connection)
    if foreign:
        raise StoreForeign(path)
    if found > known:
        raise StoreTooNew(path, found, known)


def migrate(
    connection: sqlite3.Connection,
    migrations: tuple[Migration, ...],
    keep_copy: Callable[[int], object] = lambda _: None,
) -> None:
    """Apply all newer migrations, or none if one fails.

    `keep_copy` is called first with the file's version, but not for a new file. Nothing else is
    written meanwhile.
    """
    if read_version(connection) == migrations[-1].version:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = read_version(connection)  # another process may have been faster
        due = [each for each in migrations if each.version > found]
        if found and due:
            keep_copy(found)
        for each in due:
            _apply(connection, each)
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def read_version(connection: sqlite3.Connection) -> int:
    """Return the schema version of a file, 0 for a new one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def is_owned(connection: sqlite3.Connection) -> bool:
    """Return whether Footnote wrote the file."""
    return _read_owner(connection) == APPLICATION_ID


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Return whether another program wrote the file.

    No program wrote an empty one.
    """
    owner = _read_owner(connection)
    is_used = owner or read_version(connection) or _has_tables(connection)
    return owner != APPLICATION_ID and bool(is_used)


def _read_owner(connection: sqlite3.Connection) -> int:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    return int(owner)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    for statement in _split_statements(migration.sql):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {migration.version}")


def _split_statements(sql: str) -> Iterator[str]:
    """Split a script into statements: `executescript` would commit the open transaction."""
    statement = ""
    for piece in re.split(r"(?<=;)", sql):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
