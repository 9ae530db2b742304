"""Pages of the Knowledge Tree wiki, read from their text as a stream."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from facts.drafts import LineWarning, Reading, TopicDraft
from facts.formats.wiki.fact_page import is_fact_page, read_fact_pages
from facts.formats.wiki.head import Head, read_head
from facts.formats.wiki.labels import facts_heading
from facts.formats.wiki.lines import Line, written
from facts.formats.wiki.section import FactsSection
from facts.formats.wiki.unannounced import facts_begin, head_of

_BYTE_ORDER_MARK: Final = "\ufeff"


def read_page(lines: Iterable[str], topics: Sequence[str] = ()) -> Iterator[Reading]:
    """Read one page or several, one after another; yield what they say, in their order.

    Lines come without their newline. `topics` are the names to file all facts under, instead of
    those that the pages name. Lazy: holds no more than a page's head and the lines since the last
    fact. No text is an error: whatever is doubtful comes as a warning, and what is no page yields
    no drafts.
    """
    pages = _Pages(topics)
    for number, text in enumerate(lines, start=1):
        yield from pages.read(number, text)
    yield from pages.close()


class _Pages:
    """Tells heads of pages from the facts below them."""

    def __init__(self, topics: Sequence[str]) -> None:
        self._given = tuple(dict.fromkeys(name.strip() for name in topics if name.strip()))
        self._head: list[Line] = []
        self._section: FactsSection | None = None

    def read(self, number: int, text: str) -> Sequence[Reading]:
        """Take a line; return what it shows to be complete."""
        if number == 1:
            text = text.removeprefix(_BYTE_ORDER_MARK)
        announced = facts_heading(text)
        if announced is not None:
            return self._turn(number, announced)
        if self._section:
            return self._section.read(number, text)
        self._head.append(Line(number, text))
        place = facts_begin(self._head)
        return () if place is None else self._begin_unannounced(place)

    def close(self) -> Iterable[Reading]:
        """Return what is left when there are no more lines."""
        if self._section:
            return self._section.close()
        if is_fact_page(self._head):
            return read_fact_pages(self._head, self._given)
        message = "no facts: neither a “Facts (N)” line nor a source with a fact below it was found"
        return [LineWarning(line.number, message) for line in written(self._head)[:1]]

    def _turn(self, line: int, announced: int) -> Sequence[Reading]:
        """Begin the facts of a page; the lines before it are its head and the page above."""
        if self._section is None:
            return self._begin(read_head(self._head), line, announced)
        if self._section.repeats(announced):
            return ()
        head = self._section.give_up_head()
        return [*self._section.close(), *self._begin(read_head(head), line, announced)]

    def _begin_unannounced(self, place: int) -> Sequence[Reading]:
        """Begin the facts at a place among the lines of what seemed a head."""
        lines = self._head[place:]
        head, lost = head_of(self._head[:place])
        message = "no “Facts (N)” line stands above; the facts were taken to begin here"
        warnings = [*lost, LineWarning(lines[0].number, message)]
        readings = self._begin(read_head(head), lines[0].number, None)
        return [*warnings, *readings, *(reading for line in lines for reading in self.read(*line))]

    def _begin(self, head: Head, line: int, announced: int | None) -> list[Reading]:
        readings = [*self._topics(head, line), *head.warnings]
        names = self._given or tuple(topic.name for topic in head.topics)
        self._head = []
        self._section = FactsSection(names, line, announced)
        return readings

    def _topics(self, head: Head, line: int) -> Iterator[Reading]:
        """Yield the topics of a page, or what is to be said about it having none of its own."""
        if not self._given:
            yield from head.topics
        elif self._section is None:
            yield from (TopicDraft(1, name) for name in self._given)
        if self._given:
            for topic in head.topics:
                yield LineWarning(topic.line, f"the page's own title “{topic.name}” is not used")
        elif head.relates and not head.topics:
            message = (
                "the page is about two topics without naming them: name them to file its facts"
            )
            yield LineWarning(line, message)
        elif not head.topics:
            yield LineWarning(line, "no title stands above: the facts were kept without a topic")
