"""Texts that fit a length: cut or split."""

import re
from typing import Final

from bot.ui.markdown import sanitize

_ELLIPSIS: Final = "…"
_INVISIBLE: Final = re.compile(
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u061c\U000e0000-\U000e0fff]*"
)
_AT_CUT: Final = re.compile(r"\A(?:\s*\n|\s+)")
"""White space at a cut. The indent of the next line stays."""
_JOINERS: Final = "\u200d\ufe0f"


def measure(text: str) -> int:
    """Return the length in UTF-16 units, as Discord counts it."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def truncate(text: str, limit: int) -> str:
    """Return the text, cut at a word if it is too long.

    `limit` is in UTF-16 units, at least 1. A very long word is cut itself: without it, less than
    half of the room would be used.
    """
    if 2 * len(text) <= limit or measure(text) <= limit:
        return text
    prefix = _fit_prefix(text, limit - 1)
    whole = prefix if text[len(prefix) : len(prefix) + 1].isspace() else _drop_last_word(prefix)
    short = whole.rstrip() if len(whole) * 2 >= len(prefix) else prefix
    return (short or prefix).rstrip(_JOINERS) + _ELLIPSIS


def split_text(text: str, limit: int) -> tuple[str, ...]:
    """Return the text in pieces of at most `limit` UTF-16 units.

    There is at least one piece. Cuts are at line ends if possible, otherwise at words. Only white
    space at the cuts is lost.
    """
    pieces = []
    rest = text.strip()
    while measure(rest) > limit:
        prefix = _fit_prefix(rest, limit) or rest[0]
        cut = max(prefix.rfind("\n"), 0) or max(prefix.rfind(" "), 0) or len(prefix)
        pieces.append(rest[:cut].rstrip())
        rest = _AT_CUT.sub("", rest[cut:])
    return tuple(filter(None, [*pieces, rest])) or ("",)


def plain_text(text: str) -> str:
    """Return the text on one line without Markdown, never blank."""
    line = " ".join(sanitize(text).split())
    return _ELLIPSIS if _INVISIBLE.fullmatch(line) else line


def _fit_prefix(text: str, limit: int) -> str:
    prefix = text[:limit]
    while measure(prefix) > limit:
        prefix = prefix[: -max((measure(prefix) - limit) // 2, 1)]
    return prefix


def _drop_last_word(text: str) -> str:
    if text[-1:].isspace():
        return text.rstrip()
    parts = text.rsplit(maxsplit=1)
    return parts[0] if len(parts) > 1 else ""
