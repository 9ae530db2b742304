"""Lines that wait until later lines show where they belong."""

from collections.abc import Sequence
from typing import Final

from facts.importers.wiki.head_detector import HeadDetector
from facts.importers.wiki.lines import InputLine, drop_blank_lines, is_closed, is_multiline_kind
from facts.importers.wiki.page_boundaries import FactPageDetector
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_footer,
    is_furniture,
    is_list_label,
    is_section,
)
from facts.importers.wiki.title import find_page_top
from facts.model.drafts import FactDraft
from facts.model.entities import CODE

_MAX_LINES: Final = 10_000
"""Lines above the facts that can contain the title. Real heads have some hundreds."""
_MAX_CHARACTERS: Final = 1_000_000
"""Characters of these lines: a long book. Real definitions have some thousands."""


class Backlog:
    """A limited list of lines.

    It has at most one blank line in a row.
    """

    def __init__(self) -> None:
        self.lines: list[InputLine] = []
        self._size = 0

    def add(self, line: InputLine) -> None:
        """Add a line."""
        if line.content:
            self.lines.append(line)
            self._size += len(line.text)
        elif not self.lines or self.lines[-1].content:
            self.lines.append(InputLine(line.number, ""))

    def release(self, place: int = 0) -> list[InputLine]:
        """Remove and return the lines from a place on."""
        lines = self.lines[place:]
        self._store_lines(self.lines[:place])
        return lines

    def pop_overflow(self) -> list[InputLine]:
        """Remove and return the oldest lines above the limit.

        It acts only once there are twice as many lines as the limit.
        """
        if len(self.lines) <= 2 * _MAX_LINES and self._size <= 2 * _MAX_CHARACTERS:
            return []
        lines, place, size = self.lines, len(self.lines) - 1, len(self.lines[-1].text)
        while len(lines) - place < _MAX_LINES and size <= _MAX_CHARACTERS:
            place -= 1
            size += len(lines[place].text)
        self._store_lines(lines[place:])
        return lines[:place]

    def _store_lines(self, lines: list[InputLine]) -> None:
        self.lines = lines
        self._size = sum(len(line.text) for line in lines)


