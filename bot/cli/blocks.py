"""Answers as people read them in a terminal: blocks of facts under their source, and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.cli.screen import clean
from facts.library import TopicAnswer
from facts.model import Citation, Fact, Source
from facts.store import Hit, SourceSummary, TopicSummary

_UNWRAPPED: Final = 100_000
"""Columns where no terminal is: a line in a pipe stays a line."""
_NARROWEST: Final = 20
_HEADING: Final = "bold"
_SMALL_PRINT: Final = "dim"


def show(*blocks: RenderableType) -> None:
    """Print blocks to standard output, without trailing spaces where no terminal pads them."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(Group(*blocks))
        return
    console.width = _UNWRAPPED
    with console.capture() as captured:
        console.print(Group(*blocks))
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1]))
    console.file.flush()


def topic(answer: TopicAnswer) -> list[RenderableType]:
    """Return a topic: names, definition, figures, then its facts under their source."""
    found, facts = answer.topic, answer.facts
    blocks: list[RenderableType] = [Text(clean(found.name), style=_HEADING)]
    if found.aliases:
        blocks.append(_small("Also known as " + ", ".join(found.aliases)))
    if found.definition:
        blocks.append(Text(clean(found.definition)))
    blocks.append(_small(_figures(facts)))
    for citation, group in groupby(facts, lambda fact: fact.citations[0]):
        blocks += [Text(), *_under_source(citation, group)]
    return blocks


def fact(found: Fact) -> list[RenderableType]:
    """Return one fact with all its sources and topics."""
    heading = Text.assemble((f"{found.id}", _SMALL_PRINT), "  ", (clean(found.kind), "cyan"))
    return [
        heading,
        Text(clean(found.text)),
        Text(),
        *(_source_line(citation) for citation in found.citations),
        *([_small("About " + ", ".join(b.name for b in found.bearings))] if found.bearings else []),
    ]


def hits(found: Sequence[Hit]) -> list[RenderableType]:
    """Return search results, best first."""
    blocks: list[RenderableType] = []
    for hit in found:
        blocks += [Text(), _small(f"{hit.score:.0f} of 100"), *fact(hit.fact)]
    return blocks[1:]


def topics(summaries: Iterable[TopicSummary]) -> list[RenderableType]:
    """Return the topics as a table."""
    rows = [
        (each.topic.name, ", ".join(each.topic.aliases), str(each.facts), str(each.sources))
        for each in summaries
    ]
    return [_table(("Topic", "Also known as"), ("Facts", "Sources"), rows)]


def sources(summaries: Iterable[SourceSummary]) -> list[RenderableType]:
    """Return the sources as a table."""
    rows = [
        (
            _title(each.source),
            each.source.site or "",
            "; ".join(each.authors),
            str(each.source.published or ""),
            str(each.facts),
        )
        for each in summaries
    ]
    return [_table(("Source", "Site", "Author", "Published"), ("Facts",), rows)]


def _table(
    words: tuple[str, ...], figures: tuple[str, ...], rows: Sequence[tuple[str | Text, ...]]
) -> Table:
    """Return a table without the columns that are empty in every row."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=_SMALL_PRINT)
    headings = words + figures
    filled = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    for place in filled:
        right = place >= len(words)
        table.add_column(
            headings[place], justify="right" if right else "left", overflow="fold", no_wrap=right
        )
    for row in rows:
        cells = (row[place] for place in filled)
        table.add_row(*(cell if isinstance(cell, Text) else clean(cell) for cell in cells))
    return table


@dataclass(frozen=True, slots=True)
class _Row:
    """A fact below its source: number, kind, and the text with its further lines indented."""

    fact: Fact

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = Text(clean(self.fact.text))
        for other in self.fact.citations[1:]:
            text.append("\nalso in ", style=_SMALL_PRINT).append_text(_source_line(other))
        start = Text.assemble(
            (f"{self.fact.id:>5}", _SMALL_PRINT),
            "  ",
            (f"{clean(self.fact.kind):<11}", "cyan"),
            "  ",
        )
        width = max(options.max_width - start.cell_len, _NARROWEST)
        for line in text.wrap(console, width, overflow="fold"):
            yield Text.assemble(start, line)
            start = Text(" " * start.cell_len)


def _under_source(citation: Citation, facts: Iterable[Fact]) -> list[RenderableType]:
    details = _details(citation.source, citation.author)
    small_print = [_small(details)] if details else []
    return [_title(citation.source), *small_print, *map(_Row, facts)]


def _source_line(citation: Citation) -> Text:
    line = _title(citation.source)
    details = _details(citation.source, citation.author)
    return line.append(f"  {details}" if details else "", style=Style(dim=True, bold=False))


def _title(source: Source) -> Text:
    link = source.url if source.url and clean(source.url) == source.url else None
    return Text(clean(source.title), style=Style(bold=True, link=link))


def _details(source: Source, author: str | None) -> str:
    parts = (source.site, author, str(source.published) if source.published else None)
    return clean(" · ".join(part for part in parts if part))


def _figures(facts: Sequence[Fact]) -> str:
    cited = {citation.source for fact in facts for citation in fact.citations}
    dates = sorted(s.published.iso for s in cited if s.published and s.published.iso)
    newest = f" · newest {dates[-1]}" if dates else ""
    return f"{_counted(len(facts), 'fact')} · {_counted(len(cited), 'source')}{newest}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _small(words: str) -> Text:
    return Text(clean(words), style=_SMALL_PRINT)
