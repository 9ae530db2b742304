"""Numbered lines, and how lines that belong together become one text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class InputLine(NamedTuple):
    """A line as it stands in the input, counted from 1."""

    number: int
    text: str

    @property
    def stripped(self) -> str:
        """The line without white space at its ends; empty for a blank line."""
        return self.text.strip()


def join_lines(texts: Iterable[str]) -> str:
    """Return the texts as lines of one text: ends stripped, every run of blank lines as one."""
    kept: list[str] = []
    for text in texts:
        if text.strip():
            kept.append(text.rstrip("\r\n"))
        elif kept and kept[-1]:
            kept.append("")
    return "\n".join(kept).strip()


def drop_blank_lines(lines: Sequence[InputLine]) -> list[InputLine]:
    """Return the lines that are not blank."""
    return [line for line in lines if line.stripped]


def describe_lines(lines: Sequence[InputLine]) -> str:
    """Name the lines from the first to the last with their verb: "line 7 was"."""
    first, last = lines[0].number, lines[-1].number
    return f"line {first} was" if first == last else f"lines {first} to {last} were"
