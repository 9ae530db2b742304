"""Migrations: numbered files, each applied once, in its own transaction."""

import re
import sqlite3
from collections.abc import Iterator
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
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        found, known = _read_version(connection), migrations[-1].version
        is_foreign = owner != APPLICATION_ID and (found or owner or _has_tables(connection))
    finally:
        roll_back(connection)
    if is_foreign:
        raise StoreForeign(path)
    if found > known:
        raise StoreTooNew(path, found, known)


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Apply all newer migrations. One that fails leaves the previous version."""
    found = _read_version(connection)
    for migration in migrations:
        if migration.version > found:
            _apply(connection, migration)


def _read_version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _read_version(connection) == migration.version - 1:  # else another process was faster
            for statement in _split_statements(migration.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {migration.version}")
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def _split_statements(sql: str) -> Iterator[str]:
    """Split a script into statements: `executescript` would commit the open transaction."""
    statement = ""
    for piece in re.split(r"(?<=;)", sql):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
