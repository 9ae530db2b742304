"""Escaping for Discord's Markdown: text without formatting.

In Discord's Markdown a backslash before punctuation shows that character as it is. This rule comes
before all others. So every character that could begin or end formatting gets a backslash. No
invisible characters are added, and a copy of the text is the same as the original.
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
_FORMATTING: Final = "\\*_~|`<>@#[]()+:.-!&="
"""The backslash comes first, or those of the others would get one too."""
_ESCAPE: Final = re.compile(r"\\([^0-9A-Za-z\s])")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE: Final = re.compile(r"`{3,}")
_INDENT: Final = re.compile(r"(?:\A|(?<=\n))[ \t]+")
_LETTER: Final = "x"
_NO_BREAK_SPACE: Final = "\u00a0"


def sanitize(text: str) -> str:
    """Return the text without control characters and repeated blank lines.

    Spaces at the start of a line become no-break spaces, which never start a code block.
    """
    if text.isprintable() and not text.startswith(" "):
        return text  # most texts have one line
    text = _CONTROL_CHARACTERS.sub("", _LINE_END.sub("\n", text).replace("\t", " "))
    text = _BLANK_LINES.sub("\n\n", text)
    return _INDENT.sub(lambda indent: _NO_BREAK_SPACE * len(indent[0]), text)


def escape(text: str) -> str:
    """Return the text escaped, at most twice as long."""
    text = sanitize(text)
    for sign in _FORMATTING:  # several times faster than one regular expression
        if sign in text:
            text = text.replace(sign, f"\\{sign}")
    return text


def unescape(text: str) -> str:
    """Return the text before escaping, as `sanitize` left it."""
    return _ESCAPE.sub(r"\1", text)


def highlight(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the escaped text with the ranges (start, end) in bold.

    Ranges beyond the end of the text are cut or dropped. Adjacent ranges are joined, because four
    asterisks in a row do not end bold text in Discord.
    """
    pieces: list[str] = []
    reached = 0
    for first, last in ranges:
        start, end = max(first, reached), min(last, len(text))
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
    """Escape a piece that does not start a line."""
    return escape(_LETTER + piece).removeprefix(_LETTER)


def code_block(text: str) -> str:
    """Return the text in a code block, ready to copy.

    Three backticks would end the block, so zero-width spaces separate them. Only there does a copy
    differ from the original.
    """
    inside = _FENCE.sub(lambda run: "\u200b".join(run[0]), _CONTROL_CHARACTERS.sub("", text))
    return f"```\n{inside.strip(chr(10))}\n```"
