"""Reading commands start fast: they load only what they need."""

import subprocess
import sys

import pytest

from tests.support.builders import ROOT

ASK = """\
import sys
from click.testing import CliRunner
from bot.cli.main import cli
from storage.store import SqliteEngine
result = CliRunner().invoke(cli, ["--db", sys.argv[1], *sys.argv[2:]], obj=SqliteEngine())
assert result.exit_code == 0, result.output
print(*{"asyncio", "discord", "numpy", "rich"} & set(sys.modules))
"""


@pytest.mark.usefixtures("naps")
def test_showing_a_topic_loads_neither_discord_nor_numpy(path: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, path, "topic", "pn"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.split() == ["asyncio"]
