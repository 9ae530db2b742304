"""Who can read the files, the lock beside them, and memory after long work."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facts.store.errors import StoreBusy, StoreForeign, StoreInUse
from storage.engine.sqlite import connection as connection_module
from storage.engine.sqlite.connection import lock_file, open_connection
from storage.store import open_store
from tests.support.builders import add, fact_draft
from tests.support.database_files import make_library, mode_of, names_in


async def test_only_the_owner_can_read_a_new_database(path: str, tmp_path: Path) -> None:
    async with open_store(path) as store:
        await add(store, fact_draft("Short naps help."))
        names = names_in(tmp_path)
        modes = {name: mode_of(tmp_path / name) for name in names}
    assert names == ["footnote.db", "footnote.db-lock", "footnote.db-shm", "footnote.db-wal"]
    assert set(modes.values()) == {0o600}


async def test_an_existing_database_is_taken_from_other_users(path: str) -> None:
    await make_library(path)
    Path(path).chmod(0o664)
    async with open_store(path) as store:
        await add(store, fact_draft("Short naps help."))
        assert mode_of(path) == mode_of(path + "-wal") == mode_of(path + "-shm") == 0o600


async def test_an_open_database_is_taken_from_other_users_with_its_journals(path: str) -> None:
    async with open_store(path) as store:
        await add(store, fact_draft("Short naps help."))
        for suffix in ("", "-wal", "-shm"):
            Path(path + suffix).chmod(0o644)
        await make_library(path)
        assert mode_of(path) == mode_of(path + "-wal") == mode_of(path + "-shm") == 0o600


async def test_the_file_of_another_program_keeps_its_mode(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    Path(path).chmod(0o644)
    with pytest.raises(StoreForeign):
        async with open_store(path):
            pass
    assert mode_of(path) == 0o644


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
async def test_the_file_of_another_user_keeps_its_mode_and_owns_the_lock(path: str) -> None:
    await make_library(path)
    Path(path).chmod(0o644)
    os.chown(path, 12_345, 12_345)
    await make_library(path)
    assert mode_of(path) == 0o644
    assert Path(path + "-lock").stat().st_uid == 12_345


async def test_processes_share_the_lock_and_a_restore_has_it_alone(path: str) -> None:
    with lock_file(path), lock_file(path), pytest.raises(StoreInUse), lock_file(path, alone=True):
        pass
    with lock_file(path, alone=True):
        with pytest.raises(StoreBusy), lock_file(path):
            pass
        with pytest.raises(StoreInUse), lock_file(path, alone=True):
            pass
    with lock_file(path, alone=True):
        pass


async def test_a_folder_without_room_for_a_lock_does_not_stop_a_command(tmp_path: Path) -> None:
    with lock_file(str(tmp_path / "no" / "folder" / "f.db")):
        pass


async def test_after_long_work_memory_is_given_back_once(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    released, loop = asyncio.Event(), asyncio.get_running_loop()
    calls: list[str] = []

    def release() -> None:
        calls.append("release")
        loop.call_soon_threadsafe(released.set)

    monkeypatch.setattr(connection_module, "_LONG", -1.0)
    monkeypatch.setattr(connection_module, "_SOON", 0.01)
    monkeypatch.setattr(connection_module, "release_memory", release)
    async with open_connection(path) as connection:
        for _ in range(3):
            await connection.run(lambda it: it.execute("SELECT 1").fetchone())
        await released.wait()
        monkeypatch.setattr(connection_module, "_LONG", 60.0)
        await connection.run(lambda it: it.execute("SELECT 1").fetchone())
    assert calls == ["release"]
