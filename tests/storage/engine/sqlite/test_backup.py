"""Backups, and the copy that is kept before a migration."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from facts.store.errors import (
    BackupFolderUnusable,
    StoreDamaged,
    StoreForeign,
    StoreUnreachable,
)
from storage.engine.sqlite.backup import back_up
from storage.engine.sqlite.database import open_database
from storage.engine.sqlite.migrations import Migration, load_migrations
from storage.search.indexer import index_pending
from storage.store import open_store
from tests.support.builders import ROOT, add, dump, fact_draft
from tests.support.database_files import (
    NOON,
    STAMP,
    damage,
    is_whole,
    make_library,
    make_old_database,
    mode_of,
    names_in,
    read_facts,
    version_of,
)

LATER = Migration(load_migrations()[-1].version + 1, "CREATE TABLE later (x INTEGER) STRICT;")
ENDLESS_WRITER = """
import asyncio, sys
from facts.model.entities import SHARED_LIBRARY
from storage.store import open_store
from tests.support.builders import NOTE, fact_draft

async def main():
    async with open_store(sys.argv[1]) as store:
        for number in range(10**6):
            drafts = [fact_draft(f"Fact {number}, part {part}.") for part in range(10)]
            await store.add(SHARED_LIBRARY, drafts, NOTE)
            print("added", flush=True)

asyncio.run(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "backups")


async def test_a_backup_is_one_private_file_with_everything(path: str, folder: str) -> None:
    async with open_store(path) as store:
        await add(store, fact_draft("Short naps help."))
        assert Path(path + "-wal").stat().st_size > 0
        made = back_up(path, folder, NOON)
    assert names_in(folder) == [f"footnote-{STAMP}.db"]
    assert made.path == f"{folder}/footnote-{STAMP}.db"
    assert made.size == Path(made.path).stat().st_size
    assert (mode_of(made.path), mode_of(folder)) == (0o600, 0o700)
    assert dump(made.path) == dump(path)
    assert names_in(folder) == [f"footnote-{STAMP}.db"]


async def test_a_backup_can_be_opened_as_a_database(path: str, folder: str) -> None:
    await make_library(path, "Short naps help.", "Long naps do not.")
    assert await read_facts(back_up(path, folder, NOON).path) == 2


@pytest.mark.slow
async def test_a_backup_during_writes_holds_whole_changes(path: str, folder: str) -> None:
    await make_library(path)
    command = [sys.executable, "-c", ENDLESS_WRITER, path]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        made = []
        for _ in range(5):
            writer.stdout.readline()
            made.append(back_up(path, folder, NOON).path)
        writer.kill()
    counts = [await read_facts(each) for each in made]
    assert counts == sorted(counts)
    assert counts[0] >= 10
    assert all(count % 10 == 0 for count in counts)


async def test_backups_of_the_same_second_get_numbers(path: str, folder: str) -> None:
    await make_library(path)
    Path(folder).mkdir()
    taken = Path(folder, f"footnote-{STAMP}.db")
    taken.write_text("mine")
    names = [Path(back_up(path, folder, NOON).path).name for _ in range(2)]
    assert names == [f"footnote-{STAMP}-2.db", f"footnote-{STAMP}-3.db"]
    assert taken.read_text() == "mine"


