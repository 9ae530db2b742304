"""What the command of the demonstration says when it cannot show it."""

import socket

import pytest

from bot import demo
from tests.bot.cli.conftest import Footnote


def test_a_taken_port_is_told(footnote: Footnote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = footnote("demo", "--no-browser", "--port", str(port))
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Port {port} is taken.")


def test_a_demonstration_that_is_not_installed_says_how_to(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_NEEDED", ("no_such_module",))
    result = footnote("demo", "--no-browser")
    assert result.exit_code == 3
    assert "pip install -r requirements-demo.lock" in result.stderr
