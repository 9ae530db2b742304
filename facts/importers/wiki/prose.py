"""Whether a text has come to its end, as far as its kind lets one tell."""

import re
from typing import Final

from facts.model.entities import Kind

_CLOSED: Final = re.compile(
    r"""[.!?…。！？．｡؟۔।]"""
    r"""["'”’»«“‘›)\]}）」』】*_`\s]*\Z"""
)  # fmt: skip
_LONGEST_ENDING: Final = 20
_FREELY_BROKEN: Final = frozenset({"code", "formula", "procedure", "quote", "image"})
_NEVER_CLOSED: Final = frozenset({"code", "formula", "image"})
MOST_CHARACTERS: Final = 100_000
"""Characters of one fact: fifty printed pages. A longer text is no fact but has lost its kinds."""
_MOST_LINES: Final = 2_000
"""Lines of one fact, for the same reason."""


def within_limits(text: str) -> str:
    """Return as much of a text as one fact may have."""
    return "\n".join(text[:MOST_CHARACTERS].split("\n", _MOST_LINES)[:_MOST_LINES]).rstrip()


def is_closed(text: str) -> bool:
    """Tell whether a text ends in closing punctuation, quotes and brackets after it allowed."""
    return _CLOSED.search(text[-_LONGEST_ENDING:]) is not None


def is_freely_broken(kind: Kind) -> bool:
    """Tell whether facts of a kind are often written on several lines."""
    return kind in _FREELY_BROKEN


def looks_cut(kind: Kind, text: str) -> bool:
    """Tell whether a fact seems to have lost its end."""
    return kind not in _NEVER_CLOSED and not is_closed(text)
