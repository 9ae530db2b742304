"""The head of a table: its delimiter, its header, and the line of the header."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from facts.importers.input_file import Sample
from facts.importers.tables.columns import (
    Column,
    ColumnMap,
    describe_missing_facts,
    understand_header,
)

_DELIMITERS: Final = (",", ";", "\t", "|")
NO_DELIMITER: Final = "\x1f"
"""The ASCII unit separator, for a table of one column: commas in its lines are text."""
_SEPARATOR_LINE: Final = re.compile(r'"?sep=([^\w"\s]|\t)"?[,;\t]*', re.IGNORECASE)
"""The first line that Excel takes as the delimiter: “sep=;”."""
_RULE: Final = re.compile(r"[-+|:= ]+")
"""The line below the header of a Markdown table, or the underline of a heading."""
_ROWS: Final = 20
"""Rows below the header that must fit it."""
_TITLE_ROWS: Final = 5
"""Rows above the header, at most: the title of a sheet, the day of its export."""
_MAX_TITLE: Final = 60
"""Characters of a title that a note shows."""
_MIN_COLUMNS: Final = 3
"""Columns of a table without rows, at least; less can be a sentence."""
_SENTENCE_END: Final = (".", "!", ";", ",")
_LIST_ITEM: Final = re.compile(r"(?:[-*+#>]|\d+[.)])\s")
_WIKI_LABEL: Final = re.compile(
    r"(?:facts|sources|authors|referenced by nodes)\s*(?:\([\d,]+\))?:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TableHead:
    """How a table is written: its delimiter, its columns, and the last line of its header.

    `title` is the first row above the header, if there is one.
    """

    delimiter: str
    columns: ColumnMap
    line: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """The first rows of a table as one delimiter splits them."""

    head: TableHead
    rows: Sequence[Sequence[str]]

    @property
    def fit(self) -> int:
        """The number of rows with as many cells as the header."""
        return sum(len(row) == len(self.head.columns.names) for row in self.rows)

    @property
    def is_regular(self) -> bool:
        """Whether the rows have the cells of a header of several columns."""
        names = self.head.columns.names
        if not all(names) or len(names) < 2:  # noqa: PLR2004 - one column is a list
            return False
        return self.fit == len(self.rows) if self.rows else len(names) >= _MIN_COLUMNS

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        columns = self.head.columns
        return columns.is_table, len(columns.places), self.fit, len(columns.names)


def recognize_table(sample: Sample) -> bool:
    """Return whether a file begins with the header of a table that has a column of facts.

    Each column is known, or most of the rows below have as many cells as the header; they must if
    a title is above it. A sentence with commas, a Markdown table and a wiki page are no such table.
    """
    reading = _read_best(sample.text)
    if reading is None or not reading.head.columns.is_table:
        return False
    columns = reading.head.columns
    if columns.names[-1].endswith(_SENTENCE_END):
        return False
    below = sample.lines[reading.head.line :]
    if below and below[0].strip() and _RULE.fullmatch(below[0].strip()):
        return False
    if len(columns.names) == 1:
        return _is_plain_column(below)
    is_known = len(columns.places) == len(columns.names) and reading.head.title is None
    return is_known or (reading.fit > 0 and 2 * reading.fit >= len(reading.rows))


def describe_unknown_table(sample: Sample) -> str | None:
    """Return what is missing in a table without a column of facts; None for another text.

    For example: no column holds facts; the columns are “Thema”, “Aussage”: name one “fact”.
    """
    reading = _read_best(sample.text)
    if reading is None or reading.head.columns.is_table or not reading.is_regular:
        return None
    return describe_missing_facts(reading.head.columns)


def find_head(text: str) -> TableHead | None:
    """Return the head of a table by the beginning of its text; None for a blank text.

    Its columns need not hold facts.
    """
    reading = _read_best(text)
    return reading.head if reading else None


def _read_best(text: str) -> _Reading | None:
    lines = text.removeprefix("\ufeff").split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return None
    separator = _SEPARATOR_LINE.fullmatch(lines[start].strip(" "))
    delimiters = (separator[1],) if separator else _DELIMITERS
    readings = [
        reading
        for delimiter in delimiters
        if (reading := _read(lines, start + bool(separator), delimiter))
    ]
    best = max(readings, key=lambda reading: reading.rank, default=None)
    if best is None or separator or len(best.head.columns.names) > 1:
        return best
    return _read(lines, start, NO_DELIMITER)


def _read(lines: Sequence[str], start: int, delimiter: str) -> _Reading | None:
    """Read the first rows; None if one of them has no end."""
    reader = csv.reader(
        (f"{line}\n" for line in lines[start:]), delimiter=delimiter, skipinitialspace=True
    )
    filled = ((row, reader.line_num) for row in reader if any(map(str.strip, row)))
    try:
        rows = list(islice(filled, 1 + _TITLE_ROWS + _ROWS))
    except csv.Error:
        return None
    if not rows:
        return None
    place = _find_header([row for row, _ in rows[: 1 + _TITLE_ROWS]])
    header, line = rows[place]
    title = " ".join(filter(None, map(str.strip, rows[0][0])))[:_MAX_TITLE] if place else None
    head = TableHead(delimiter, understand_header(header), start + line, title)
    return _Reading(head, [row for row, _ in rows[place + 1 :][:_ROWS]])


def _find_header(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the first row with facts and their sources in its columns, or else 0.

    The rows above it have fewer cells with text, as a title does.
    """
    widest = 0
    for place, row in enumerate(rows):
        columns = understand_header(row)
        width = sum(map(bool, columns.names))
        if Column.FACT in columns.places and columns.has_sources and width > widest:
            return place
        widest = max(widest, width)
    return 0


def _is_plain_column(below: Sequence[str]) -> bool:
    """Return whether lines can be the only column of a table: no blank lines, lists or labels."""
    texts = [line.strip() for line in "\n".join(below).rstrip("\n").split("\n")]
    return texts != [""] and not any(
        not text or _LIST_ITEM.match(text) or _WIKI_LABEL.fullmatch(text) for text in texts
    )
