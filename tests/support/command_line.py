"""Fixtures that run the command line in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from storage.store import SqliteEngine

Footnote = Callable[..., Result]

PAGE = """\
power naps
Also known as: PN, Power-nap
Facts (4)
Sources
Sleep and Driving: A Trial example.org Mar 15, 2026 2 facts
measurementNaps of twenty minutes halved the lapses of night drivers.
claimShort naps help drivers more than coffee does.
The Nap Handbook naps.example 2 facts
procedureLie down, set an alarm to twenty minutes, and rise when it rings.
claimLong naps leave people drowsy.
"""


@pytest.fixture
def footnote(path: str, monkeypatch: pytest.MonkeyPatch) -> Footnote:
    """Run the program in this process on a database of its own."""
    monkeypatch.setenv("FOOTNOTE_DATABASE", path)

    def run(*arguments: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(
            cli,
            arguments,
            input=given,
            obj=SqliteEngine(),
            prog_name="footnote",
            catch_exceptions=False,
        )

    return run


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "naps.txt"
    file.write_text(PAGE, "utf-8")
    return str(file)


@pytest.fixture
def filled(footnote: Footnote, page: str) -> Footnote:
    assert footnote("import", page).exit_code == 0
    return footnote


def run_json(footnote: Footnote, *arguments: str) -> Any:  # noqa: ANN401 (JSON may be anything)
    """Return what a successful command prints with --json."""
    result = footnote(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def add_fact(footnote: Footnote, text: str, *arguments: str) -> int:
    """Add a fact on naps, and return its number."""
    base = ("add", "--text", text, "--topic", "power naps", "--source-title", "Lab Notes")
    return int(run_json(footnote, *base, *arguments)["fact"])
