"""The command that runs the bot."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from bot.cli.run_command import SWITCH_INTERVAL
from storage.store import SqliteEngine


def test_no_thread_of_the_bot_keeps_answers_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOOTNOTE_TOKEN", "token")
    before = sys.getswitchinterval()
    try:
        result = CliRunner().invoke(cli, ["run", "--db", "missing/f.db"], obj=SqliteEngine())
        assert result.exit_code == 3
        assert sys.getswitchinterval() == pytest.approx(SWITCH_INTERVAL)
    finally:
        sys.setswitchinterval(before)
