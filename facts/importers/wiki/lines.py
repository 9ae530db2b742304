"""Numbered lines, how they join into a text, and whether a text is complete."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from facts.model.entities import Kind

_CLOSED: Final = re.compile(
    r"""[.!?…。！？．｡؟۔।]"""
    r"""["'”’»«“‘›)\]}）」』】*_`\s]*\Z"""
)  # fmt: skip
_MAX_ENDING: Final = 20
_MULTILINE_KINDS: Final = frozenset({"code", "formula", "procedure", "quote", "image"})
_UNPUNCTUATED_KINDS: Final = frozenset({"code", "formula", "image"})
MAX_CHARACTERS: Final = 100_000
"""Characters of one fact: fifty printed pages. A longer text is no fact but has lost its kinds."""
_MAX_LINES: Final = 2_000
"""Lines of one fact, for the same reason."""


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


def truncate_fact(text: str) -> str:
    """Return as much of a text as one fact may have."""
    return "\n".join(text[:MAX_CHARACTERS].split("\n", _MAX_LINES)[:_MAX_LINES]).rstrip()


def is_closed(text: str) -> bool:
    """Tell whether a text ends in closing punctuation, quotes and brackets after it allowed."""
    return _CLOSED.search(text[-_MAX_ENDING:]) is not None


def is_multiline_kind(kind: Kind) -> bool:
    """Tell whether facts of a kind are often written on several lines."""
    return kind in _MULTILINE_KINDS


def is_cut_off(kind: Kind, text: str) -> bool:
    """Tell whether a fact seems to have lost its end."""
    return kind not in _UNPUNCTUATED_KINDS and not is_closed(text)
