"""Text output in a pipe and on a real pseudo-terminal."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable

import pytest
from click.testing import Result

from bot.cli.output.renderer import Screen, render
from bot.cli.output.text_shapes import OutputBlock, OutputLine, OutputSpan, OutputTable, Weight
from tests.support.builders import ROOT

pytestmark = pytest.mark.slow

Footnote = Callable[..., Result]

PAGE = (
    "naps \x1b[2J\nAlso known as: PN\nFacts (2)\n"
    "[The Nap Book](https://naps.example/book) naps.example Jane Doe Mar 2026 1 fact\n"
    "claimShort naps help drivers more than coffee does, and they help for longer than it does.\n"
    "漢字の本 kanji.example 1 fact\n"
    "quote仮眠は役に立つ。仮眠は役に立つ。仮眠は役に立つ。仮眠は役に立つ。\n"
)
ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def run_in_terminal(path: str, columns: int, *arguments: str, **variables: str) -> str:
    """Return what the program prints on a terminal of a width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    env |= {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    env |= variables
    command = [sys.executable, "-m", "bot", "--db", path, *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        printed = b""
        try:
            while chunk := os.read(ours, 65_536):
                printed += chunk
        except OSError:  # Linux raises it when the other end is closed
            pass
    os.close(ours)
    return printed.decode()


@pytest.fixture
def filled_path(footnote: Footnote, path: str) -> str:
    assert footnote("import", "-", given=PAGE).exit_code == 0
    return path


def test_a_topic_wraps_with_a_hanging_indent(filled_path: str) -> None:
    plain = ESCAPE.sub("", run_in_terminal(filled_path, 60, "topic", "pn")).replace("\r\n", "\n")
    first, second, *_ = plain.partition("    1  claim        ")[2].splitlines()
    assert first.startswith("Short naps help drivers more")
    assert second.startswith(" " * len("    1  claim        ") + second.strip())
    assert max(map(len, plain.splitlines())) <= 60


def test_wide_letters_wrap_at_the_width(filled_path: str) -> None:
    plain = ESCAPE.sub("", run_in_terminal(filled_path, 50, "topic", "pn"))
    wide = [line for line in plain.splitlines() if "仮" in line]
    assert len(wide) > 1
    assert all(len(line) + sum(ord(c) > 0x2E80 for c in line) <= 50 for line in wide)


def test_a_title_is_a_link_to_its_source(filled_path: str) -> None:
    for question in (("topic", "pn"), ("sources",), ("fact", "1")):
        assert "https://naps.example/book\x1b\\" in run_in_terminal(filled_path, 100, *question)


def test_stored_text_cannot_control_the_terminal(filled_path: str) -> None:
    for question in (("topic", "pn"), ("topics",), ("topic", "naps")):
        assert "\x1b[2J" not in run_in_terminal(filled_path, 80, *question)


def test_a_terminal_and_a_pipe_get_the_same_text(filled_path: str, footnote: Footnote) -> None:
    for question in (("topic", "pn"), ("topics",), ("sources",), ("fact", "1"), ("search", "naps")):
        shown = ESCAPE.sub("", run_in_terminal(filled_path, 400, *question)).replace("\r\n", "\n")
        assert shown == footnote(*question).stdout


def test_styles_can_be_turned_off(filled_path: str) -> None:
    assert "\x1b" in run_in_terminal(filled_path, 100, "topic", "pn")
    assert "\x1b" not in run_in_terminal(filled_path, 100, "topic", "pn", NO_COLOR="1")
    assert "\x1b" not in run_in_terminal(filled_path, 100, "topic", "pn", TERM="dumb")


def test_rich_text_keeps_its_styles_across_lines() -> None:
    title = OutputSpan("A Nap Book", Weight.HEADING, "https://naps.example")
    line = OutputLine((title, OutputSpan("  naps.example", Weight.SMALL_PRINT)))
    first, second = render([line], Screen(20, is_styled=True))
    linked = "\x1b]8;;https://naps.example\x1b\\\x1b[1mA Nap Book\x1b[0m\x1b]8;;\x1b\\"
    assert first.strip() == linked
    assert second == "\x1b[2mnaps.example\x1b[0m\n"


def table(*rows: tuple[str, ...]) -> list[OutputBlock]:
    cells = [tuple(map(OutputSpan, row)) for row in rows]
    return [OutputTable(("Topic", "Also known as"), ("Facts",), cells)]


def test_a_wide_table_wraps_words_but_not_figures() -> None:
    blocks = table(("power naps by day and by night", "a nap, a doze", "12"))
    assert list(render(blocks, Screen(34))) == [
        "Topic         Also known as  Facts\n",
        "power naps    a nap, a doze     12\n",
        "by day and\n",
        "by night\n",
    ]


def test_a_pipe_keeps_a_row_on_one_line() -> None:
    blocks = table(("仮眠", "n" * 200, "12"), ("naps", "", "3"))
    heading, first, second = render(blocks, Screen())
    assert heading.startswith("Topic  Also known as  ")
    assert first == f"仮眠   {'n' * 200}     12\n"
    assert second == f"naps   {' ' * 200}      3\n"
