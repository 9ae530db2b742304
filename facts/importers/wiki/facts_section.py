"""What stands below "Facts (N)": groups of facts, read line by line."""

from collections.abc import Sequence
from dataclasses import replace

from facts.importers.wiki.kinds import (
    FactOpening,
    match_glued_kind,
    read_glued_kind,
    read_unknown_kind,
)
from facts.importers.wiki.lines import InputLine, drop_blank_lines, is_cut_off
from facts.importers.wiki.page_furniture import TOO_MANY, warn_left_out
from facts.importers.wiki.pending_lines import PendingLines
from facts.importers.wiki.source_group import FactGroup, check_count
from facts.importers.wiki.source_header import FACT_WORDS, GroupHeader, is_header_like, read_header
from facts.model.drafts import LineWarning, PageEntry
from facts.model.entities import Kind, Stance


class FactsSection:
    """The facts of one page, as far as they have been read."""

    def __init__(self, topics: tuple[str, ...], line: int, announced: int | None) -> None:
        self._topics = topics
        self._line = line
        self._announced = announced
        self._announced_by_groups = 0
        self._found = 0
        self._group: FactGroup | None = None
        self._held = PendingLines()
        self._doubts: list[LineWarning] = []

    def read(self, number: int, text: str) -> Sequence[PageEntry]:
        """Take a line; return what it shows to be complete."""
        bare = text.strip()
        plain = match_glued_kind(bare)
        group = self._group
        if plain and group and not (group.is_code or bare.endswith(FACT_WORDS)):
            kind, stance, words = plain.groups()
            opening = FactOpening(Kind(kind), words, Stance(stance) if stance else None)
            return self._begin_fact(number, opening)
        if bare:
            return self._read_in_context(InputLine(number, text), bare)
        self._held.hold(InputLine(number, text))
        return ()

    def is_repeated_heading(self, announced: int) -> bool:
        """Tell whether "Facts (N)" is only printed again, with nothing in between but labels.

        Those are done with then.
        """
        repeats = announced == self._announced and not self._group and self._held.is_furniture()
        if repeats:
            self._held.release()
        return repeats

    def release_head(self) -> list[InputLine]:
        """Return those of the last lines that turn out to be the head of the next page."""
        fact = self._group.fact if self._group else None
        place, is_sure = self._held.find_head(fact, below_source=self._group is not None)
        head = self._held.release(place)
        if fact and not is_sure:
            message = (
                f"a page was taken to begin here, where the fact of line {fact.line} may go on"
            )
            self._doubts = [
                LineWarning(line.number, message) for line in drop_blank_lines(head)[:1]
            ]
        return head

    def release_fact_page(self) -> list[InputLine]:
        """Return the last lines if they show that the page of a single fact has begun."""
        place = self._held.find_fact_page()
        return [] if place is None else self._held.release(place)

    def close(self) -> list[PageEntry]:
        """Return what is left, and warnings about the page as a whole."""
        readings = self._flush_held_lines()
        last = self._group.fact if self._group else None
        readings += self._close_group()
        if last and is_cut_off(last.kind, last.text):
            message = "the page ends here without closing punctuation: the fact is possibly cut"
            readings.append(LineWarning(last.line, message))
        announced = self._announced
        if announced is not None and announced != self._announced_by_groups:
            readings += check_count(self._line, announced, self._found, "on the page")
        return readings + self._doubts

    def _read_in_context(self, line: InputLine, bare: str) -> Sequence[PageEntry]:
        fact = self._group.fact if self._group else None
        opening = read_glued_kind(bare, fact.kind if fact else None)
        header = self._read_header(line, opening)
        if header:
            return self._open_group(line.number, header)
        if opening is None and self._group:
            opening = read_unknown_kind(bare, fact.kind if fact else None)
        if opening and (match_glued_kind(bare) or self._is_among_facts()):
            return self._begin_fact(line.number, opening)
        self._held.hold(line)
        old, lost = self._held.overflow()
        return [*self._assign_lines(old), *warn_left_out(lost, TOO_MANY)] if old or lost else ()

    def _is_among_facts(self) -> bool:
        return self._group is not None and not self._held.has_page_head()

    def _read_header(self, line: InputLine, opening: FactOpening | None) -> GroupHeader | None:
        """Read a header; in code, and in the head of a page, only one with a site is one."""
        bare = line.stripped
        if not bare.endswith(FACT_WORDS) or (opening and not is_header_like(bare)):
            return None
        header = read_header(bare, self._held.lines)
        if header and opening:
            doubt = f"taken as a source, though it begins like a fact with “{opening.kind}”"
            return replace(header, doubts=(*header.doubts, doubt))
        if header is None or header.citation.source.site:
            return header
        is_stray = self._group is not None and self._group.can_add(line)
        return None if is_stray or self._held.has_page_head() else header

    def _open_group(self, line: int, header: GroupHeader) -> list[PageEntry]:
        parts = self._held.release(len(self._held.lines) - header.lines_above)
        readings = [*self._flush_held_lines(), *self._close_group()]
        first = parts[0].number if parts else line
        self._group = FactGroup(first, header, self._topics)
        return [*readings, *(LineWarning(first, doubt) for doubt in header.doubts)]

    def _close_group(self) -> list[PageEntry]:
        if self._group is None:
            return []
        self._found += self._group.found
        self._announced_by_groups += self._group.announced
        return self._group.close()

    def _begin_fact(self, line: int, opening: FactOpening) -> list[PageEntry]:
        readings = self._flush_held_lines() if self._held.lines else []
        if self._group:
            return readings + self._group.begin(line, opening)
        message = "no source stands above this fact: it was left out"
        return [*readings, LineWarning(line, message)]

    def _flush_held_lines(self) -> list[PageEntry]:
        """Give the lines held back to the fact above them."""
        return self._assign_lines(self._held.release())

    def _assign_lines(self, lines: Sequence[InputLine]) -> list[PageEntry]:
        if not drop_blank_lines(lines):
            return []
        return self._group.add_lines(lines) if self._group else [*warn_left_out(lines)]
