"""Streaming scanner for the outer blocks of Markdown: headings, paragraphs, items, quotes.

It reads each line once and looks at outer blocks only, so no nesting costs time or memory: what is
inside an item stays with it as lines.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from facts.importers.markdown.line_patterns import (
    COMMENT,
    COMMENT_END,
    DEFINITION,
    ITEM,
    QUOTE,
    count_indent,
    expand_indent,
    is_rule,
    read_fence,
    read_heading,
)
from facts.importers.markdown.open_block import (
    CODE_INDENT,
    BlockType,
    NoteBlock,
    Step,
    add_to_item,
    continue_block,
)
from facts.importers.wiki.lines import MAX_CHARACTERS

_MAX_HEADING: Final = 1_000
"""Characters of a heading that are read; a name has fewer."""


def scan_blocks(lines: Iterable[tuple[int, str]]) -> Iterator[NoteBlock]:
    """Yield the outer blocks of numbered lines."""
    scanner = _BlockScanner()
    for number, text in lines:
        if block := scanner.read(number, expand_indent(text)):
            yield block
    yield from scanner.close()


class _BlockScanner:
    """Holds the block that is still open."""

    def __init__(self) -> None:
        self._open: NoteBlock | None = None
        self._comment = 0

    def read(self, number: int, text: str) -> NoteBlock | None:
        """Read a line; return the block that ends with it or before it."""
        if self._comment:
            self._comment = 0 if COMMENT_END in text else self._comment
            return None
        ended = self._open
        step = continue_block(ended, text) if ended else Step.ENDS
        if step is Step.GOES_ON:
            return None
        self._open = self._start(number, text) if step is Step.ENDS else None
        return ended

    def close(self) -> Iterator[NoteBlock]:
        if self._open:
            yield self._open
        if self._comment:
            yield NoteBlock(BlockType.UNCLOSED, self._comment)

    def _start(self, number: int, text: str) -> NoteBlock | None:
        bare = text.strip()
        if not bare or is_rule(text):
            return None
        if item := ITEM.fullmatch(text):
            return _start_item(number, text, item)
        fence = read_fence(text)
        if fence or count_indent(text) >= CODE_INDENT:
            return NoteBlock(BlockType.CODE, number, fence=fence)
        if bare.startswith(COMMENT):
            self._comment = 0 if COMMENT_END in bare else number
            return None
        if heading := read_heading(text):
            return NoteBlock(BlockType.HEADING, number, [heading[1][:_MAX_HEADING]], heading[0])
        return _start_text(number, text)


def _start_text(number: int, text: str) -> NoteBlock:
    if match := QUOTE.fullmatch(text):
        return NoteBlock(BlockType.QUOTE, number, [match[1][:MAX_CHARACTERS]])
    if DEFINITION.fullmatch(text):
        return NoteBlock(BlockType.DEFINITION, number)
    block = NoteBlock(BlockType.PARAGRAPH, number)
    block.add(text.lstrip(" "))
    return block


def _start_item(number: int, text: str, match: re.Match[str]) -> NoteBlock:
    marker, spaces = len(match[1]) + len(match[2]), len(match[3] or "")
    has_text = match[4] and spaces <= CODE_INDENT
    block = NoteBlock(BlockType.ITEM, number, indent=marker + (spaces if has_text else 1))
    add_to_item(block, text[block.indent :])
    return block
