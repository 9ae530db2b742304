"""CSV for spreadsheets: one row for each source of a fact (RFC 4180).

`facts.importers.tables` reads it, and puts the rows of a fact together by its text. A table has no
place for aliases, definitions, topics without facts, and sources without facts. The text begins
with a byte order mark, without which Excel takes UTF-8 for another encoding.
"""

import csv
import json
import re
from collections.abc import Iterator
from typing import Final

from facts.exporters.exporter import Contents, ExportFormat
from facts.importers.tables.cells import guard_formula
from facts.model.entities import Fact, TopicLink
from facts.text.typed_text import clean_line, clean_text

COLUMNS: Final = ("fact", "kind", "topics", "source", "url", "site", "author", "date")
_ROWS_AT_ONCE: Final = 500
BYTE_ORDER_MARK: Final = "\ufeff"
_AWKWARD: Final = re.compile(r'[;,|"]|\A[#\[]')
"""What has a meaning in a list of names."""


class _Rows:
    """Collects what a csv.writer writes."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line)

    def take(self) -> str:
        """Return the rows so far, and begin again."""
        text = "".join(self.lines)
        self.lines.clear()
        return text


def _render(contents: Contents) -> Iterator[str]:
    for _ in contents.topics:  # the parts can only be read in their order
        pass
    for _ in contents.lone_sources:
        pass
    rows = _Rows()
    writer = csv.writer(rows)
    rows.write(BYTE_ORDER_MARK)
    writer.writerow(COLUMNS)
    for fact in contents.facts:
        writer.writerows(_iter_rows(fact))
        if len(rows.lines) >= _ROWS_AT_ONCE:
            yield rows.take()
    yield rows.take()


def _iter_rows(fact: Fact) -> Iterator[list[str]]:
    topics = _join_topics(fact.topic_links)
    for citation in fact.citations:
        source = citation.source
        date = str(source.published) if source.published else ""
        cited = (source.title, source.url, source.site, citation.author, date)
        yield [_make_cell(cell or "") for cell in (fact.text, fact.kind, topics, *cited)]


def _make_cell(text: str) -> str:
    return guard_formula(clean_text(text))


def _join_topics(links: tuple[TopicLink, ...]) -> str:
    """Return a list such as “naps; sleep (supports)”, or a JSON list of names with separators."""
    names = [clean_line(link.name) + (f" ({link.stance})" if link.stance else "") for link in links]
    joined = "; ".join(names)
    return json.dumps(names, ensure_ascii=False) if any(map(_AWKWARD.search, names)) else joined


CSV_EXPORT: Final = ExportFormat("csv", "a CSV table", ".csv", _render)
