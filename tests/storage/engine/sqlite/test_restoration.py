"""A backup replaces the database, which stays beside it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from facts.store.errors import (
    BackupDamaged,
    BackupForeign,
    StoreBusy,
    StoreForeign,
    StoreInUse,
    StoreTooNew,
    StoreUnreachable,
)
from storage.engine.sqlite.backup import back_up
from storage.engine.sqlite.connection import lock_file
from storage.engine.sqlite.migrations import load_migrations
from storage.engine.sqlite.restoration import restore
from storage.store import open_store
from tests.support.builders import dump
from tests.support.database_files import (
    NOON,
    STAMP,
    damage,
    leave_journal,
    make_library,
    make_old_database,
    mode_of,
    names_in,
    read_facts,
    titles,
    version_of,
)

pytestmark = pytest.mark.slow

KEPT = f"footnote.db.before-restore-{STAMP}"


@pytest.fixture
async def backup(path: str, tmp_path: Path) -> str:
    """A backup with one fact; since then, the database has two."""
    await make_library(path, "Short naps help.")
    made = back_up(path, str(tmp_path / "backups"), NOON).path
    await make_library(path, "Long naps do not.")
    return made


async def test_the_backup_replaces_the_database_which_is_kept(
    path: str, backup: str, tmp_path: Path
) -> None:
    before, old = dump(backup), dump(path)
    done = restore(path, backup, NOON)
    assert (done.path, done.kept) == (path, str(tmp_path / KEPT))
    assert names_in(tmp_path) == ["backups", "footnote.db", "footnote.db-lock", KEPT]
    assert dump(path) == dump(backup) == before
    assert dump(str(tmp_path / KEPT)) == old
    assert (mode_of(path), mode_of(tmp_path / KEPT)) == (0o600, 0o600)
    assert await read_facts(path) == 1


async def test_no_database_is_needed(tmp_path: Path, backup: str) -> None:
    new = tmp_path / "new.db"
    assert restore(str(new), backup, NOON).kept is None
    assert await read_facts(str(new)) == 1
    with pytest.raises(StoreUnreachable):
        restore(str(tmp_path / "no" / "folder" / "f.db"), backup, NOON)


async def test_what_only_the_journal_has_is_kept_too(
    path: str, backup: str, tmp_path: Path
) -> None:
    leave_journal(path, "Written before the crash")
    restore(path, backup, NOON)
    assert titles(tmp_path / KEPT) == ["Written before the crash"]
    assert titles(path) == ["A Paper"]


async def test_a_journal_without_its_database_is_not_applied(
    path: str, backup: str, tmp_path: Path
) -> None:
    leave_journal(path, "Written before the crash")
    Path(path).unlink()
    assert restore(path, backup, NOON).kept is None
    assert titles(path) == ["A Paper"]
    assert (tmp_path / f"{KEPT}-wal").stat().st_size > 0


@pytest.mark.parametrize("is_header_lost", [True, False])
async def test_a_damaged_database_is_replaced_and_kept_as_it_was(
    path: str, backup: str, tmp_path: Path, is_header_lost: bool
) -> None:
    leave_journal(path, "Written before the crash")
    damage(path)
    if is_header_lost:
        with Path(path).open("r+b") as file:
            file.write(b"\xa5" * 4096)
        Path(path + "-wal").write_bytes(b"\xa5" * 4096)
    restore(path, backup, NOON)
    assert await read_facts(path) == 1
    assert (tmp_path / KEPT).stat().st_size > 0


async def test_two_restores_in_one_second_keep_both_databases(
    path: str, backup: str, tmp_path: Path
) -> None:
    first, second = (restore(path, backup, NOON).kept for _ in range(2))
    assert (first, second) == (str(tmp_path / KEPT), str(tmp_path / f"{KEPT}-2"))
    assert await read_facts(str(first)) == 2
    assert await read_facts(str(second)) == 1


async def test_a_kept_database_can_be_restored_again(path: str, backup: str) -> None:
    kept = restore(path, backup, NOON).kept
    assert kept is not None
    restore(path, kept, NOON + timedelta(hours=1))
    assert await read_facts(path) == 2


async def test_a_database_in_use_is_not_replaced(path: str, backup: str) -> None:
    async with open_store(path), open_store(path):
        with pytest.raises(StoreInUse):
            restore(path, backup, NOON)
    assert await read_facts(path) == 2


async def test_a_database_in_use_by_another_program_is_not_replaced(path: str, backup: str) -> None:
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("SELECT * FROM fact").fetchone()
        with pytest.raises(StoreInUse):
            restore(path, backup, NOON)
    assert await read_facts(path) == 2


@pytest.mark.usefixtures("backup")
async def test_a_database_cannot_be_opened_during_a_restore(path: str) -> None:
    with lock_file(path, alone=True), pytest.raises(StoreBusy):
        async with open_store(path):
            pass
    assert await read_facts(path) == 2


async def test_a_restore_through_a_link_replaces_the_file_it_leads_to(
    path: str, backup: str, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    async with open_store(path):
        with pytest.raises(StoreInUse):
            restore(str(link), backup, NOON)
    restore(str(link), backup, NOON)
    assert link.is_symlink()
    assert await read_facts(path) == 1


async def test_a_plain_copy_with_its_journal_is_a_backup_too(path: str, backup: str) -> None:
    leave_journal(backup, "Written before the crash")
    restore(path, backup, NOON)
    assert titles(path) == ["Written before the crash"]


@pytest.mark.parametrize("content", [b"", b"once upon a time\n" * 100, None])
async def test_what_is_no_backup_is_refused(
    path: str, backup: str, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "other.db"
    if content is None:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE theirs (x)")
    else:
        file.write_bytes(content)
    before = names_in(tmp_path)
    with pytest.raises(BackupForeign) as refused:
        restore(path, str(file), NOON)
    assert refused.value.path == str(file)
    assert names_in(tmp_path) == before
    assert await read_facts(path) == 2
    assert Path(backup).exists()


async def test_a_damaged_backup_is_refused(path: str, backup: str, tmp_path: Path) -> None:
    damage(backup)
    before = names_in(tmp_path)
    with pytest.raises(BackupDamaged):
        restore(path, backup, NOON)
    assert names_in(tmp_path) == before
    assert await read_facts(path) == 2


async def test_a_cut_off_backup_is_refused(path: str, backup: str) -> None:
    content = Path(backup).read_bytes()
    Path(backup).write_bytes(content[: len(content) // 2])
    with pytest.raises(BackupDamaged):
        restore(path, backup, NOON)
    assert await read_facts(path) == 2


async def test_a_backup_of_a_newer_program_is_refused(path: str, backup: str) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew) as refused:
        restore(path, backup, NOON)
    assert (refused.value.path, refused.value.found) == (backup, 99)
    assert await read_facts(path) == 2


async def test_a_database_of_a_newer_program_can_be_replaced(path: str, backup: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    kept = restore(path, backup, NOON).kept
    assert kept is not None
    assert version_of(kept) == 99
    assert await read_facts(path) == 1


async def test_a_database_of_another_program_is_not_replaced(tmp_path: Path, backup: str) -> None:
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = theirs.read_bytes()
    with pytest.raises(StoreForeign):
        restore(str(theirs), backup, NOON)
    assert theirs.read_bytes() == before


async def test_an_older_backup_is_migrated_when_it_is_opened(path: str, tmp_path: Path) -> None:
    old = str(tmp_path / "old.db")
    make_old_database(old)
    restore(path, old, NOON)
    assert version_of(path) == 3
    assert await read_facts(path) == 0
    assert version_of(path) == load_migrations()[-1].version
    assert version_of(old) == 3
