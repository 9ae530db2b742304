import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from facts.store.errors import StoreForeign, StoreTooNew
from storage.engine.sqlite.database import open_database
from storage.engine.sqlite.migrations import Migration, load_migrations
from storage.search.indexer import index_pending
from tests.support.builders import ROOT, dump


async def open_and_close(path: str, migrations: tuple[Migration, ...] = load_migrations()) -> None:
    async with open_database(path, index_pending, migrations):
        pass


def pragma(path: str, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_shipped_migrations_are_numbered_without_a_gap() -> None:
    versions = [step.version for step in load_migrations()]
    assert versions == sorted(set(versions))
    assert versions == list(range(1, versions[-1] + 1))


async def test_a_new_file_gets_the_newest_schema_in_write_ahead_mode(path: str) -> None:
    await open_and_close(path)
    assert pragma(path, "user_version") == load_migrations()[-1].version
    assert pragma(path, "journal_mode") == "wal"


async def test_every_table_is_strict(path: str) -> None:
    await open_and_close(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table'"
        ).fetchall()
    assert [name for name, strict in tables if not (strict or name.startswith("sqlite_"))] == []


async def test_opening_again_changes_nothing(path: str) -> None:
    await open_and_close(path)
    before = dump(path)
    await open_and_close(path)
    assert dump(path) == before


async def test_a_later_migration_keeps_existing_rows(path: str) -> None:
    await open_and_close(path)
    later = Migration(load_migrations()[-1].version + 1, "CREATE TABLE later (x INTEGER) STRICT;")
    await open_and_close(path, (*load_migrations(), later))
    assert pragma(path, "user_version") == later.version


async def test_a_migration_that_fails_in_the_middle_leaves_the_version_before(path: str) -> None:
    await open_and_close(path)
    before = dump(path)
    broken = Migration(
        load_migrations()[-1].version + 1,
        "CREATE TABLE half (x INTEGER) STRICT; INSERT INTO half VALUES (1);\n"
        "INSERT INTO nowhere VALUES (1);",
    )
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await open_and_close(path, (*load_migrations(), broken))
    assert dump(path) == before
    assert pragma(path, "user_version") == load_migrations()[-1].version


async def test_a_newer_database_is_refused_and_unchanged(path: str) -> None:
    await open_and_close(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = Path(path).read_bytes()
    with pytest.raises(StoreTooNew) as refused:
        await open_and_close(path)
    assert (refused.value.found, refused.value.known) == (99, load_migrations()[-1].version)
    assert Path(path).read_bytes() == before


async def test_another_programs_database_is_refused_and_unchanged(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = Path(path).read_bytes()
    with pytest.raises(StoreForeign):
        await open_and_close(path)
    assert Path(path).read_bytes() == before


async def test_a_text_file_is_refused_and_unchanged(path: str) -> None:
    Path(path).write_text("not a database at all\n" * 100)
    with pytest.raises(StoreForeign):
        await open_and_close(path)
    assert Path(path).read_text() == "not a database at all\n" * 100


@pytest.mark.slow
def test_processes_that_open_a_new_file_at_once_all_succeed(path: str) -> None:
    program = (
        "import asyncio, sys\nfrom storage.store import open_store\nasync def main():\n"
        "    async with open_store(sys.argv[1]): print('open')\nasyncio.run(main())"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, path], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert [process.communicate()[0] for process in running] == [b"open\n"] * 6
    asyncio.run(open_and_close(path))
