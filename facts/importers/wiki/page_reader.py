"""Streaming reader for the text of Knowledge Tree pages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from facts.importers.wiki.fact_page import is_fact_page, read_fact_pages
from facts.importers.wiki.facts_section import FactsSection
from facts.importers.wiki.kinds import begins_fact
from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_boundaries import (
    FactPageDetector,
    find_fact_page_end,
    find_facts_start,
    split_head,
)
from facts.importers.wiki.page_furniture import (
    TOO_MANY,
    is_marked_section,
    read_facts_heading,
    warn_about_skipped,
)
from facts.importers.wiki.page_head import PageHead, read_head
from facts.importers.wiki.page_heads import has_head, read_cut_heads, split_heads
from facts.importers.wiki.pending_lines import Backlog
from facts.model.drafts import CitationDraft, LineWarning, PageEntry, TopicDraft

_BYTE_ORDER_MARK: Final = "\ufeff"


def read_page(
    lines: Iterable[str], topics: Sequence[str] = (), source: CitationDraft | None = None
) -> Iterator[PageEntry]:
    """Yield the entries of one or more pages, in order.

    Entries are topics, facts and warnings. Lines come without their newline. `topics` are names
    that replace the topics of the pages. `source` is that of facts below no source. The reader is
    lazy: it keeps only a page's head and the lines since the last fact. It raises no errors:
    doubtful lines become warnings, and a text that is not a page yields no drafts.
    """
    pages = _PageReader(topics, source)
    was_blank = False
    for number, text in enumerate(lines, start=1):
        is_blank = not text or text.isspace()
        if not (is_blank and was_blank):  # only the first of many says something
            yield from pages.read(number, text)
        was_blank = is_blank
    yield from pages.close()


class _PageReader:
    """Separates the heads of pages from the facts below them."""

    def __init__(self, topics: Sequence[str], source: CitationDraft | None) -> None:
        self._source = source
        self._given = tuple(dict.fromkeys(name.strip() for name in topics if name.strip()))
        self._head = Backlog()
        self._detector = FactPageDetector()
        self._has_overflowed = False
        self._has_cards = False
        self._drafted_names: set[str] = set()
        self._section: FactsSection | None = None

    def read(self, number: int, text: str) -> Sequence[PageEntry]:
        """Read a line; return the entries that are complete now."""
        if number == 1:
            text = text.removeprefix(_BYTE_ORDER_MARK)
        fact_count = read_facts_heading(text)
        if fact_count is not None:
            return self._start_page(number, fact_count)
        if self._section:
            return self._read_fact(self._section, number, text)
        return self._read_head(InputLine(number, text))

    def _read_fact(self, section: FactsSection, number: int, text: str) -> Sequence[PageEntry]:
        entries = section.read(number, text)
        if next_page := section.release_next_page():
            return [*entries, *section.close(), *self._begin_unannounced(*next_page)]
        page = section.release_fact_page()
        if not page:
            return entries
        self._section = None
        closing = section.close()
        return [*entries, *closing, *(entry for line in page for entry in self.read(*line))]

    def _read_head(self, line: InputLine) -> Sequence[PageEntry]:
        if self._detector.is_next_page(line):
            entries = self._read_fact_pages(self._head.release())
            return [*entries, *self._read_head(line)]
        self._detector.feed(line)
        self._head.add(line)
        self._has_cards |= is_marked_section(line.content)
        place = find_facts_start(self._head.lines)
        if place is None and self._source and not self._has_cards and begins_fact(line.content):
            place = len(self._head.lines) - 1
        if place is None:
            return self._drop_overflow(self._head.pop_overflow())
        return self._begin_without_heading(place)

    def close(self) -> Iterable[PageEntry]:
        """Return the remaining entries after the last line."""
        if self._section:
            head = self._section.release_cut_page()
            return [*self._section.close(), *self._draft_cut_pages(head)]
        head = self._head.release()
        if self._detector.is_complete or is_fact_page(head):
            return self._read_fact_pages(head)
        if has_head(head):
            return self._draft_cut_pages(head)
        message = "there is neither a “Facts (N)” line nor a source with a fact below it"
        return [LineWarning(line.number, message) for line in drop_blank_lines(head)[:1]]

    def _draft_cut_pages(self, lines: Sequence[InputLine]) -> list[PageEntry]:
        """Return the topics of pages that end before their facts."""
        entries: list[PageEntry] = []
        for head in read_cut_heads(lines):
            if head.topics:
                entries += self._draft_topics(head)
            entries += head.warnings
        return entries

    def _read_fact_pages(self, lines: Sequence[InputLine]) -> list[PageEntry]:
        place = self._detector.find_start(lines) or 0
        self._detector = FactPageDetector()
        pages = read_fact_pages(lines[place:], self._given, self._drafted_names, self._source)
        warnings = warn_about_skipped(lines[:place], "a fact page begins below")
        return [*warnings, *self._draft_given_topics(), *pages]

    def _draft_given_topics(self) -> list[TopicDraft]:
        names = [name for name in self._given if name not in self._drafted_names]
        self._drafted_names.update(names)
        return [TopicDraft(1, name) for name in names]

    def _drop_overflow(self, lines: Sequence[InputLine]) -> Sequence[PageEntry]:
        if not lines or self._has_overflowed:
            return ()
        self._has_overflowed = True
        return warn_about_skipped(lines, TOO_MANY)

    def _start_page(self, line: int, fact_count: int) -> Sequence[PageEntry]:
        """Begin the facts of a page.

        The lines above are its head and the previous page.
        """
        if self._section is None:
            entries, head = self._split_fact_page(self._head.release())
            return [*entries, *self._begin_section(head, line, fact_count)]
        if self._section.is_repeated_heading(fact_count):
            return ()
        head = self._section.release_head()
        return [*self._section.close(), *self._begin_section(head, line, fact_count)]

    def _split_fact_page(self, lines: list[InputLine]) -> tuple[list[PageEntry], list[InputLine]]:
        if not self._detector.is_complete:
            return [], lines
        end, doubts = find_fact_page_end(lines)
        return [*self._read_fact_pages(lines[:end]), *doubts], lines[end:]

    def _begin_without_heading(self, place: int) -> Sequence[PageEntry]:
        """Begin the facts at a place inside the supposed head."""
        lines = self._head.release(place)
        head, warnings = split_head(self._head.release())
        return [*warnings, *self._begin_unannounced(head, lines)]

    def _begin_unannounced(
        self, head: Sequence[InputLine], lines: Sequence[InputLine]
    ) -> list[PageEntry]:
        message = "there is no “Facts (N)” line above; the facts seem to begin here"
        begin = LineWarning(lines[0].number, message)
        entries = self._begin_section(head, lines[0].number, None)
        return [begin, *entries, *(entry for line in lines for entry in self.read(*line))]

    def _begin_section(
        self, lines: Sequence[InputLine], line: int, fact_count: int | None
    ) -> list[PageEntry]:
        """Begin the facts below some lines, which are a head and pages that ended before theirs."""
        heads, doubts = split_heads(lines)
        cut = [line for head in heads[:-1] for line in head]
        head = read_head(heads[-1])
        entries = [*self._draft_cut_pages(cut), *self._page_topics(head, line)]
        names = self._given or tuple(topic.name for topic in head.topics)
        self._detector = FactPageDetector()
        self._has_cards = False
        self._section = FactsSection(names, line, fact_count, self._source)
        return [*entries, *head.warnings, *doubts]

    def _page_topics(self, head: PageHead, line: int) -> Iterator[PageEntry]:
        """Yield the topics of a page, or a warning without any."""
        yield from self._draft_topics(head)
        if self._given or head.topics:
            return
        message = "the page has no title; its facts have no topic"
        if head.is_relation:
            message = "the page does not name its two topics; without them its facts have no topic"
        yield LineWarning(line, message)

    def _draft_topics(self, head: PageHead) -> Iterator[PageEntry]:
        if not self._given:
            yield from head.topics
        yield from self._draft_given_topics()
        if self._given:
            for topic in head.topics:
                yield LineWarning(topic.line, f"the page's own title “{topic.name}” was ignored")
