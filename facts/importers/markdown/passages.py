"""Passages: the paragraphs, labels and code of an item, with wrapped lines joined.

A line break in Markdown is a space, unless a backslash or two spaces stand before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from facts.importers.markdown.labels import has_label
from facts.importers.markdown.line_patterns import (
    INNER_FENCE,
    count_indent,
    is_fence_end,
    read_fence,
    starts_block,
)

DASHES: Final = ("— ", "– ", "-- ")
"""What the author of a quotation stands behind."""


@dataclass(slots=True)
class Passage:
    """A part of an item, on lines of its own.

    `is_code` passages are kept as they are, with their fence; an empty text is a blank line.
    """

    text: str
    is_code: bool = False

    @property
    def code(self) -> str:
        """The code without its fence and the indent of it."""
        lines = self.text.split("\n")
        indent = count_indent(lines[0])
        lines = [line[min(indent, count_indent(line)) :] for line in lines]
        fence = read_fence(lines[0], INNER_FENCE) or ""
        end = -1 if len(lines) > 1 and is_fence_end(lines[-1], fence) else len(lines)
        return "\n".join(lines[1:end])


def split_passages(lines: Sequence[str]) -> list[Passage]:
    """Return the passages of an item's lines."""
    if len(lines) == 1 and lines[0].strip() and not read_fence(lines[0], INNER_FENCE):
        return [Passage(lines[0].rstrip())]
    splitter = _Splitter()
    for text in lines:
        splitter.read(text)
    splitter.close()
    return splitter.passages


@dataclass(slots=True)
class _Splitter:
    """Holds the lines of the passage that is still open."""

    passages: list[Passage] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    fence: str | None = None

    def read(self, text: str) -> None:
        if self.fence:
            self.lines.append(text)
            if is_fence_end(text, self.fence):
                self.close()
            return
        fence = read_fence(text, INNER_FENCE)
        if fence or not text.strip():
            self.close()
        elif self.lines and _begins_line(text):
            self.close(at_break=True)
        self.fence = fence
        if text.strip():
            self.lines.append(text)
        elif self.passages:
            self.passages.append(Passage(""))

    def close(self, *, at_break: bool = False) -> None:
        """End the open passage, perhaps at a line break that can be marked."""
        if at_break and self.lines and _ends_in_break(self.lines[-1]):
            self.lines[-1] = self.lines[-1][:-1]
        if self.fence:
            self.passages.append(Passage("\n".join(self.lines), is_code=True))
        elif self.lines:
            self.passages.append(Passage(join_wrapped(self.lines)))
        self.lines.clear()
        self.fence = None


def join_passages(passages: Iterable[Passage]) -> str:
    """Return the text of passages, one per line, with at most one blank line in a row."""
    lines: list[str] = []
    for passage in passages:
        if passage.text or (lines and lines[-1]):
            lines.append(passage.text)
    return "\n".join(lines).rstrip("\n")


def join_wrapped(lines: Iterable[str]) -> str:
    """Join the lines of a paragraph: with a space, or with a line break where one is marked."""
    parts: list[str] = []
    for text in lines:
        if not parts:
            parts.append(text)
            continue
        above = parts[-1]
        is_marked = _ends_in_break(above)
        parts[-1] = (above[:-1] if is_marked else above).rstrip()
        parts += ["\n" if is_marked or above.endswith("  ") else " ", text.lstrip()]
    return "".join(parts).rstrip()


def _ends_in_break(text: str) -> bool:
    """Return whether a line ends in a backslash that none before it escapes."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _begins_line(text: str) -> bool:
    bare = text.lstrip(" ")
    return bare.startswith(DASHES) or has_label(bare) or starts_block(bare, in_item=True)
