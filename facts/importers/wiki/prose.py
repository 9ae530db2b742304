"""Whether a text has come to its end, as far as its kind lets one tell."""

import re
from typing import Final

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