async def test_a_file_system_without_links_gets_backups_too(
    path: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    await make_library(path, "Short naps help.")
    made = [back_up(path, folder, NOON).path for _ in range(2)]
    assert names_in(folder) == [f"footnote-{STAMP}-2.db", f"footnote-{STAMP}.db"]
    assert [await read_facts(each) for each in made] == [1, 1]


async def test_only_the_newest_backups_of_this_database_are_kept(
    path: str, folder: str, tmp_path: Path
) -> None:
    await make_library(path)
    other = str(tmp_path / "footnote-other.db")
    await make_library(other)
    back_up(other, folder, NOON)
    Path(folder, "footnote-notes.db").touch()
    for day in range(4):
        back_up(path, folder, NOON + timedelta(days=day))
    back_up(path, folder, NOON + timedelta(days=3), keep=2)
    assert names_in(folder) == [
        "footnote-2026-12-03T120000Z-2.db",
        "footnote-2026-12-03T120000Z.db",
        "footnote-notes.db",
        f"footnote-other-{STAMP}.db",
    ]


async def test_the_new_backup_is_kept_even_if_the_clock_went_back(path: str, folder: str) -> None:
    await make_library(path)
    back_up(path, folder, NOON + timedelta(days=1))
    made = back_up(path, folder, NOON, keep=1)
    assert names_in(folder) == [Path(made.path).name]


async def test_a_damaged_database_removes_no_earlier_backup(path: str, folder: str) -> None:
    await make_library(path, *(f"Nap {number} helps." for number in range(200)))
    good = back_up(path, folder, NOON)
    damage(path)
    with pytest.raises(StoreDamaged) as refused:
        back_up(path, folder, NOON + timedelta(days=1), keep=1)
    assert refused.value.path == path
    assert names_in(folder) == [Path(good.path).name]


async def test_what_is_no_footnote_database_is_not_backed_up(path: str, folder: str) -> None:
    with pytest.raises(StoreUnreachable):
        back_up(path, folder, NOON)
    Path(path).touch()
    with pytest.raises(StoreForeign):
        back_up(path, folder, NOON)
    Path(path).write_text("not a database at all\n" * 100)
    with pytest.raises(StoreForeign):
        back_up(path, folder, NOON)
    assert names_in(folder) == []


async def test_a_folder_that_cannot_be_made_is_an_error(path: str, tmp_path: Path) -> None:
    await make_library(path)
    for folder in (path, str(tmp_path / "no" / "such")):
        with pytest.raises(BackupFolderUnusable) as refused:
            back_up(path, folder, NOON)
        assert refused.value.path == folder


async def test_the_next_backup_removes_what_a_killed_one_left(path: str, folder: str) -> None:
    await make_library(path)
    Path(folder).mkdir()
    abandoned, recent = (Path(folder, f".footnote-{name}.partial") for name in ("a", "b"))
    abandoned.touch()
    recent.touch()
    os.utime(abandoned, (0, 0))
    back_up(path, folder, NOON)
    assert not abandoned.exists()
    assert recent.exists()


async def migrate_to(path: str, *migrations: Migration) -> None:
    async with open_database(path, index_pending, (*load_migrations(), *migrations)):
        pass


async def test_a_migration_keeps_a_copy_of_the_file_before(path: str, tmp_path: Path) -> None:
    await make_library(path, "Short naps help.")
    before = dump(path)
    await migrate_to(path, LATER)
    copy = f"{path}.before-v{LATER.version}"
    assert dump(copy) == before
    assert version_of(copy) == LATER.version - 1
    assert mode_of(copy) == 0o600
    assert names_in(tmp_path) == ["footnote.db", "footnote.db-lock", Path(copy).name]


async def test_a_new_or_current_file_is_not_copied(path: str, tmp_path: Path) -> None:
    await make_library(path)
    await make_library(path)
    Path(tmp_path, "empty.db").touch()
    await make_library(str(tmp_path / "empty.db"))
    assert [name for name in names_in(tmp_path) if "before" in name] == []


async def test_several_migrations_keep_one_copy_and_fail_together(
    path: str, tmp_path: Path
) -> None:
    await make_library(path, "Short naps help.")
    before = dump(path)
    broken = Migration(LATER.version + 1, "INSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await migrate_to(path, LATER, broken)
    assert dump(path) == before
    assert version_of(path) == LATER.version - 1
    copies = [name for name in names_in(tmp_path) if "before" in name]
    assert copies == [f"footnote.db.before-v{LATER.version}"]


async def test_a_damaged_file_is_not_migrated(path: str) -> None:
    await make_library(path, *(f"Nap {number} helps." for number in range(200)))
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'fact'"
        ).fetchone()
    with Path(path).open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with pytest.raises(StoreDamaged):
        await migrate_to(path, LATER)
    assert version_of(path) == LATER.version - 1


@pytest.mark.slow
def test_processes_that_migrate_at_once_keep_one_whole_copy(path: str, tmp_path: Path) -> None:
    make_old_database(path)
    program = (
        "import asyncio, sys\nfrom storage.store import open_store\nasync def main():\n"
        "    async with open_store(sys.argv[1]): print('open')\nasyncio.run(main())"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, path], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert [process.communicate()[0] for process in running] == [b"open\n"] * 6
    copy = Path(path + ".before-v4")
    assert [name for name in names_in(tmp_path) if "before" in name] == [copy.name]
    assert version_of(copy) == 3
    assert is_whole(copy)
