"""Numbered lines, and the texts that they join into."""

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
"""Characters of a fact, at most: fifty printed pages. A longer text has lost its kinds."""
_MAX_LINES: Final = 2_000
"""Lines of a fact, at most, for the same reason."""


class InputLine(NamedTuple):
    """A line of the input with its number, counted from 1."""

    number: int
    text: str

    @property
    def content(self) -> str:
        """The line without white space at its ends."""
        return self.text.strip()


def join_lines(texts: Iterable[str]) -> str:
    """Join lines into one text, stripped.

    It has at most one blank line in a row.
    """
    lines: list[str] = []
    for text in texts:
        if text.strip():
            lines.append(text.rstrip("\r\n"))
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).strip()


def drop_blank_lines(lines: Sequence[InputLine]) -> list[InputLine]:
    """Return the lines that are not blank."""
    return [line for line in lines if line.content]


def describe_lines(lines: Sequence[InputLine]) -> str:
    """Return subject and verb of a warning: "line 7 was"."""
    first, last = lines[0].number, lines[-1].number
    return f"line {first} was" if first == last else f"lines {first} to {last} were"


def truncate_fact(text: str) -> str:
    """Return a text, cut off at the limits of a fact."""
    return "\n".join(text[:MAX_CHARACTERS].split("\n", _MAX_LINES)[:_MAX_LINES]).rstrip()


def describe_cut(text: str) -> str:
    """Return the warning about a fact of which only this text is left."""
    return f"the fact is too long; its first {len(text):,} characters were imported"


def is_closed(text: str) -> bool:
    """Return whether a text ends in closing punctuation.

    Quotes or brackets may follow it.
    """
    return _CLOSED.search(text[-_MAX_ENDING:]) is not None


def is_multiline_kind(kind: Kind) -> bool:
    """Return whether facts of a kind often have several lines."""
    return kind in _MULTILINE_KINDS


def is_cut_off(kind: Kind, text: str) -> bool:
    """Return whether the end of a fact seems to be missing."""
    return kind not in _UNPUNCTUATED_KINDS and not is_closed(text)
