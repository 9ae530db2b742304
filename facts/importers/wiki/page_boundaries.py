"""Boundaries of fact pages, and of facts without a heading."""

from collections.abc import Sequence
from typing import Final

from facts.importers.wiki.fact_page import SOURCES, is_topic_type, list_label
from facts.importers.wiki.kinds import begins_fact
from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_footer,
    is_furniture,
    strip_bullet,
    warn_about_skipped,
)
from facts.importers.wiki.source_header import read_header_at
from facts.model.drafts import LineWarning
from facts.model.entities import KINDS

_MIN_LABELS: Final = 2
"""Labels that a fact page has below its kind. "Sources" alone is on other pages too."""


class FactPageDetector:
    """Detects a fact page.

    It begins with a kind alone on its line, and has the labels of its lists below.
    """

    def __init__(self) -> None:
        self.begin: int | None = None
        self._labels: set[str] = set()
        self._above = ""

    @property
    def is_complete(self) -> bool:
        """Whether the line with the number `begin` surely begins a fact page."""
        return len(self._labels) >= _MIN_LABELS and SOURCES in self._labels

    def is_next_page(self, line: InputLine) -> bool:
        """Return whether a line begins another fact page below a complete one."""
        return self.is_complete and self._is_kind(line.content)

    def feed(self, line: InputLine) -> None:
        """Read a line."""
        bare = line.content
        if self._is_kind(bare):
            self.begin, self._labels = line.number, set()
        elif self.begin is not None and (label := list_label(bare)):
            self._labels.add(label)
        self._above = bare or self._above

    def find_start(self, lines: Sequence[InputLine]) -> int | None:
        """Return the place where the fact page begins, if it is complete."""
        numbers = (place for place, line in enumerate(lines) if line.number == self.begin)
        return next(numbers, None) if self.is_complete else None

    def _is_kind(self, bare: str) -> bool:
        is_kind = bare.lower() in KINDS
        return is_kind and not (self.is_complete and is_topic_type(bare, self._above))


def find_fact_page_end(lines: Sequence[InputLine]) -> tuple[int, list[LineWarning]]:
    """Return the place where the last fact page ends.

    A topic page can begin there. The page ends at the wiki's footer or after the last bullet.
    Without both it ends at a blank line, with a warning.
    """
    labels = [place for place, line in enumerate(lines) if list_label(line.content)]
    places = range(labels[-1] + 1 if labels else 0, len(lines))
    footer = next((place for place in places if is_footer(lines[place].content)), None)
    if footer is not None:
        return footer, []
    bullets = [
        place for place in places if strip_bullet(lines[place].content) != lines[place].content
    ]
    if bullets:
        return _find_item_end(lines, bullets[-1]), []
    gap = next((p for p in places if not lines[p].content and p > places[0]), len(lines))
    message = "a fact page seems to end above, and a topic page to begin here"
    return gap, [LineWarning(line.number, message) for line in drop_blank_lines(lines[gap:])[:1]]


def _find_item_end(lines: Sequence[InputLine], last: int) -> int:
    """Return the place after an item.

    Its type can be on the next line.
    """
    is_typed = is_badge(lines[last].content.rpartition(" ")[2])
    below = lines[last + 1 : last + 2]
    return last + (2 if below and is_badge(below[0].content) and not is_typed else 1)


def find_facts_start(lines: Sequence[InputLine]) -> int | None:
    """Return where facts without a heading begin.

    None unless the last line is a fact. A source with a site must be above it.
    """
    last = len(lines) - 1
    if not begins_fact(lines[last].content):
        return None
    above = next((place for place in range(last - 1, -1, -1) if lines[place].content), None)
    if above is None or read_header_at(lines, above) is None:
        return None
    headers = ((place, read_header_at(lines, place)) for place in range(last))
    return next(place - header.lines_above for place, header in headers if header)


def split_head(lines: Sequence[InputLine]) -> tuple[list[InputLine], list[LineWarning]]:
    """Return the lines of a page head, without labels.

    The warnings are about facts without a source. Above such facts there is no head.
    """
    if any(begins_fact(line.content) for line in lines):
        return [], warn_about_skipped(lines)
    return [line for line in lines if not line.content or not is_furniture(line.content)], []
