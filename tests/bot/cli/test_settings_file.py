"""A file .env, as every command reads it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from storage.store import SqliteEngine


def test_an_unreadable_settings_file_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOOTNOTE_DATABASE", raising=False)
    Path(".env").write_bytes(b"\xff\xfe")
    result = CliRunner().invoke(cli, ["topics"], obj=SqliteEngine())
    assert result.exit_code == 3
    assert result.stderr == ".env cannot be used: it is not UTF-8 text.\n"


def test_a_settings_file_names_the_database_for_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOOTNOTE_DATABASE", raising=False)
    Path(".env").write_text("FOOTNOTE_DATABASE=other.db\n", "utf-8")
    CliRunner().invoke(cli, ["import", "--starter"], obj=SqliteEngine())
    assert Path("other.db").exists()
