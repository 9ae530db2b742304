"""A backup, restore or migration killed at any step leaves a whole database at its path."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.builders import ROOT

pytestmark = pytest.mark.slow

START = """
import asyncio, shutil, sqlite3, sys
from contextlib import closing
from pathlib import Path
from storage.engine.sqlite.backup import back_up
from storage.engine.sqlite.migrations import load_migrations, migrate
from storage.engine.sqlite.restoration import restore
from tests.support.database_files import *
from tests.support.kill_points import kill_at_each_step

folder = Path(sys.argv[1])
work, saved = folder / "work", folder / "saved"
path = str(work / "footnote.db")

def prepare():
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(saved, work)

def find(pattern):
    return [str(each) for each in work.rglob(pattern)]
"""
RESTORE = """
asyncio.run(make_library(path_of := str(folder / "new.db"), "Short naps help."))
backup = back_up(path_of, str(saved), NOON).path
asyncio.run(make_library(str(saved / "footnote.db"), "Short naps help."))
leave_journal(str(saved / "footnote.db"), "Old")

steps = set()
for step in kill_at_each_step(prepare, lambda: restore(path, backup, NOON)):
    found = titles(path)
    assert found in (["Old"], ["A Paper"]), (step, found)
    assert is_whole(path), step
    if found == ["A Paper"]:
        (kept,) = find("*before-restore*Z")
        assert titles(kept) == ["Old"], step
    steps.add(found[0])
    restore(path, backup, NOON)
    assert titles(path) == ["A Paper"]
    assert any(titles(each) == ["Old"] for each in find("*before-restore*")), step
assert steps == {"Old", "A Paper"}
print(step)
"""
BACKUP = """
asyncio.run(make_library(str(saved / "footnote.db"), "Short naps help."))
leave_journal(str(saved / "footnote.db"), "Old")

counts = set()
for step in kill_at_each_step(prepare, lambda: back_up(path, str(work / "backups"), NOON, 1)):
    made = find("backups/footnote-*")
    for each in made:
        assert is_whole(each) and titles(each) == ["Old"], step
    counts.add(len(made))
    assert is_whole(path) and titles(path) == ["Old"], step
assert counts == {0, 1}
print(step)
"""
MIGRATION = """
make_old_database(str(saved / "footnote.db"))
newest = load_migrations()[-1].version

def migrate_file():
    from storage.engine.sqlite.backup import keep_copy
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, load_migrations(), lambda version: keep_copy(path, version))

versions = set()
for step in kill_at_each_step(prepare, migrate_file):
    version = version_of(path)
    copies = find("*.before-v4")
    assert is_whole(path) and all(is_whole(each) for each in copies), step
    assert all(version_of(each) == 3 for each in copies), step
    assert version == 3 or (version == newest and copies), step
    versions.add(version)
assert versions == {3, newest}
print(step)
"""


@pytest.mark.parametrize(
    "program", [RESTORE, BACKUP, MIGRATION], ids=["restore", "backup", "migration"]
)
def test_killed_at_any_step_nothing_is_lost(tmp_path: Path, program: str) -> None:
    (tmp_path / "saved").mkdir()
    command = [sys.executable, "-c", START + program, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50
