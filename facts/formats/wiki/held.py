"""Lines held back until it shows where they belong."""

from facts.formats.wiki.kinds import kind_alone
from facts.formats.wiki.labels import (
    is_badge,
    is_footer,
    is_furniture,
    is_marked_section,
    is_section,
)
from facts.formats.wiki.lines import Line, written
from facts.formats.wiki.title import head_begins, is_notice


class HeldLines:
    """Lines below a fact or header that are neither themselves.

    They go on with the fact, or are parts of the next header, or the head of the next page.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._page_end: int | None = None
        self._holds_a_head = False

    def hold(self, line: Line) -> None:
        """Hold a line back; what the wiki prints below a page is not kept but marks its end."""
        bare = line.bare
        if is_footer(bare):
            self._page_end = len(self.lines)
        else:
            self.lines.append(line)
            self._holds_a_head |= _shows_a_head(bare)

    def release(self, place: int = 0) -> list[Line]:
        """Return the lines from a place on and forget them."""
        lines, self.lines = self.lines[place:], self.lines[:place]
        self._page_end, self._holds_a_head = None, False
        return lines

    def find_head(self, *, below_source: bool, below_broken_lines: bool) -> tuple[int, bool]:
        """Return the place where the head of a page begins, and whether that is sure.

        Above the first source of a page nothing but labels can stand before it. Below a fact that
        may have several lines a blank line parts the two.
        """
        if self._page_end is not None:
            return self._page_end, True
        if not below_source:
            places = (i for i, line in enumerate(self.lines) if not is_furniture(line.bare))
            return next(places, len(self.lines)), True
        place = head_begins(self.lines)
        if place is None and below_broken_lines:
            return _first_gap(self.lines), len(written(self.lines)) == 1
        return place or 0, True

    def is_furniture(self) -> bool:
        """Tell whether nothing but labels is held."""
        return all(is_furniture(line.bare) for line in written(self.lines))

    def heads_a_page(self) -> bool:
        """Tell whether the lines show that the head of a page has begun."""
        above = written(self.lines[-2:])
        return self._holds_a_head or (bool(above) and is_badge(above[-1].bare))


def _shows_a_head(text: str) -> bool:
    """Tell whether a line stands only in heads; "perspective" is a kind of fact as well."""
    is_type = is_badge(text) and kind_alone(text) is None
    return is_type or is_notice(text) or is_marked_section(text)


def _first_gap(lines: list[Line]) -> int:
    """Return the place of the blank line that parts the end of a fact from a head; 0 if none."""
    gap = next((place for place, line in enumerate(lines) if not line.bare), 0)
    above, below = lines[:gap], written(lines[gap:])[:1]
    head_is_above = any(is_section(line.bare) or "↔" in line.text for line in (*above, *below))
    return gap if below and not head_is_above else 0
