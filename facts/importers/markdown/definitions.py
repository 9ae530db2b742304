"""Definitions at the end of a note: footnotes and the targets of reference links."""

from collections.abc import Iterable
from typing import Final

from facts.importers.markdown.line_patterns import DEFINITION, count_indent

MAX_DEFINITIONS: Final = 100_000
"""Definitions that are read: more than a note of 20 MB has."""
_MAX_LENGTH: Final = 1_000
"""Characters of a definition that are read; a source has fewer."""


def collect_definitions(lines: Iterable[str]) -> dict[str, str]:
    """Return the definitions of a note by their lower-case names.

    The name of a footnote keeps its ^ mark. The first definition of a name counts.
    """
    definitions: dict[str, str] = {}
    key = ""
    for text in lines:
        if "]:" not in text and not key:
            continue
        match = DEFINITION.fullmatch(text[:_MAX_LENGTH])
        if match:
            key = match[1].strip().casefold()
            key = "" if key in definitions or len(definitions) >= MAX_DEFINITIONS else key
            if key:
                definitions[key] = match[2] if key[0] == "^" else _read_target(match[2])
        elif not text.strip() or not count_indent(text):
            key = ""
        elif key[:1] == "^" and len(definitions[key]) < _MAX_LENGTH:
            definitions[key] += f" {text[:_MAX_LENGTH].strip()}"
    return definitions


def _read_target(text: str) -> str:
    """Return the address of a reference link, without the title after it."""
    return text.split(maxsplit=1)[0].strip("<>") if text.strip() else ""
