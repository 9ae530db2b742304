"""How a text splits into sentences."""

import re
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。？！])|\n+")
"""Closing punctuation before a space, Chinese or Japanese closing punctuation, or a new line."""


def split_sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text, each once, in their order.

    White space inside a sentence becomes single spaces. An abbreviation such as "e.g. this" ends a
    sentence too.
    """
    sentences = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    return list(dict.fromkeys(filter(None, sentences)))