class PendingLines:
    """Lines below a fact or header that are neither of them.

    They continue the fact, or belong to the next header or to the head of the next page.
    """

    def __init__(self) -> None:
        self._backlog = Backlog()
        self._page_detector = FactPageDetector()
        self._page_end: int | None = None
        self._next_page: int | None = None
        self._head_detector = HeadDetector()

    @property
    def lines(self) -> list[InputLine]:
        """The lines, with at most one blank line in a row."""
        return self._backlog.lines

    @property
    def is_page_over(self) -> bool:
        """Whether a footer ended the page."""
        return self._page_end is not None

    def add(self, line: InputLine) -> None:
        """Add a line; the first footer only marks the end of a page."""
        if is_footer(line.content) and self._page_end is None:
            self._page_end = len(self.lines)
        else:
            self._backlog.add(line)
            self._page_detector.feed(line)
            self._head_detector.feed(len(self.lines) - 1, line)

    def release(self, place: int = 0) -> list[InputLine]:
        """Remove and return the lines from a place on."""
        self._page_end = self._next_page = None
        self._page_detector, self._head_detector = FactPageDetector(), HeadDetector()
        return self._backlog.release(place)

    def pop_overflow(self) -> tuple[list[InputLine], list[InputLine]]:
        """Remove and return the oldest of too many lines.

        Those above the end of a page and those below it are separate.
        """
        old = self._backlog.pop_overflow()
        if old:
            self._forget_lines(old[-1].number)
        if self._page_end is None or not old:
            return old, []
        end = min(self._page_end, len(old))
        self._page_end -= end
        return old[:end], old[end:]

    def _forget_lines(self, last: int) -> None:
        """Forget what was found in the lines up to a number, which are gone."""
        self._next_page = None
        if (self._page_detector.begin or 0) <= last:
            self._page_detector = FactPageDetector()
        self._head_detector = HeadDetector()
        for place, line in enumerate(self.lines):
            self._head_detector.feed(place, line)

    def find_head(self, fact: FactDraft | None, *, below_source: bool) -> tuple[int, bool]:
        """Return where the head of a page begins, and the certainty.

        Above the first source of a page only labels can precede a head. Below a fact with several
        lines, a blank line separates the two.
        """
        if self._page_end is not None:
            return self.find_next_page(fact) or 0, True
        if not below_source:
            places = (i for i, line in enumerate(self.lines) if not is_furniture(line.content))
            return next(places, len(self.lines)), True
        place = self._head_detector.find_start(self.lines)
        if place is not None:
            return place, True
        if fact:
            return _find_head_below(fact, self.lines)
        first = drop_blank_lines(self.lines)[:1]
        is_sentence = bool(first) and is_closed(first[0].content)
        return (_find_last_title(self.lines), False) if is_sentence else (0, True)

    def find_next_page(self, fact: FactDraft | None) -> int | None:
        """Return where the head of the next page begins, although no facts heading is below it.

        A footer is above it, or it has a badge, a parent topic, aliases or the site header. In code
        it also needs a blank line above or aliases, because code can have lines such as "event".
        """
        if self._next_page is None and self.has_page_head():
            place = self._head_detector.find_start(self.lines)
            is_code = fact is not None and fact.kind == CODE
            if place is not None and not (is_code and self._could_be_code(place)):
                self._next_page = place
        if self._page_end is None or self._next_page is None:
            return self._next_page if self._page_end is None else self._page_end
        return min(self._page_end, self._next_page)

    def find_labelled_page(self, fact: FactDraft | None) -> int | None:
        """Return where the head of a page begins that has only the label “Sources” below it."""
        label = next((i for i, line in enumerate(self.lines) if is_list_label(line.content)), None)
        above = self.lines[:label]
        if label is None or all(is_furniture(line.content) for line in drop_blank_lines(above)):
            return None
        if fact is None:
            return 0
        return None if fact.kind == CODE else _find_head_below(fact, above)[0]

    def has_cards(self) -> bool:
        """Return whether the head of the next page has reached its sections, such as Related."""
        place = self._page_end if self._page_end is not None else self._next_page
        return place is not None and self._head_detector.has_section(place)

    def find_fact_page(self) -> int | None:
        """Return where a fact page begins, if there is one."""
        place = self._page_detector.find_start(self.lines)
        return None if place is None else find_page_top(self.lines, place)

    def is_furniture(self) -> bool:
        """Return whether all lines are labels."""
        return all(is_furniture(line.content) for line in drop_blank_lines(self.lines))

    def has_page_head(self) -> bool:
        """Return whether the head of a page has begun."""
        above = drop_blank_lines(self.lines[-2:])
        return self._head_detector.has_head_line or any(
            is_badge(line.content) for line in above[-1:]
        )

    def _could_be_code(self, place: int) -> bool:
        lines = self.lines
        is_apart = not lines[place].content or (place > 0 and not lines[place - 1].content)
        return not is_apart and not self._head_detector.has_notice(place)


def _find_head_below(fact: FactDraft, lines: list[InputLine]) -> tuple[int, bool]:
    """Return where a head without a badge begins, and the certainty."""
    if not drop_blank_lines(lines):
        return 0, True
    is_alone = len(drop_blank_lines(lines)) == 1
    gap = _find_first_gap(lines)
    goes_on = is_multiline_kind(fact.kind) or not is_closed(fact.text)
    is_below_a_gap = not lines[0].content
    names_two = _has_pair_or_section(drop_blank_lines(lines)[:2])
    if goes_on and not (gap or is_below_a_gap or is_alone or names_two):
        return _find_last_title(lines), False
    if goes_on or is_closed("".join(line.content for line in lines[:gap][-1:])):
        return gap, is_alone and (gap > 0 or is_below_a_gap or is_multiline_kind(fact.kind))
    if is_closed(drop_blank_lines(lines)[0].content) and not is_alone:
        return _find_last_title(lines), False
    return 0, is_alone or is_below_a_gap or names_two


def _find_last_title(lines: list[InputLine]) -> int:
    """Return the place of the last line that is no sentence.

    It is a title above its definition.
    """
    places = [
        place for place, line in enumerate(lines) if line.content and not is_closed(line.content)
    ]
    return places[-1] if places else 0


def _find_first_gap(lines: list[InputLine]) -> int:
    """Return the place of the blank line above a head.

    0 if there is none between the fact and the head.
    """
    gap = next((place for place, line in enumerate(lines) if not line.content), 0)
    above, below = lines[:gap], drop_blank_lines(lines[gap:])[:1]
    return gap if below and not _has_pair_or_section((*above, *below)) else 0


def _has_pair_or_section(lines: Sequence[InputLine]) -> bool:
    return any(is_section(line.content) or "↔" in line.text for line in lines)
