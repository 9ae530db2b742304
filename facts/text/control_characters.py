"""Characters that control a device or a layout instead of showing something.

Each place that shows text of unknown origin combines these sets: a terminal, Discord's Markdown, a
log. The sets follow the Unicode Standard, chapter 23 (https://www.unicode.org/versions/latest/).
"""

import re
from collections.abc import Iterable
from typing import Final

C0_CONTROLS: Final = frozenset(map(chr, range(0x20)))
"""Tab, line feed and escape are among them."""
C1_CONTROLS: Final = frozenset(map(chr, range(0x7F, 0xA0)))
"""The second block of controls, and Delete just before it."""
LINE_BREAKS: Final = frozenset("\x0b\x0c\x85\u2028\u2029")
"""Characters that end a line, besides carriage return and line feed."""
BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they change the writing direction of the text after them."""
SURROGATES: Final = frozenset(map(chr, range(0xD800, 0xE000)))
"""Halves of a character in UTF-16. Alone they are no text and cannot be written as UTF-8."""

CONTROL_CHARACTERS: Final = C0_CONTROLS | C1_CONTROLS | LINE_BREAKS
UNSAFE_CHARACTERS: Final = CONTROL_CHARACTERS | BIDI_CONTROLS
"""Characters that can make a text look different from what it says."""


def character_class(characters: Iterable[str]) -> str:
    """Return the regular expression that matches any one of some characters."""
    return f"[{''.join(map(re.escape, sorted(characters)))}]"
