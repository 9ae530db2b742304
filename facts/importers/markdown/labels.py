"""Labels: lines such as "Source: …" that say something about a fact or a topic."""

import re
from itertools import islice
from typing import Final

SOURCE, TOPICS, KIND, ALIASES, TITLE, AUTHOR, DATE, PHRASING = (
    "source", "topics", "kind", "aliases", "title", "author", "date", "phrasing",
)  # fmt: skip
"""What a label means."""
WORDS: Final = {
    "source": SOURCE, "sources": SOURCE, "url": SOURCE, "link": SOURCE,
    "topic": TOPICS, "topics": TOPICS, "tag": TOPICS, "tags": TOPICS, "keywords": TOPICS,
    "kind": KIND,
    "also asked as": PHRASING,
    "also known as": ALIASES, "alias": ALIASES, "aliases": ALIASES,
    "author": AUTHOR, "authors": AUTHOR,
    "published": DATE, "date": DATE,
}  # fmt: skip
"""The meaning of each label, by its lower-case word."""
_EMPHASIS: Final = r"[*_]{0,2}"
_LABEL: Final = re.compile(
    rf"(?:[-+*] +)?{_EMPHASIS}({'|'.join(sorted(WORDS, key=len, reverse=True))})"
    rf"{_EMPHASIS}:(?!//){_EMPHASIS}(?:[ \t]+|\Z)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANY_LABEL: Final = re.compile(
    rf"{_EMPHASIS}\w{{1,38}}(?: \w{{1,38}}){{0,2}}{_EMPHASIS}:(?:\s.*|\Z)", re.DOTALL
)
_LISTED: Final = re.compile(r"(?:\\.|[^,;\n\\]|\\\Z)+")
_MAX_NAMES: Final = 200
"""Names in one list that are read; a topic has at most 50 aliases in the forms."""


def has_label(text: str) -> bool:
    """Return whether a line begins with a known label."""
    return _LABEL.match(text) is not None


def split_label(text: str) -> tuple[str, str] | None:
    """Return the meaning of a line's label and the value after it."""
    match = _LABEL.match(text)
    return (WORDS[match[1].lower()], match[2].strip()) if match else None


def is_property(text: str) -> bool:
    """Return whether a line has the form of a label, known or not: "Created by: Ann Lee"."""
    return _ANY_LABEL.match(text) is not None


def split_names(text: str) -> list[str]:
    """Return the raw names of a list; a comma after a backslash does not separate."""
    parts = (match[0].strip() for match in islice(_LISTED.finditer(text), _MAX_NAMES))
    return [part for part in parts if part]
