"""Kept counts are those of a recount, after any writes of the tables that they count."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest

from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY
from storage.engine.sqlite.connection import set_up
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.library.import_batch import ImportWriter
from tests.support.curation import OTHER, SERVER
from tests.support.recounts import assert_counts_match
from tests.support.row_writes import RowWriter, choose_drafts

FIRST_VERSION_WITH_COUNTS = 15
LIBRARIES = (SHARED_LIBRARY, SERVER, OTHER)


@pytest.fixture
def connection(path: str) -> Iterator[sqlite3.Connection]:
    with closing(open_file(path)) as connection:
        migrate(connection, load_migrations())
        yield connection


def open_file(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    set_up(connection)
    return connection


@pytest.mark.parametrize("number", range(4))
def test_some_writes_of_rows_keep_the_counts(connection: sqlite3.Connection, number: int) -> None:
    write_rows(connection, Random(number), 150)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(6))
def test_many_writes_of_rows_keep_the_counts(
    connection: sqlite3.Connection, seed: int, number: int
) -> None:
    write_rows(connection, Random(f"{seed} {number}"), 300)


def write_rows(connection: sqlite3.Connection, random: Random, length: int) -> None:
    """Write random rows, and recount after each."""
    writer = RowWriter(random, connection)
    for _ in range(length):
        writer.write()
        assert_counts_match(connection)


@pytest.mark.parametrize("number", range(10))
def test_imports_in_batches_keep_the_counts(connection: sqlite3.Connection, number: int) -> None:
    random = Random(number)
    writer = RowWriter(random, connection)
    for change in range(2, 12):
        library = random.choice(LIBRARIES)
        connection.execute(
            "INSERT INTO change (id, library, made_at, reason) VALUES (?, ?, '', '')",
            (change, library),
        )
        imported = ImportWriter(library, ChangeId(change))
        imported.begin(connection)
        for _ in range(3):
            imported.write_batch(choose_drafts(random), connection)
            assert_counts_match(connection)
        imported.finish(connection)
        writer.write()
        assert_counts_match(connection)


@pytest.mark.parametrize("number", range(4))
def test_a_migration_counts_what_an_older_version_has(path: str, number: int) -> None:
    with closing(open_file(path)) as connection:
        migrate(connection, load_migrations()[: FIRST_VERSION_WITH_COUNTS - 1])
        writer = RowWriter(Random(number), connection)
        for _ in range(60):
            writer.add()
        migrate(connection, load_migrations())
        assert_counts_match(connection)
