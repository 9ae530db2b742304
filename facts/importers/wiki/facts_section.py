"""The section below "Facts (N)": groups of facts, read line by line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from facts.importers.wiki.fact_group import FactGroup, check_count
from facts.importers.wiki.kinds import (
    FactOpening,
    match_glued_kind,
    read_glued_kind,
    read_marked_kind,
    read_unknown_kind,
)
from facts.importers.wiki.lines import InputLine, drop_blank_lines, is_cut_off
from facts.importers.wiki.page_furniture import TOO_MANY, warn_about_skipped
from facts.importers.wiki.pending_lines import PendingLines
from facts.importers.wiki.source_header import FACT_WORDS, GroupHeader, is_header_like, read_header
from facts.importers.wiki.source_line import is_unknown_source
from facts.model.drafts import CitationDraft, LineWarning, PageEntry
from facts.model.entities import Kind, Stance


class NextPage(NamedTuple):
    """Lines of the next page that are known already: its head, and the first lines of its facts."""

    head: list[InputLine]
    facts: list[InputLine]


class FactsSection:
    """The facts section of one page while it is being read."""

    def __init__(
        self,
        topics: tuple[str, ...],
        line: int,
        announced: int | None,
        source: CitationDraft | None = None,
    ) -> None:
        self._topics = topics
        self._source = source
        self._line = line
        self._announced = announced
        self._announced_by_groups = 0
        self._count = 0
        self._group: FactGroup | None = None
        self._pending = PendingLines()
        self._doubts: list[LineWarning] = []
        self._next_page: NextPage | None = None

    def read(self, number: int, text: str) -> Sequence[PageEntry]:
        """Read a line; return the entries that are complete now."""
        bare = text.strip()
        plain = match_glued_kind(bare)
        group = self._group
        is_plain = plain and not self._pending.has_page_head()
        if plain and is_plain and group and not (group.is_code or bare.endswith(FACT_WORDS)):
            kind, stance, words = plain.groups()
            opening = FactOpening(Kind(kind), words, Stance(stance) if stance else None)
            return self._begin_fact(number, opening)
        if bare:
            return self._read_in_context(InputLine(number, text), bare)
        self._pending.add(InputLine(number, text))
        return ()

    def is_repeated_heading(self, announced: int) -> bool:
        """Return whether a "Facts (N)" line repeats this section's heading.

        Only labels are between the two then, and the method drops them.
        """
        repeats = announced == self._announced and not self._group and self._pending.is_furniture()
        if repeats:
            self._pending.release()
        return repeats

    def release_head(self) -> list[InputLine]:
        """Return the pending lines that are the head of the next page."""
        fact = self._group.fact if self._group else None
        place, is_sure = self._pending.find_head(fact, below_source=self._group is not None)
        head = self._pending.release(place)
        if not is_sure:
            above = (
                f"the fact of line {fact.line} goes on" if fact else "it is a fact without a kind"
            )
            message = f"a page seems to begin here, or {above}"
            self._doubts = [
                LineWarning(line.number, message) for line in drop_blank_lines(head)[:1]
            ]
        return head

    def release_fact_page(self) -> list[InputLine]:
        """Return the pending lines of a new fact page, if any."""
        place = self._pending.find_fact_page()
        return [] if place is None else self._pending.release(place)

    def release_next_page(self) -> NextPage | None:
        """Return the beginning of a page without a facts heading, if the last line is its fact."""
        page, self._next_page = self._next_page, None
        return page

    def release_cut_page(self) -> list[InputLine]:
        """Return the pending lines of a last page that ends before its facts, if any."""
        place = self._pending.find_next_page(self._group.fact if self._group else None)
        return [] if place is None else self._pending.release(place)

    def close(self) -> list[PageEntry]:
        """Return the remaining entries, and warnings about the whole page."""
        entries = self._flush_pending_lines()
        last = self._group.fact if self._group else None
        entries += self._close_group()
        if last and is_cut_off(last.kind, last.text):
            message = "the page ends here without closing punctuation; the fact may be cut off"
            entries.append(LineWarning(last.line, message))
        announced = self._announced
        if announced is not None and announced != self._announced_by_groups:
            entries += check_count(self._line, announced, self._count, "on the page")
        return entries + self._doubts

    def _read_in_context(self, line: InputLine, bare: str) -> Sequence[PageEntry]:
        fact = self._group.fact if self._group else None
        opening = read_glued_kind(bare, fact.kind if fact else None) or self._read_marked_kind(line)
        if opening and opening.is_item:
            return self._begin_fact(line.number, opening)
        header = self._read_header(line, opening)
        if self._begins_next_page(line, header):
            return ()
        if header:
            return self._open_group(line.number, header)
        if opening is None and self._group:
            opening = read_unknown_kind(bare, fact.kind if fact else None)
        if opening and (self._is_stray(bare) or self._is_among_facts()):
            return self._begin_fact(line.number, opening)
        self._pending.add(line)
        old, skipped = self._pending.pop_overflow()
        return (
            [*self._assign_lines(old), *warn_about_skipped(skipped, TOO_MANY)]
            if old or skipped
            else ()
        )

    def _begins_next_page(self, line: InputLine, header: GroupHeader | None) -> bool:
        """Return whether a line is the first of the facts of a page without a facts heading.

        Below the sections of a head, what looks like a fact is a card.
        """
        place = self._find_next_page(header)
        is_fact = match_glued_kind(line.content) and not self._pending.has_cards()
        if place is None or not (header or is_fact):
            return False
        above = header.lines_above if header else 0
        begin = max(place, len(self._pending.lines) - above)
        if begin == 0 and not (self._group or self._pending.is_page_over):
            return False  # nothing is above: another page would only read the same lines again
        facts = [*self._pending.release(begin), line]
        self._next_page = NextPage(self._pending.release(place), facts)
        return True

    def _find_next_page(self, header: GroupHeader | None) -> int | None:
        fact = self._group.fact if self._group else None
        place = self._pending.find_next_page(fact)
        if place is None and header and self._group:
            return self._pending.find_labelled_page(fact)
        return place

    def _is_stray(self, bare: str) -> bool:
        """Return whether a line surely is a fact, although a head could have begun above."""
        return match_glued_kind(bare) is not None and not self._pending.has_cards()

    def _read_marked_kind(self, line: InputLine) -> FactOpening | None:
        """Read a fact that begins with a kind and a colon.

        In code only an item of a list can be one, if it is not indented.
        """
        opening = read_marked_kind(line.content)
        if opening is None or self._pending.has_page_head():
            return None
        if self._group is None or not self._group.is_code:
            return opening
        is_item = opening.is_item and not line.text[0].isspace()
        return self._group.doubt_item(opening) if is_item else None

    def _is_among_facts(self) -> bool:
        return self._group is not None and not self._pending.has_page_head()

    def _read_header(self, line: InputLine, opening: FactOpening | None) -> GroupHeader | None:
        """Return the header, if any.

        Inside code or a page head it needs a site.
        """
        bare = line.content
        if not bare.endswith(FACT_WORDS) or (opening and not is_header_like(bare)):
            return None
        header = read_header(bare, self._pending.lines)
        if header and opening:
            begins = f"it begins like a fact with “{opening.kind}”"
            doubt = f"this was read as a source, although {begins}"
            return replace(header, doubts=(*header.doubts, doubt))
        if header is None or header.citation.source.site:
            return header
        is_stray = self._group is not None and self._group.can_add(line)
        return None if is_stray or self._pending.has_page_head() else header

    def _open_group(self, line: int, header: GroupHeader) -> list[PageEntry]:
        parts = self._pending.release(len(self._pending.lines) - header.lines_above)
        entries = [*self._flush_pending_lines(), *self._close_group()]
        first = parts[0].number if parts else line
        if self._source and is_unknown_source(header.citation.source):
            header = replace(header, citation=self._source, doubts=())
        self._group = FactGroup(first, header, self._topics)
        return [*entries, *(LineWarning(first, doubt) for doubt in header.doubts)]

    def _close_group(self) -> list[PageEntry]:
        if self._group is None:
            return []
        self._count += self._group.count
        announced = self._group.announced
        self._announced_by_groups += self._group.count if announced is None else announced
        return self._group.close()

    def _begin_fact(self, line: int, opening: FactOpening) -> list[PageEntry]:
        entries = self._flush_pending_lines() if self._pending.lines else []
        if self._group is None and self._source:
            self._group = FactGroup(line, GroupHeader(self._source, None), self._topics)
        if self._group:
            return entries + self._group.begin(line, opening)
        message = "there is no source above this fact; it was skipped"
        return [*entries, LineWarning(line, message)]

    def _flush_pending_lines(self) -> list[PageEntry]:
        """Give the pending lines to the fact above them."""
        return self._assign_lines(self._pending.release())

    def _assign_lines(self, lines: Sequence[InputLine]) -> list[PageEntry]:
        if not drop_blank_lines(lines):
            return []
        return self._group.add_lines(lines) if self._group else [*warn_about_skipped(lines)]
