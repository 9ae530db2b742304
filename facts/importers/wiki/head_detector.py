"""Detection of a page's head among lines that come one by one."""

from collections.abc import Sequence
from typing import Final

from facts.importers.wiki.kinds import read_lone_kind
from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.page_furniture import is_badge, is_marked_section, is_site_header
from facts.importers.wiki.title import (
    PARENT,
    find_marked_title_at,
    find_page_top,
    is_notice,
    is_section_end,
)

_LINES_BELOW: Final = 3
"""Lines below a badge that can decide whether a title follows: two of a parent, and the title."""


class HeadDetector:
    """Finds the first head among lines, and looks at each line only a few times.

    `has_head_line` is true if a line occurs only in heads.
    """

    def __init__(self) -> None:
        self.has_head_line = False
        self._places: list[int] = []
        self._texts: list[str] = []
        self._undecided = 0
        self._site_header: int | None = None
        self._start: int | None = None
        self._last_notice = self._last_section = -1

    def feed(self, place: int, line: InputLine) -> None:
        """Read the line at a place."""
        text = line.content
        if not text:
            return
        if self._site_header is None and is_site_header(text):
            self._site_header = len(self._texts)
        self._places.append(place)
        self._texts.append(text)
        self._last_notice = place if is_notice(text) else self._last_notice
        self._last_section = place if is_marked_section(text) else self._last_section
        is_mark = place in {self._last_notice, self._last_section}
        self.has_head_line |= is_mark or _is_top_line(text)

    def find_start(self, lines: Sequence[InputLine]) -> int | None:
        """Return the place of a head with a badge, a parent topic, aliases or a site header.

        None without all of them. The site header above a page belongs to the head. `lines` are
        those that were fed.
        """
        if self._start is not None:
            return self._start
        starts = [index for index in (self._find_mark(), self._site_header) if index is not None]
        if not starts:
            return None
        first = min(starts)
        start = find_page_top(lines, self._places[first])
        if first + _LINES_BELOW <= len(self._texts):
            self._start = start  # more lines change nothing
        return start

    def has_notice(self, place: int) -> bool:
        """Return whether a notice, such as aliases, is at a place or below it."""
        return self._last_notice >= place

    def has_section(self, place: int) -> bool:
        """Return whether a section with a count or an arrow is at a place or below it."""
        return self._last_section >= place

    def _find_mark(self) -> int | None:
        for index in range(self._undecided, len(self._texts)):
            mark = find_marked_title_at(self._texts, index)
            if mark:
                return mark[0]
            if is_section_end(self._texts, index):
                break
            self._undecided = max(self._undecided, index + 1 - _LINES_BELOW)
        return None


def find_head_start(lines: Sequence[InputLine]) -> int | None:
    """Return the place where the first head begins, as a HeadDetector does."""
    detector = HeadDetector()
    for place, line in enumerate(lines):
        detector.feed(place, line)
    return detector.find_start(lines)


def _is_top_line(text: str) -> bool:
    """Return whether a line is only at the top of a page.

    "perspective" is not: it is also a kind of fact.
    """
    is_type = is_badge(text) and read_lone_kind(text) is None
    return is_type or text.startswith(PARENT) or is_site_header(text)
