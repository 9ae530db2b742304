"""The head of a table: its delimiter, its header, and the line of the header."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from facts.importers.input_file import Sample
from facts.importers.tables.columns import ColumnMap, understand_header

_DELIMITERS: Final = (",", ";", "\t", "|")
NO_DELIMITER: Final = "\x1f"
"""The ASCII unit separator, for a table of one column: commas in its lines are text."""
_SEPARATOR_LINE: Final = re.compile(r'"?sep=([^\w"\s]|\t)"?[,;\t]*', re.IGNORECASE)
"""The first line that Excel takes as the delimiter: “sep=;”."""
_RULE: Final = re.compile(r"[-+|:= ]+")
"""The line below the header of a Markdown table, or the underline of a heading."""
_ROWS: Final = 20
"""Rows below the header that must fit it."""
_SENTENCE_END: Final = (".", "!", ";", ",")
_LIST_ITEM: Final = re.compile(r"(?:[-*+#>]|\d+[.)])\s")
_WIKI_LABEL: Final = re.compile(
    r"(?:facts|sources|authors|referenced by nodes)\s*(?:\([\d,]+\))?:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TableHead:
    """How a table is written: its delimiter, its columns, and the last line of its header."""

    delimiter: str
    columns: ColumnMap
    line: int


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
    def rank(self) -> tuple[bool, int, int, int]:
        columns = self.head.columns
        return columns.is_table, len(columns.places), self.fit, len(columns.names)


def recognize_table(sample: Sample) -> bool:
    """Return whether a file begins with the header of a table that has a column of facts.

    Each column is known, or most of the rows below have as many cells as the header. A sentence
    with commas, a Markdown table and a wiki page are no such table.
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
    is_known = len(columns.places) == len(columns.names)
    return is_known or (reading.fit > 0 and 2 * reading.fit >= len(reading.rows))


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
    """Read the first rows; None if the header has no end."""
    reader = csv.reader(
        (f"{line}\n" for line in lines[start:]), delimiter=delimiter, skipinitialspace=True
    )
    try:
        header = next((row for row in reader if any(map(str.strip, row))), None)
        line = start + reader.line_num
        filled = (row for row in reader if any(map(str.strip, row)))
        rows = list(islice(filled, _ROWS))
    except csv.Error:
        return None
    if header is None:
        return None
    head = TableHead(delimiter, understand_header(header), line)
    return _Reading(head, rows)


def _is_plain_column(below: Sequence[str]) -> bool:
    """Return whether lines can be the only column of a table: no blank lines, lists or labels."""
    texts = [line.strip() for line in "\n".join(below).rstrip("\n").split("\n")]
    return texts != [""] and not any(
        not text or _LIST_ITEM.match(text) or _WIKI_LABEL.fullmatch(text) for text in texts
    )
