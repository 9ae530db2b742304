"""Text of the reading commands, as blocks that `renderer` turns into lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from facts.library.answers import TopicAnswer
from facts.model.entities import Citation, Fact, Source
from facts.model.results import Hit, SourceSummary, Tier, TopicSummary, Totals


class Weight(StrEnum):
    """Emphasis of a span."""

    PLAIN = "plain"
    HEADING = "heading"
    SMALL_PRINT = "small print"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class OutputSpan:
    """Text of one weight; `link` is its address, shown only on terminals."""

    text: str
    weight: Weight = Weight.PLAIN
    link: str | None = None


@dataclass(frozen=True, slots=True)
class OutputLine:
    """Spans side by side after `start`, which indents the further lines."""

    spans: tuple[OutputSpan, ...] = ()
    start: tuple[OutputSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputTable:
    """Rows under headings: columns of `words`, then columns of `figures`."""

    words: tuple[str, ...]
    figures: tuple[str, ...]
    rows: Sequence[tuple[OutputSpan, ...]]

    def columns(self) -> list[tuple[str, bool, list[OutputSpan]]]:
        """Return each non-empty column: its heading, whether it holds figures, its cells."""
        headings = self.words + self.figures
        cells = [[row[place] for row in self.rows] for place in range(len(headings))]
        return [
            (heading, place >= len(self.words), column)
            for place, (heading, column) in enumerate(zip(headings, cells, strict=True))
            if any(cell.text for cell in column)
        ]


OutputBlock = OutputLine | OutputTable
BLANK_LINE = OutputLine()


def topic(answer: TopicAnswer) -> Iterator[OutputBlock]:
    """Yield a topic: names, definition, figures, then its facts grouped by source."""
    about, facts = answer.topic, answer.facts
    yield OutputLine((OutputSpan(about.name, Weight.HEADING),))
    if about.aliases:
        yield small_line("Also known as " + ", ".join(about.aliases))
    if about.definition:
        yield OutputLine((OutputSpan(about.definition),))
    yield small_line(f"topic {about.id} · {_figures(answer.totals)}")
    for citation, group in groupby(facts, lambda fact: fact.citations[0]):
        yield BLANK_LINE
        yield from _source_group(citation, group)


def fact(item: Fact) -> Iterator[OutputBlock]:
    """Yield one fact with all its sources and topics."""
    number = OutputSpan(f"{item.id}  ", Weight.SMALL_PRINT)
    yield OutputLine((number, OutputSpan(item.kind, Weight.KIND)))
    yield OutputLine((OutputSpan(item.text),))
    yield BLANK_LINE
    for citation in item.citations:
        yield OutputLine(_source_spans(citation))
    if item.topic_links:
        yield small_line("About " + ", ".join(link.name for link in item.topic_links))
    if item.phrasings:
        yield small_line("Also asked as: " + " · ".join(item.phrasings))


def describe_corrections(corrected: Mapping[str, str]) -> str:
    """Return a sentence on the words that were looked up instead of those typed."""
    words = (f"“{taken}” instead of “{typed}”" for typed, taken in corrected.items())
    return f"Showing results for {', '.join(words)}."


def hits(results: Sequence[Hit]) -> Iterator[OutputBlock]:
    """Yield search results, best first."""
    for place, hit in enumerate(results):
        if place:
            yield BLANK_LINE
        is_first = not place or results[place - 1].tier is not hit.tier
        if is_first and hit.tier is Tier.CLOSEST:
            yield small_line("Closest facts, which may not answer this")
        yield small_line(f"{hit.score:.0f} of 100")
        yield from fact(hit.fact)


def topics(summaries: Iterable[TopicSummary]) -> Iterator[OutputBlock]:
    """Yield the topics as a table; the last column has their ids."""
    rows = [
        (
            OutputSpan(each.topic.name),
            OutputSpan(", ".join(each.topic.aliases)),
            OutputSpan(str(each.facts)),
            OutputSpan(str(each.sources)),
            OutputSpan(str(each.topic.id), Weight.SMALL_PRINT),
        )
        for each in summaries
    ]
    yield OutputTable(("Topic", "Also known as"), ("Facts", "Sources", "Number"), rows)


def sources(summaries: Iterable[SourceSummary]) -> Iterator[OutputBlock]:
    """Yield the sources as a table; the last column has their ids."""
    rows = [
        (
            _title_span(each.source),
            OutputSpan(each.source.site or ""),
            OutputSpan("; ".join(each.authors)),
            OutputSpan(str(each.source.published or "")),
            OutputSpan(str(each.facts)),
            OutputSpan(str(each.source.id), Weight.SMALL_PRINT),
        )
        for each in summaries
    ]
    yield OutputTable(("Source", "Site", "Author", "Published"), ("Facts", "Number"), rows)


def _source_group(citation: Citation, facts: Iterable[Fact]) -> Iterator[OutputLine]:
    yield OutputLine((_title_span(citation.source),))
    yield small_line(" · ".join(filter(None, (f"source {citation.source.id}", _details(citation)))))
    for each in facts:
        others = (
            (OutputSpan("\nalso in ", Weight.SMALL_PRINT), *_source_spans(other))
            for other in each.citations[1:]
        )
        number = OutputSpan(f"{each.id:>5}  ", Weight.SMALL_PRINT)
        start = (number, OutputSpan(f"{each.kind:<11}  ", Weight.KIND))
        yield OutputLine(
            (OutputSpan(each.text), *(span for other in others for span in other)), start
        )


def _source_spans(citation: Citation) -> tuple[OutputSpan, ...]:
    return _title_span(citation.source), OutputSpan(f"  {_details(citation)}", Weight.SMALL_PRINT)


def _title_span(source: Source) -> OutputSpan:
    return OutputSpan(source.title, Weight.HEADING, source.url)


def _details(citation: Citation) -> str:
    source = citation.source
    published = str(source.published) if source.published else None
    return " · ".join(filter(None, (source.site, citation.author, published)))


def _figures(extent: Totals) -> str:
    newest = f" · newest {extent.newest}" if extent.newest else ""
    facts, sources = _pluralize(extent.facts, "fact"), _pluralize(extent.sources, "source")
    if extent.is_cut:
        return f"more than {facts}, of which these are the first · add a filter to see fewer"
    return f"{facts} · {sources}{newest}" if extent.sources else f"{facts}{newest}"


def _pluralize(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def small_line(words: str) -> OutputLine:
    """Return a line in small print."""
    return OutputLine((OutputSpan(words, Weight.SMALL_PRINT),))
