"""Rows of a table, with the lines that they begin in."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from facts.importers.tables.dialect import TableHead
from facts.importers.tables.quotes import FaultPlace, QuoteFault, locate_fault
from facts.model.drafts import EntryProblem, LineWarning

MAX_CELL: Final = 131_072
"""Characters of a cell, at most: the limit of Python's csv module."""
_MAX_ROW: Final = 1_000_000
"""Characters of a row, at most: eight cells of the longest kind."""
_MAX_REREAD: Final = 10_000_000
"""Characters of lines that are read again, in all, because an unclosed quote took them in."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and the line that it begins in, from 1."""

    line: int
    cells: list[str]


class _RowTooLong(Exception):
    """The cells of a row have too many characters together."""


class RowReader:
    """Reads rows below a header in constant memory, and goes on after a badly quoted cell.

    An unclosed quote takes in the lines below it until a limit. They are then read again as rows of
    their own, at most _MAX_REREAD characters in a file, so that the time stays linear.
    """

    def __init__(self, lines: Iterator[str], head: TableHead) -> None:
        """Read lines that begin below the header."""
        self._lines = lines
        self._delimiter = head.delimiter
        self._width = len(head.columns.names)
        self._line = head.line + 1
        self._held: list[str] = []
        self._again: deque[str] = deque()
        self._reread = 0
        self._at_end = False

    def __iter__(self) -> Iterator[TableRow | LineWarning | EntryProblem]:
        """Yield the rows that are not blank, and a problem for each row that is badly quoted."""
        while not self._at_end:
            try:
                yield from self._read_rows()
            except (csv.Error, _RowTooLong):
                yield from self._recover()

    def _read_rows(self) -> Iterator[TableRow]:
        first = self._line
        reader = csv.reader(
            self._feed(), delimiter=self._delimiter, skipinitialspace=True, strict=True
        )
        for cells in reader:
            if cells:
                yield TableRow(self._line, cells)
            self._line = first + reader.line_num
            self._held.clear()
        self._at_end = True

    def _feed(self) -> Iterator[str]:
        held, size = self._held, 0
        while True:
            text = self._again.popleft() if self._again else next(self._lines, None)
            if text is None:
                return
            held.append(text)
            size = len(text) if len(held) == 1 else size + len(text)
            if size > _MAX_ROW:
                raise _RowTooLong
            yield f"{text}\n"

    def _recover(self) -> Iterator[TableRow | LineWarning | EntryProblem]:
        """Tell what is wrong with the held lines, and put back those below the bad cell."""
        held, first = list(self._held), self._line
        self._held.clear()
        place = locate_fault("\n".join(held), self._delimiter)
        is_quoted = place.fault is not QuoteFault.TOO_LONG and place.line == 0
        is_literal = (
            self._delimiter == "\t" and is_quoted and held[0].count("\t") == self._width - 1
        )
        if is_literal:
            yield LineWarning(first, "a quote is not closed; the quotes were read as characters")
            yield TableRow(first, held[0].split("\t"))
        else:
            yield _describe(place, first)
        is_unclosed = place.fault is QuoteFault.UNCLOSED
        yield from self._put_back(held, place.line if is_literal or is_unclosed else len(held))

    def _put_back(self, held: list[str], bad: int) -> Iterator[EntryProblem]:
        """Put back the lines below the bad one, unless too many were read again already."""
        below, first = held[bad + 1 :], self._line
        size = sum(map(len, below))
        self._line = first + len(held)
        if size + self._reread <= _MAX_REREAD:
            self._reread += size
            self._again.extendleft(reversed(below))
            self._line -= len(below)
        else:
            message = (
                f"the lines up to {self._line - 1:,} were not read; close the quote above them"
            )
            yield EntryProblem(first + bad + 1, 0, message)


def _describe(place: FaultPlace, first: int) -> EntryProblem:
    if place.fault is QuoteFault.UNCLOSED:
        message = "the quote that begins this cell is not closed; close it or delete it"
    elif place.fault is QuoteFault.INNER_QUOTE:
        message = 'text follows a quoted cell; write each quote inside such a cell twice: ""'
    else:
        message = f"the cell or its row is too long; a cell has at most {MAX_CELL:,} characters"
    return EntryProblem(first + place.line, place.column, message)
