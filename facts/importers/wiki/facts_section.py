"""What stands below "Facts (N)": groups of facts, read line by line."""

from collections.abc import Sequence
from dataclasses import replace

from facts.importers.wiki.kinds import Opening, plainly_glued, read_glued, read_unknown
from facts.importers.wiki.lines import Line, written
from facts.importers.wiki.pending_lines import HeldLines
from facts.importers.wiki.prose import looks_cut
from facts.importers.wiki.source_group import Group, miscounted
from facts.importers.wiki.source_header import FACT_WORDS, Header, ends_like_a_header, read_header
from facts.importers.wiki.strays import TOO_MANY, left_out
from facts.model.drafts import LineWarning, Reading
from facts.model.entities import Kind, Stance


class FactsSection:
    """The facts of one page, as far as they have been read."""

    def __init__(self, topics: tuple[str, ...], line: int, announced: int | None) -> None:
        self._topics = topics
        self._line = line
        self._announced = announced
        self._announced_by_groups = 0
        self._found = 0
        self._group: Group | None = None
        self._held = HeldLines()
        self._doubts: list[LineWarning] = []

    def read(self, number: int, text: str) -> Sequence[Reading]:
        """Take a line; return what it shows to be complete."""
        bare = text.strip()
        plain = plainly_glued(bare)
        group = self._group
        if plain and group and not (group.is_code or bare.endswith(FACT_WORDS)):
            kind, stance, words = plain.groups()
            opening = Opening(Kind(kind), words, Stance(stance) if stance else None)
            return self._begin(number, opening)
        if bare:
            return self._read_slowly(Line(number, text), bare)
        self._held.hold(Line(number, text))
        return ()

    def repeats(self, announced: int) -> bool:
        """Tell whether "Facts (N)" is only printed again, with nothing in between but labels.

        Those are done with then.
        """
        repeats = announced == self._announced and not self._group and self._held.is_furniture()
        if repeats:
            self._held.release()
        return repeats

    def give_up_head(self) -> list[Line]:
        """Return those of the last lines that turn out to be the head of the next page."""
        fact = self._group.fact if self._group else None
        place, is_sure = self._held.find_head(fact, below_source=self._group is not None)
        head = self._held.release(place)
        if fact and not is_sure:
            message = (
                f"a page was taken to begin here, where the fact of line {fact.line} may go on"
            )
            self._doubts = [LineWarning(line.number, message) for line in written(head)[:1]]
        return head

    def give_up_fact_page(self) -> list[Line]:
        """Return the last lines if they show that the page of a single fact has begun."""
        place = self._held.find_fact_page()
        return [] if place is None else self._held.release(place)

    def close(self) -> list[Reading]:
        """Return what is left, and warnings about the page as a whole."""
        readings = self._settle()
        last = self._group.fact if self._group else None
        readings += self._close_group()
        if last and looks_cut(last.kind, last.text):
            message = "the page ends here without closing punctuation: the fact is possibly cut"
            readings.append(LineWarning(last.line, message))
        announced = self._announced
        if announced is not None and announced != self._announced_by_groups:
            readings += miscounted(self._line, announced, self._found, "on the page")
        return readings + self._doubts

    def _read_slowly(self, line: Line, bare: str) -> Sequence[Reading]:
        fact = self._group.fact if self._group else None
        opening = read_glued(bare, fact.kind if fact else None)
        header = self._read_header(line, opening)
        if header:
            return self._open_group(line.number, header)
        if opening is None and self._group:
            opening = read_unknown(bare, fact.kind if fact else None)
        if opening and (plainly_glued(bare) or self._is_among_facts()):
            return self._begin(line.number, opening)
        self._held.hold(line)
        old, lost = self._held.overflow()
        return [*self._place(old), *left_out(lost, TOO_MANY)] if old or lost else ()

    def _is_among_facts(self) -> bool:
        return self._group is not None and not self._held.heads_a_page()

    def _read_header(self, line: Line, opening: Opening | None) -> Header | None:
        """Read a header; in code, and in the head of a page, only one with a site is one."""
        bare = line.bare
        if not bare.endswith(FACT_WORDS) or (opening and not ends_like_a_header(bare)):
            return None
        header = read_header(bare, self._held.lines)
        if header and opening:
            doubt = f"taken as a source, though it begins like a fact with “{opening.kind}”"
            return replace(header, doubts=(*header.doubts, doubt))
        if header is None or header.citation.source.site:
            return header
        is_stray = self._group is not None and self._group.can_take(line)
        return None if is_stray or self._held.heads_a_page() else header

    def _open_group(self, line: int, header: Header) -> list[Reading]:
        parts = self._held.release(len(self._held.lines) - header.taken)
        readings = [*self._settle(), *self._close_group()]
        first = parts[0].number if parts else line
        self._group = Group(first, header, self._topics)
        return [*readings, *(LineWarning(first, doubt) for doubt in header.doubts)]

    def _close_group(self) -> list[Reading]:
        if self._group is None:
            return []
        self._found += self._group.found
        self._announced_by_groups += self._group.announced
        return self._group.close()

    def _begin(self, line: int, opening: Opening) -> list[Reading]:
        readings = self._settle() if self._held.lines else []
        if self._group:
            return readings + self._group.begin(line, opening)
        message = "no source stands above this fact: it was left out"
        return [*readings, LineWarning(line, message)]

    def _settle(self) -> list[Reading]:
        """Give the lines held back to the fact above them."""
        return self._place(self._held.release())

    def _place(self, lines: Sequence[Line]) -> list[Reading]:
        if not written(lines):
            return []
        return self._group.take(lines) if self._group else [*left_out(lines)]
