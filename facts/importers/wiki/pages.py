"""Pages of the Knowledge Tree wiki, read from their text as a stream."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from facts.importers.wiki.fact_page import is_fact_page, read_fact_pages
from facts.importers.wiki.facts_section import FactsSection
from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_boundaries import (
    FactPageDetector,
    find_fact_page_end,
    find_facts_start,
    split_head,
)
from facts.importers.wiki.page_furniture import TOO_MANY, read_facts_heading, warn_left_out
from facts.importers.wiki.page_head import PageHead, read_head
from facts.importers.wiki.pending_lines import Backlog
from facts.model.drafts import LineWarning, PageEntry, TopicDraft

_BYTE_ORDER_MARK: Final = "\ufeff"


def read_page(lines: Iterable[str], topics: Sequence[str] = ()) -> Iterator[PageEntry]:
    """Read one page or several, one after another; yield what they say, in their order.

    Lines come without their newline. `topics` are the names to file all facts under, instead of
    those that the pages name. Lazy: holds no more than a page's head and the lines since the last
    fact. No text is an error: whatever is doubtful comes as a warning, and what is no page yields
    no drafts.
    """
    pages = _PageReader(topics)
    for number, text in enumerate(lines, start=1):
        yield from pages.read(number, text)
    yield from pages.close()


class _PageReader:
    """Tells heads of pages from the facts below them."""

    def __init__(self, topics: Sequence[str]) -> None:
        self._given = tuple(dict.fromkeys(name.strip() for name in topics if name.strip()))
        self._head = Backlog()
        self._signs = FactPageDetector()
        self._has_forgotten = False
        self._named: set[str] = set()
        self._section: FactsSection | None = None

    def read(self, number: int, text: str) -> Sequence[PageEntry]:
        """Take a line; return what it shows to be complete."""
        if number == 1:
            text = text.removeprefix(_BYTE_ORDER_MARK)
        announced = read_facts_heading(text)
        if announced is not None:
            return self._start_page(number, announced)
        if self._section:
            return self._read_fact(self._section, number, text)
        return self._read_head(InputLine(number, text))

    def _read_fact(self, section: FactsSection, number: int, text: str) -> Sequence[PageEntry]:
        readings = section.read(number, text)
        page = section.release_fact_page()
        if not page:
            return readings
        self._section = None
        closing = section.close()
        return [*readings, *closing, *(reading for line in page for reading in self.read(*line))]

    def _read_head(self, line: InputLine) -> Sequence[PageEntry]:
        if self._signs.is_next_page(line):
            readings = self._read_fact_pages(self._head.release())
            return [*readings, *self._read_head(line)]
        self._signs.feed(line)
        self._head.add(line)
        place = find_facts_start(self._head.lines)
        if place is None:
            return self._drop_overflow(self._head.overflow())
        return self._begin_without_heading(place)

    def close(self) -> Iterable[PageEntry]:
        """Return what is left when there are no more lines."""
        if self._section:
            return self._section.close()
        head = self._head.release()
        if self._signs.is_complete or is_fact_page(head):
            return self._read_fact_pages(head)
        message = "no facts: neither a “Facts (N)” line nor a source with a fact below it was found"
        return [LineWarning(line.number, message) for line in drop_blank_lines(head)[:1]]

    def _read_fact_pages(self, lines: Sequence[InputLine]) -> list[PageEntry]:
        place = self._signs.find_start(lines) or 0
        self._signs = FactPageDetector()
        pages = read_fact_pages(lines[place:], self._given, self._named)
        lost = warn_left_out(lines[:place], "the page of a fact begins below")
        return [*lost, *self._draft_given_topics(), *pages]

    def _draft_given_topics(self) -> list[TopicDraft]:
        names = [name for name in self._given if name not in self._named]
        self._named.update(names)
        return [TopicDraft(1, name) for name in names]

    def _drop_overflow(self, lines: Sequence[InputLine]) -> Sequence[PageEntry]:
        if not lines or self._has_forgotten:
            return ()
        self._has_forgotten = True
        return warn_left_out(lines, TOO_MANY)

    def _start_page(self, line: int, announced: int) -> Sequence[PageEntry]:
        """Begin the facts of a page; the lines before it are its head and the page above."""
        if self._section is None:
            readings, head = self._split_fact_page(self._head.release())
            return [*readings, *self._begin_section(read_head(head), line, announced)]
        if self._section.is_repeated_heading(announced):
            return ()
        head = self._section.release_head()
        return [*self._section.close(), *self._begin_section(read_head(head), line, announced)]

    def _split_fact_page(self, lines: list[InputLine]) -> tuple[list[PageEntry], list[InputLine]]:
        if not self._signs.is_complete:
            return [], lines
        end, doubts = find_fact_page_end(lines)
        return [*self._read_fact_pages(lines[:end]), *doubts], lines[end:]

    def _begin_without_heading(self, place: int) -> Sequence[PageEntry]:
        """Begin the facts at a place among the lines of what seemed a head."""
        lines = self._head.release(place)
        head, lost = split_head(self._head.release())
        message = "no “Facts (N)” line stands above; the facts were taken to begin here"
        warnings = [*lost, LineWarning(lines[0].number, message)]
        readings = self._begin_section(read_head(head), lines[0].number, None)
        return [*warnings, *readings, *(reading for line in lines for reading in self.read(*line))]

    def _begin_section(self, head: PageHead, line: int, announced: int | None) -> list[PageEntry]:
        readings = [*self._page_topics(head, line), *head.warnings]
        names = self._given or tuple(topic.name for topic in head.topics)
        self._signs = FactPageDetector()
        self._section = FactsSection(names, line, announced)
        return readings

    def _page_topics(self, head: PageHead, line: int) -> Iterator[PageEntry]:
        """Yield the topics of a page, or what is to be said about it having none of its own."""
        if not self._given:
            yield from head.topics
        yield from self._draft_given_topics()
        if self._given:
            for topic in head.topics:
                yield LineWarning(topic.line, f"the page's own title “{topic.name}” is not used")
        elif head.is_relation and not head.topics:
            message = (
                "the page is about two topics without naming them: name them to file its facts"
            )
            yield LineWarning(line, message)
        elif not head.topics:
            yield LineWarning(line, "no title stands above: the facts were kept without a topic")
