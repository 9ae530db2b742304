"""Answers as people read them in a terminal: blocks of facts under their source, and tables."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from facts.library import TopicAnswer
from facts.model import Citation, Fact, Source
from facts.store import Hit, SourceSummary, TopicSummary

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that would steer the terminal or reorder the line; shown as a replacement mark."""
_UNWRAPPED: Final = 100_000
"""Columns where no terminal is: a line in a pipe stays a line."""
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
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def topic(answer: TopicAnswer) -> list[RenderableType]:
    """Return a topic: names, definition, figures, then its facts under their source."""
    found, facts = answer.topic, answer.facts
    blocks: list[RenderableType] = [Text(_clean(found.name), style=_HEADING)]
    if found.aliases:
        blocks.append(_small("Also known as " + ", ".join(found.aliases)))
    if found.definition:
        blocks.append(Text(_clean(found.definition)))
    blocks.append(_small(_figures(facts)))
    for source, group in groupby(facts, lambda fact: fact.citations[0].source):
        blocks += [Text(), *_under_source(source, tuple(group))]
    return blocks


def fact(found: Fact) -> list[RenderableType]:
    """Return one fact with all its sources and topics."""
    heading = Text.assemble((f"{found.id}", _SMALL_PRINT), "  ", (_clean(found.kind), "cyan"))
    return [
        heading,
        Text(_clean(found.text)),
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
        table.add_row(*(cell if isinstance(cell, Text) else _clean(cell) for cell in cells))
    return table


def _under_source(source: Source, facts: tuple[Fact, ...]) -> list[RenderableType]:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(justify="right", style=_SMALL_PRINT, min_width=5)
    rows.add_column(style="cyan", min_width=11)
    rows.add_column(overflow="fold")
    for each in facts:
        text = Text(_clean(each.text))
        for other in each.citations[1:]:
            text.append("\nalso in ", style=_SMALL_PRINT).append_text(_source_line(other))
        rows.add_row(str(each.id), _clean(each.kind), text)
    author = next((c.author for each in facts for c in each.citations[:1] if c.author), None)
    return [_title(source), _small(_details(source, author)), rows]


def _source_line(citation: Citation) -> Text:
    line = _title(citation.source)
    details = _details(citation.source, citation.author)
    return line.append(f"  {details}" if details else "", style=Style(dim=True, bold=False))


def _title(source: Source) -> Text:
    link = source.url if source.url and not _CONTROL.search(source.url) else None
    return Text(_clean(source.title), style=Style(bold=True, link=link))


def _details(source: Source, author: str | None) -> str:
    parts = (source.site, author, str(source.published) if source.published else None)
    return _clean(" · ".join(part for part in parts if part))


def _figures(facts: Sequence[Fact]) -> str:
    cited = {citation.source for fact in facts for citation in fact.citations}
    dates = sorted(s.published.iso for s in cited if s.published and s.published.iso)
    newest = f" · newest {dates[-1]}" if dates else ""
    return f"{_counted(len(facts), 'fact')} · {_counted(len(cited), 'source')}{newest}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _small(words: str) -> Text:
    return Text(_clean(words), style=_SMALL_PRINT)


def _clean(words: str) -> str:
    return _CONTROL.sub("\ufffd", words)
