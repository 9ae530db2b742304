import pytest

from bot.cli.output.line_wrap import count_cells, wrap


def wrap_lines(text: str, width: int | None) -> list[str]:
    return [text[part] for part in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("short naps", ["short naps"]),
        ("short naps help", ["short naps", "help"]),
        ("a  b     c  d  e", ["a  b     c", "d  e"]),
        ("0123456789abc de", ["0123456789", "abc de"]),
        ("naps 0123456789abc", ["naps", "0123456789", "abc"]),
        ("one\n\ntwo three four", ["one", "", "two three", "four"]),
        ("仮眠は役に立つ", ["仮眠は役に", "立つ"]),
        ("e\u0301" * 10, ["e\u0301" * 10]),
        ("  naps by day", ["  naps by", "day"]),
    ],
)
def test_lines_break_at_spaces_or_inside_long_words(text: str, lines: list[str]) -> None:
    assert wrap_lines(text, 10) == lines


def test_without_a_width_only_newlines_break() -> None:
    assert wrap_lines("word " * 100 + "end \nnext", None) == ["word " * 100 + "end", "next"]


def test_a_width_of_one_cell_still_makes_progress() -> None:
    assert wrap_lines("仮眠 ab", 1) == ["仮", "眠", "a", "b"]


@pytest.mark.parametrize(
    ("text", "cells"), [("naps", 4), ("仮眠", 4), ("e\u0301", 1), ("na\u200bps", 4), ("·–…", 3)]
)
def test_cells_are_counted_as_terminals_do(text: str, cells: int) -> None:
    assert count_cells(text) == cells
