"""What the demo command prints, keeps and removes."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app.errors import DemoUnavailable
from bot.cli.error_messages import error_message
from bot.cli.exit_codes import exit_code
from bot.demo.app import Demo
from bot.demo.server import SERVER
from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import EVERYTHING
from storage.store import SqliteStore, open_store
from tests.support.builders import ROOT
from tests.support.command_line import Footnote


def run_demo(*arguments: str, temporary: Path) -> tuple[str, str]:
    """Run the demo until its page is open, then end it.

    Return standard output and standard error.
    """
    command = [sys.executable, "-m", "bot", *arguments, "--no-browser"]
    surroundings = {**os.environ, "TMPDIR": str(temporary), "FOOTNOTE_DATABASE": "/nowhere/at.all"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdout
        first = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        rest, complaints = process.communicate(timeout=30)
    assert process.returncode == 0
    return first + rest, complaints


@pytest.mark.slow
def test_the_demo_leaves_no_files(tmp_path: Path) -> None:
    printed, complaints = run_demo("demo", temporary=tmp_path)
    assert printed.startswith("Footnote is at http://127.0.0.1:")
    assert complaints == "The demo has ended.\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("in_front", [True, False])
def test_the_demo_keeps_its_facts_in_a_named_database(
    footnote: Footnote, page: str, tmp_path: Path, in_front: bool
) -> None:
    named = ["--db", str(tmp_path / "kept.db")]
    arguments = [*named, "demo"] if in_front else ["demo", *named]
    _, complaints = run_demo(*arguments, page, temporary=tmp_path)
    assert f"Made a new database at {named[1]}.\n" in complaints
    kept = footnote(*named, "topic", "power naps")
    assert "4 facts" in kept.stdout
    assert footnote(*named, "topic", "hallucination").exit_code == 0


@pytest.mark.slow
async def test_the_demo_loads_each_pack_once(tmp_path: Path) -> None:
    path = str(tmp_path / "kept.db")
    for _ in range(2):
        run_demo("demo", "--db", path, temporary=tmp_path)
        async with open_store(path) as store:
            counts = [
                await store.read(library, lambda it: it.facts.count(EVERYTHING))
                for library in (SHARED_LIBRARY, SERVER)
            ]
        assert [each.facts for each in counts] == [58, 58 + 44]


@pytest.mark.slow
def test_unreadable_lines_of_a_file_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "naps.txt"
    file.write_text("power naps\nFacts (2)\nSources\nA Trial a.example 1 fact\nclaimNaps help.\n")
    _, complaints = run_demo("demo", str(file), temporary=tmp_path)
    assert f"{file}:2: " in complaints


def test_a_taken_port_is_reported(footnote: Footnote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = footnote("demo", "--no-browser", "--port", str(port))
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Port {port} is taken.")


async def test_a_missing_demo_says_how_to_install_it(store: SqliteStore) -> None:
    demo = Demo(0, lambda _: None, required_modules=("no_such_module",))
    with pytest.raises(DemoUnavailable) as raised:
        await demo.show(store)
    assert exit_code(raised.value) == 3
    assert "pip install -r requirements-demo.lock" in error_message(raised.value)
