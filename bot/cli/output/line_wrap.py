"""Widths of text in terminal cells, and line wrapping by them."""

import unicodedata
from collections.abc import Iterator
from typing import Final

_WIDE: Final = frozenset("WF")
"""East Asian widths of two cells (https://www.unicode.org/reports/tr11/)."""
_ZERO_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))
"""Categories of combining marks and invisible characters."""


def count_cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def wrap(text: str, width: int | None) -> Iterator[slice]:
    """Yield the slices of a text that fit into lines.

    A line has at most `width` cells. Lines break at a newline, at the last space that fits, or else
    inside a word. Spaces at the end of a line are left out. Without a width, only newlines break.
    """
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield from _wrap_line(text, start, end, width)
        start = end + 1


def _wrap_line(text: str, start: int, end: int, width: int | None) -> Iterator[slice]:
    while width and (cut := _find_overflow(text, start, end, width)) < end:
        space = text.rfind(" ", start, cut + 1)
        cut = space if text[start:cut].strip() and space > start else cut
        yield _trim(text, start, cut)
        start = cut
        while start < end and text[start] == " ":
            start += 1
    yield _trim(text, start, end)


def _find_overflow(text: str, start: int, end: int, width: int) -> int:
    """Return the first place past the width, or the end."""
    used = 0
    for place in range(start, end):
        used += _cells_of(text[place])
        if used > width and place > start:
            return place
    return end


def _trim(text: str, start: int, end: int) -> slice:
    return slice(start, start + len(text[start:end].rstrip(" ")))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
