"""Lines held back until it shows where they belong."""

from collections.abc import Sequence

from facts.importers.wiki.backlog import Backlog
from facts.importers.wiki.kinds import kind_alone
from facts.importers.wiki.lines import Line, written
from facts.importers.wiki.page_boundaries import FactPageSigns
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_footer,
    is_furniture,
    is_marked_section,
    is_section,
)
from facts.importers.wiki.prose import is_closed, is_freely_broken
from facts.importers.wiki.title import below_the_last_page, head_begins, is_notice
from facts.model.drafts import FactDraft


class HeldLines:
    """Lines below a fact or header that are neither themselves.

    They go on with the fact, or are parts of the next header, or the head of the next page.
    """

    def __init__(self) -> None:
        self._backlog = Backlog()
        self._signs = FactPageSigns()
        self._page_end: int | None = None
        self._holds_a_head = False

    @property
    def lines(self) -> list[Line]:
        """The lines, a run of blank ones as one."""
        return self._backlog.lines

    def hold(self, line: Line) -> None:
        """Hold a line back; what the wiki prints below a page is not kept but marks its end."""
        bare = line.bare
        if is_footer(bare):
            self._page_end = len(self.lines)
        else:
            self._backlog.add(line)
            self._signs.see(line)
            self._holds_a_head |= _shows_a_head(bare)

    def release(self, place: int = 0) -> list[Line]:
        """Return the lines from a place on and forget them."""
        self._page_end, self._holds_a_head = None, False
        self._signs = FactPageSigns()
        return self._backlog.release(place)

    def overflow(self) -> tuple[list[Line], list[Line]]:
        """Return the oldest of far too many lines: those above the end of a page, those below."""
        old = self._backlog.overflow()
        if self._page_end is None or not old:
            return old, []
        end = min(self._page_end, len(old))
        self._page_end -= end
        return old[:end], old[end:]

    def find_head(self, fact: FactDraft | None, *, below_source: bool) -> tuple[int, bool]:
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
        if place is None and fact:
            return _head_below(fact, self.lines)
        return place or 0, True

    def find_fact_page(self) -> int | None:
        """Return the place where the page of a fact begins, if one has shown itself."""
        place = self._signs.place_in(self.lines) if self._signs.are_complete else None
        return None if place is None else below_the_last_page(self.lines, place)

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


def _head_below(fact: FactDraft, lines: list[Line]) -> tuple[int, bool]:
    """Tell where a head without a mark begins, and whether that is sure."""
    if not lines:
        return 0, True
    is_alone = len(written(lines)) == 1
    gap = _first_gap(lines)
    goes_on = is_freely_broken(fact.kind) or not is_closed(fact.text)
    is_below_a_gap = not lines[0].bare
    names_two = _names_a_pair_or_section(written(lines)[:2])
    if goes_on and not (gap or is_below_a_gap or is_alone or names_two):
        return _last_title(lines), False
    if goes_on or is_closed("".join(line.bare for line in lines[:gap][-1:])):
        return gap, is_alone and (gap > 0 or is_below_a_gap or is_freely_broken(fact.kind))
    if is_closed(written(lines)[0].bare) and not is_alone:
        return _last_title(lines), False
    return 0, is_alone or is_below_a_gap or names_two


def _last_title(lines: list[Line]) -> int:
    """Return the place of the last line that is no sentence: a title above its definition."""
    places = [place for place, line in enumerate(lines) if line.bare and not is_closed(line.bare)]
    return places[-1] if places else 0


def _first_gap(lines: list[Line]) -> int:
    """Return the place of the blank line that parts the end of a fact from a head; 0 if none."""
    gap = next((place for place, line in enumerate(lines) if not line.bare), 0)
    above, below = lines[:gap], written(lines[gap:])[:1]
    return gap if below and not _names_a_pair_or_section((*above, *below)) else 0


def _names_a_pair_or_section(lines: Sequence[Line]) -> bool:
    return any(is_section(line.bare) or "↔" in line.text for line in lines)
