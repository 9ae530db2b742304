"""Text of strangers made harmless: it reads the same, and none of its formatting works.

Discord's Markdown takes a backslash before any character that is neither letter, digit nor white
space for an order to show that character as it is, before any other rule. So every character that
could begin or end formatting gets one; nothing invisible is put in, and what is copied is the same.
"""

import re
from collections.abc import Iterable
from typing import Final

from facts.text.control_characters import (
    LINE_BREAKS,
    SURROGATES,
    UNSAFE_CHARACTERS,
    character_class,
)

_LINE_END: Final = re.compile(f"\r\n?|{character_class(LINE_BREAKS)}")
_CONTROL_CHARACTERS: Final = re.compile(
    character_class((UNSAFE_CHARACTERS | SURROGATES) - {"\t", "\n"})
)
_FORMATTING: Final = re.compile(r"[\\*_~|`<>@#\[\]()+:.\-!&=]")
_ESCAPE: Final = re.compile(r"\\([^0-9A-Za-z\s])")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE: Final = re.compile(r"`{3,}")
_INDENT: Final = re.compile(r"(?:\A|(?<=\n))[ \t]+")
_LETTER: Final = "x"
_NO_BREAK_SPACE: Final = "\u00a0"


def sanitize(text: str) -> str:
    """Return the text without what steers, with at most one blank line in a row.

    Spaces at the beginning of a line become no-break ones, which no Markdown takes for code.
    """
    text = _CONTROL_CHARACTERS.sub("", _LINE_END.sub("\n", text).replace("\t", " "))
    text = _BLANK_LINES.sub("\n\n", text)
    return _INDENT.sub(lambda indent: _NO_BREAK_SPACE * len(indent[0]), text)


def escape(text: str) -> str:
    """Return the text for a text display; at most twice as long as it was."""
    return _FORMATTING.sub(r"\\\g<0>", sanitize(text))


def unescape(text: str) -> str:
    """Return what was escaped, as `harmless` left it."""
    return _ESCAPE.sub(r"\1", text)


def highlight(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return the escaped text with the places (start, end) in bold; those past its end are left.

    Places that touch are one: Discord takes four asterisks in a row for no end of bold.
    """
    pieces: list[str] = []
    reached = 0
    for begins, ends in marks:
        start, end = max(begins, reached), min(ends, len(text))
        if start < end and not text[start:end].isspace():
            if pieces and start == reached:
                pieces[-1:] = [_escape_inner(text[start:end]), "**"]
            else:
                before = text[reached:start]
                before = _escape_inner(before) if reached else escape(before)
                pieces += [before, "**", _escape_inner(text[start:end]), "**"]
            reached = end
    return "".join([*pieces, _escape_inner(text[reached:])]) if pieces else escape(text)


def _escape_inner(piece: str) -> str:
    """Escape a piece that begins inside a line."""
    return escape(_LETTER + piece).removeprefix(_LETTER)


def code_block(text: str) -> str:
    """Return the text as code of ours, to be copied as it stands.

    Three backticks would end it, so invisible spaces part such a run, there only.
    """
    inside = _FENCE.sub(lambda run: "\u200b".join(run[0]), _CONTROL_CHARACTERS.sub("", text))
    return f"```\n{inside.strip(chr(10))}\n```"
