"""Lines that begin a block of Markdown (https://spec.commonmark.org/0.31.2/)."""

import re
from typing import Final

HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?")
_CLOSING_MARKS: Final = re.compile(r"(?:\A|[ \t])#+[ \t]*\Z")
UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
"""The line below a heading that has no # marks."""
_RULE: Final = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
ITEM: Final = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])(?:( +)(.*))?")
FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
INNER_FENCE: Final = re.compile(r"\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})(.*)")
"""A fence at any depth of a list item."""
QUOTE: Final = re.compile(r" {0,3}> ?(.*)")
COMMENT: Final = "<!--"
COMMENT_END: Final = "-->"
DEFINITION: Final = re.compile(r" {0,3}\[(\^?[^\[\]]{1,200})\]:[ \t]*(.*)")
"""A footnote or the target of a reference link."""
_TABLE_RULE_CELL: Final = re.compile(r":?-+:?")
_TAB: Final = 4
"""Columns of a tab."""


def expand_indent(text: str) -> str:
    """Return a line whose leading tabs are spaces, also those after a list marker."""
    if "\t" not in text[:20]:
        return text
    body = text.lstrip(" \t")
    indent = text[: len(text) - len(body)].expandtabs(_TAB)
    marker = re.match(r"(?:[-+*]|\d{1,9}[.)])[ \t]*\t[ \t]*", body)
    if not marker:
        return indent + body
    return (indent + marker[0]).expandtabs(_TAB) + body[marker.end() :]


def count_indent(text: str) -> int:
    """Return the number of leading spaces."""
    return len(text) - len(text.lstrip(" "))


def read_heading(text: str) -> tuple[int, str] | None:
    """Return level and title of a heading that begins with # marks."""
    match = HEADING.fullmatch(text) if "#" in text[:4] else None
    if match is None:
        return None
    title = (match[2] or "").strip()
    return len(match[1]), _CLOSING_MARKS.sub("", title).strip() if title[-1:] == "#" else title


def is_rule(text: str) -> bool:
    """Return whether a line is a thematic break such as "---"."""
    return text.strip()[:1] in {"-", "*", "_"} and _RULE.fullmatch(text) is not None


def read_fence(text: str, pattern: re.Pattern[str] = FENCE) -> str | None:
    """Return the marks that open a block of code."""
    match = pattern.fullmatch(text) if "```" in text or "~~~" in text else None
    if match is None or (match[1][0] == "`" and "`" in match[2]):
        return None
    return match[1]


def is_fence_end(text: str, fence: str) -> bool:
    """Return whether a line closes a block of code."""
    marks = text.strip()
    return len(marks) >= len(fence) and not marks.strip(fence[0])


def is_table_rule(text: str) -> bool:
    """Return whether a line is the rule below the head of a table."""
    cells = text.strip().removeprefix("|").removesuffix("|").split("|")
    return "|" in text and all(_TABLE_RULE_CELL.fullmatch(cell.strip()) for cell in cells)


def starts_block(text: str, *, in_item: bool = False) -> bool:
    """Return whether a line begins a block, and so ends the paragraph above.

    An empty item does not end a paragraph, nor does an ordered one unless it is 1; within an item
    every list mark does.
    """
    if not text[:1].strip() and count_indent(text) > 3:  # noqa: PLR2004 - CommonMark: code
        return False
    item = ITEM.fullmatch(text)
    if item and in_item:
        return True
    bare = text.lstrip(" ")
    if bare.startswith((">", COMMENT)) or read_heading(text) or read_fence(text) or is_rule(text):
        return True
    if bare.startswith("[^") and DEFINITION.fullmatch(text):
        return True
    if item is None:
        return False
    return bool(item[4]) and (not item[2][0].isdigit() or item[2][:-1].lstrip("0") == "1")
