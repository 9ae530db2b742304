"""Answers as blocks that people read; `plain` and `terminal` know how those are shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from facts.library.answers import TopicAnswer
from facts.model.entities import Citation, Fact, Source
from facts.model.results import Extent, Hit, SourceSummary, TopicSummary


class Weight(StrEnum):
    """How much a span stands out."""

    PLAIN = "plain"
    HEADING = "heading"
    SMALL_PRINT = "small print"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one weight; `link` is the address they lead to where that can be shown."""

    text: str
    weight: Weight = Weight.PLAIN
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Spans side by side. What goes on below them, wrapped or broken, is indented by `start`."""

    spans: tuple[Span, ...] = ()
    start: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the last columns, as many as `figures` names, hold numbers."""

    words: tuple[str, ...]
    figures: tuple[str, ...]
    rows: Sequence[tuple[Span, ...]]

    def columns(self) -> list[tuple[str, bool, list[Span]]]:
        """Return heading, whether it holds numbers, and cells of the columns not wholly empty."""
        headings = self.words + self.figures
        cells = [[row[place] for row in self.rows] for place in range(len(headings))]
        return [
            (heading, place >= len(self.words), column)
            for place, (heading, column) in enumerate(zip(headings, cells, strict=True))
            if any(cell.text for cell in column)
        ]


Block = Line | Table
BLANK = Line()


def topic(answer: TopicAnswer) -> Iterator[Block]:
    """Yield a topic: names, definition, figures, then its facts under their source."""
    found, facts = answer.topic, answer.facts
    yield Line((Span(found.name, Weight.HEADING),))
    if found.aliases:
        yield _small("Also known as " + ", ".join(found.aliases))
    if found.definition:
        yield Line((Span(found.definition),))
    yield _small(_figures(answer.extent))
    for citation, group in groupby(facts, lambda fact: fact.citations[0]):
        yield BLANK
        yield from _under_source(citation, group)


def fact(found: Fact) -> Iterator[Block]:
    """Yield one fact with all its sources and topics."""
    number = Span(f"{found.id}  ", Weight.SMALL_PRINT)
    yield Line((number, Span(found.kind, Weight.KIND)))
    yield Line((Span(found.text),))
    yield BLANK
    for citation in found.citations:
        yield Line(_source_spans(citation))
    if found.bearings:
        yield _small("About " + ", ".join(bearing.name for bearing in found.bearings))


def hits(found: Sequence[Hit]) -> Iterator[Block]:
    """Yield search results, best first."""
    for place, hit in enumerate(found):
        if place:
            yield BLANK
        yield _small(f"{hit.score:.0f} of 100")
        yield from fact(hit.fact)


def topics(summaries: Iterable[TopicSummary]) -> Iterator[Block]:
    """Yield the topics as a table."""
    rows = [
        (
            Span(each.topic.name),
            Span(", ".join(each.topic.aliases)),
            Span(str(each.facts)),
            Span(str(each.sources)),
        )
        for each in summaries
    ]
    yield Table(("Topic", "Also known as"), ("Facts", "Sources"), rows)


def sources(summaries: Iterable[SourceSummary]) -> Iterator[Block]:
    """Yield the sources as a table."""
    rows = [
        (
            _title(each.source),
            Span(each.source.site or ""),
            Span("; ".join(each.authors)),
            Span(str(each.source.published or "")),
            Span(str(each.facts)),
        )
        for each in summaries
    ]
    yield Table(("Source", "Site", "Author", "Published"), ("Facts",), rows)


def _under_source(citation: Citation, facts: Iterable[Fact]) -> Iterator[Line]:
    yield Line((_title(citation.source),))
    if details := _details(citation):
        yield _small(details)
    for each in facts:
        others = (
            (Span("\nalso in ", Weight.SMALL_PRINT), *_source_spans(other))
            for other in each.citations[1:]
        )
        number = Span(f"{each.id:>5}  ", Weight.SMALL_PRINT)
        start = (number, Span(f"{each.kind:<11}  ", Weight.KIND))
        yield Line((Span(each.text), *(span for other in others for span in other)), start)


def _source_spans(citation: Citation) -> tuple[Span, ...]:
    return _title(citation.source), Span(f"  {_details(citation)}", Weight.SMALL_PRINT)


def _title(source: Source) -> Span:
    return Span(source.title, Weight.HEADING, source.url)


def _details(citation: Citation) -> str:
    source = citation.source
    published = str(source.published) if source.published else None
    return " · ".join(filter(None, (source.site, citation.author, published)))


def _figures(extent: Extent) -> str:
    newest = f" · newest {extent.newest}" if extent.newest else ""
    return f"{_counted(extent.facts, 'fact')} · {_counted(extent.sources, 'source')}{newest}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _small(words: str) -> Line:
    return Line((Span(words, Weight.SMALL_PRINT),))
