"""What `backup` and `restore` print and refuse."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.cli.test_bad_input import check_error, run_on_tmpfs
from tests.support.builders import ROOT, dump
from tests.support.command_line import Footnote
from tests.support.database_files import damage, is_whole, make_old_database, names_in
from tests.support.identity import NOWHERE, TOKEN

RUN = """
import sys
from bot.__main__ import main
from tests.support.standin import redirect_discord
with redirect_discord(int(sys.argv.pop(1))):
    main()
"""


def back_up(footnote: Footnote, folder: Path, *options: str) -> str:
    """Make a backup; return its path."""
    printed = json.loads(footnote("backup", str(folder), "--json", *options).stdout)
    return str(printed["path"])


def test_a_backup_prints_its_path_and_size(filled: Footnote, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    result = filled("backup", str(folder))
    (name,) = names_in(folder)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Backed up to {folder / name} (")
    assert result.stdout.endswith(" MB).\n")
    printed = json.loads(filled("backup", str(folder), "--json").stdout)
    assert Path(printed["path"]).stat().st_size == printed["size"]


def test_keep_removes_older_backups(filled: Footnote, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [back_up(filled, folder, "--keep", "2") for _ in range(4)]
    assert {str(folder / name) for name in names_in(folder)} == set(made[-2:])
    assert filled("backup", str(folder), "--keep", "0").exit_code == 2


def test_a_backup_of_a_missing_database_makes_nothing(footnote: Footnote, tmp_path: Path) -> None:
    result = footnote("backup", str(tmp_path / "backups"))
    assert result.exit_code == 1
    assert "There is no database at" in result.stderr
    assert names_in(tmp_path) == []


def test_a_backup_that_cannot_be_written_is_an_error(filled: Footnote, page: str) -> None:
    check_error(filled("backup", page), "No backup can be written to")


def test_a_restore_brings_back_what_was_there(filled: Footnote, path: str, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "backups")
    before = dump(path)
    filled("import", "--starter")
    result = filled("restore", made)
    assert result.exit_code == 0
    assert dump(path) == before
    restored, kept = result.stdout.splitlines()
    assert restored == f"Restored {path} from {made}."
    assert kept.startswith(f"The database before it is kept as {path}.before-restore-")
    assert filled("topic", "pn").exit_code == 0
    assert filled("topic", "rlhf").exit_code == 1


def test_a_restore_needs_no_database(filled: Footnote, path: str, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "backups")
    Path(path).unlink()
    assert filled("restore", made).stdout == f"Restored {path} from {made}.\n"
    assert filled("topic", "pn").exit_code == 0


def test_what_cannot_be_restored_is_an_error(
    filled: Footnote, page: str, path: str, tmp_path: Path
) -> None:
    before = dump(path)
    made = back_up(filled, tmp_path / "backups")
    damage(made)
    check_error(filled("restore", made), "is damaged. Nothing was restored.")
    check_error(filled("restore", page), "is not a backup of a Footnote database.")
    check_error(filled("restore", "nowhere.db"), "nowhere.db: no such file.")
    newer = back_up(filled, tmp_path / "backups")
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    check_error(filled("restore", newer), "was written by a newer Footnote")
    assert dump(path) == before


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["run", "demo"])
def test_a_running_bot_can_be_backed_up_but_not_replaced(
    filled: Footnote, path: str, tmp_path: Path, verb: str
) -> None:
    made = back_up(filled, tmp_path / "backups")
    arguments = {"run": ["run"], "demo": ["demo", "--no-browser"]}[verb]
    command = [sys.executable, "-c", RUN, str(NOWHERE), *arguments, "--db", path]
    surroundings = os.environ | {"FOOTNOTE_TOKEN": TOKEN}
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as bot:
        assert bot.stdout is not None
        bot.stdout.readline()
        check_error(filled("restore", made), "is in use, by a running bot or another command.")
        assert is_whole(back_up(filled, tmp_path / "backups"))
        bot.terminate()
        bot.communicate()
    assert filled("restore", made).exit_code == 0


@pytest.mark.slow
def test_a_full_disk_leaves_no_half_backup(tmp_path: Path, page: str) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    done = run_on_tmpfs(
        "size=2m", folder, f"footnote import {page}",
        f"dd if=/dev/zero of={folder}/spare bs=1k count=200 2>/dev/null",
        f"dd if=/dev/zero of={folder}/fill bs=4k 2>/dev/null; rm {folder}/spare",
        f"footnote backup {folder}/backups", "echo exit $?",
        f"ls -A {folder}/backups", f"rm {folder}/fill",
        f"footnote backup {folder}/backups >/dev/null",
        f"dd if=/dev/zero of={folder}/fill bs=4k 2>/dev/null",
        f"footnote restore {folder}/backups/*", "echo exit $?",
        f"rm {folder}/fill", f"ls -A {folder}", "footnote topics",
    )  # fmt: skip
    assert done.stderr.count("is full. Nothing was written.") == 2
    assert "exit 3\nexit 3\nbackups\nf.db\nf.db-lock\n" in done.stdout
    assert done.stdout.endswith("power naps  PN, Power-nap      4        2       1\n")


@pytest.mark.slow
def test_a_full_disk_stops_a_migration_before_it_begins(tmp_path: Path) -> None:
    folder, old = tmp_path / "mounted", tmp_path / "old.db"
    folder.mkdir()
    make_old_database(str(old))
    done = run_on_tmpfs(
        "size=2m", folder, f"cp {old} {folder}/f.db",
        f"dd if=/dev/zero of={folder}/spare bs=1k count=72 2>/dev/null",
        f"dd if=/dev/zero of={folder}/fill bs=4k 2>/dev/null; rm {folder}/spare",
        "footnote topics", "echo exit $?",
        f"ls -A {folder}", f"cp {folder}/f.db {tmp_path}/after.db",
    )  # fmt: skip
    assert "is full. Nothing was written." in done.stderr
    assert done.stdout.splitlines() == ["exit 3", "f.db", "f.db-lock", "fill"]
    assert dump(str(tmp_path / "after.db")) == dump(str(old))
