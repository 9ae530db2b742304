"""An outer block of a note, and the rules by which lines continue it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from facts.importers.markdown.labels import has_label, is_property
from facts.importers.markdown.line_patterns import (
    INNER_FENCE,
    QUOTE,
    UNDERLINE,
    count_indent,
    is_fence_end,
    is_rule,
    is_table_rule,
    read_fence,
    read_heading,
    starts_block,
)
from facts.importers.wiki.lines import MAX_CHARACTERS

CODE_INDENT: Final = 4
"""Spaces before a line of code; after a list mark, one more."""


class BlockType(Enum):
    """What an outer block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    QUOTE = auto()
    TABLE = auto()
    CODE = auto()
    DEFINITION = auto()
    UNCLOSED = auto()
    """A comment that never ends."""


class Step(Enum):
    """What a line is to the open block."""

    GOES_ON = auto()
    CLOSED = auto()
    """The line is the last one of the block."""
    ENDS = auto()
    """The line belongs to the next block."""


@dataclass(slots=True)
class NoteBlock:
    """An outer block that begins at `line`, from 1.

    `lines` are without list or quote marks, at most as many as fit into a fact. `level` is that of
    a heading. `indent` is the column where the text of an item begins, `fence` are the marks of
    code that is still open.
    """

    type: BlockType
    line: int
    lines: list[str] = field(default_factory=list)
    level: int = 0
    indent: int = 0
    fence: str | None = None
    size: int = 0

    def add(self, text: str) -> None:
        """Add a line, if the block is not too long already."""
        if self.size <= MAX_CHARACTERS:
            self.lines.append(text[:MAX_CHARACTERS])
        self.size += len(text) + 1

    @property
    def last(self) -> str:
        """The last line."""
        return self.lines[-1] if self.lines else ""


def continue_block(block: NoteBlock, text: str) -> Step:
    """Add a line to a block, if it belongs there."""
    continue_type = _CONTINUE.get(block.type)
    return continue_type(block, text) if continue_type else Step.ENDS


def add_to_item(block: NoteBlock, text: str) -> None:
    """Add a line to an item, and follow where code in it begins and ends."""
    if block.fence:
        block.fence = None if is_fence_end(text, block.fence) else block.fence
    else:
        block.fence = read_fence(text, INNER_FENCE)
    block.add(text)


def _continue_item(block: NoteBlock, text: str) -> Step:
    is_blank = not text.strip()
    if is_blank and block.lines == [""]:
        return Step.ENDS  # no text follows an empty item after a blank line
    if is_blank or count_indent(text) >= block.indent:
        add_to_item(block, text[block.indent :])
        return Step.GOES_ON
    if starts_block(text, in_item=True) or block.fence or _ends_paragraph(block.last):
        return Step.ENDS
    if has_label(text):
        return Step.ENDS  # without an indent, "Source: …" is about the items below
    block.add(text.lstrip(" "))  # a paragraph goes on without its indent
    return Step.GOES_ON


def _ends_paragraph(text: str) -> bool:
    """Return whether the next line is no part of the paragraph of this one."""
    is_block = bool(read_heading(text)) or is_rule(text)
    return not text.strip() or is_block or read_fence(text, INNER_FENCE) is not None


def _continue_paragraph(block: NoteBlock, text: str) -> Step:
    if match := UNDERLINE.fullmatch(text):
        block.type, block.level = BlockType.HEADING, 1 if match[1][0] == "=" else 2
        return Step.CLOSED
    if not text.strip() or starts_block(text) or _ends_above_label(block, text):
        return Step.ENDS
    if "|" in block.last and is_table_rule(text):
        block.type = BlockType.TABLE
    block.add(text.lstrip(" "))
    return Step.GOES_ON


def _ends_above_label(block: NoteBlock, text: str) -> bool:
    """Return whether a line is a label below prose; below a property of Notion it goes on."""
    return has_label(text) and not is_property(block.last)


def _continue_quote(block: NoteBlock, text: str) -> Step:
    if match := QUOTE.fullmatch(text):
        block.add(match[1])
    elif block.last.strip() and text.strip() and not starts_block(text, in_item=True):
        block.add(text.lstrip(" "))
    else:
        return Step.ENDS
    return Step.GOES_ON


def _continue_code(block: NoteBlock, text: str) -> Step:
    if block.fence:
        return Step.CLOSED if is_fence_end(text, block.fence) else Step.GOES_ON
    return Step.GOES_ON if not text.strip() or count_indent(text) >= CODE_INDENT else Step.ENDS


def _continue_table(_block: NoteBlock, text: str) -> Step:
    return Step.GOES_ON if text.strip() and not starts_block(text) else Step.ENDS


def _continue_definition(_block: NoteBlock, text: str) -> Step:
    return Step.GOES_ON if text.strip() and count_indent(text) else Step.ENDS


_CONTINUE: Final[Mapping[BlockType, Callable[[NoteBlock, str], Step]]] = {
    BlockType.ITEM: _continue_item,
    BlockType.PARAGRAPH: _continue_paragraph,
    BlockType.QUOTE: _continue_quote,
    BlockType.CODE: _continue_code,
    BlockType.TABLE: _continue_table,
    BlockType.DEFINITION: _continue_definition,
}
"""How lines continue a block; those of other types have one line."""
