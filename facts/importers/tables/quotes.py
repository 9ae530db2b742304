"""Badly quoted cells, located in the lines of a row."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class QuoteFault(StrEnum):
    """What is wrong with a row that the csv module refuses."""

    UNCLOSED = "unclosed"
    INNER_QUOTE = "inner quote"
    TOO_LONG = "too long"


_QUOTED: Final = re.compile(r' *"[^"]*+(?:""[^"]*+)*+("?)')


@dataclass(frozen=True, slots=True)
class FaultPlace:
    """A fault, the line that its cell begins in (from 0), and the cell's column (from 1)."""

    fault: QuoteFault
    line: int
    column: int


def locate_fault(text: str, delimiter: str) -> FaultPlace:
    """Return the first badly quoted cell of a row, or else its longest cell.

    A quote that closes a cell right after a delimiter or a line break, and has text after it, is
    the opening quote of another cell: the quote before it was never closed. Takes linear time.
    """
    plain = re.compile(f"[^{re.escape(delimiter)}\n]*+")
    start, column = 0, 1
    longest = (0, 0, 1)
    while True:
        quoted = _QUOTED.match(text, start)
        fault = _check_quotes(text, quoted, delimiter) if quoted else None
        if fault:
            return FaultPlace(fault, text.count("\n", 0, start), column)
        match = quoted or plain.match(text, start)
        end = match.end() if match else len(text)
        longest = max(longest, (end - start, start, column))
        if end >= len(text) or text[end] == "\n":
            return FaultPlace(QuoteFault.TOO_LONG, text.count("\n", 0, longest[1]), longest[2])
        start, column = end + 1, column + 1


def _check_quotes(text: str, quoted: re.Match[str], delimiter: str) -> QuoteFault | None:
    end = quoted.end()
    if not quoted[1]:
        return QuoteFault.UNCLOSED
    if end >= len(text) or text[end] in (delimiter, "\n"):
        return None
    before = end - 1
    while before > quoted.start() and text[before] == '"':  # as in """Hi"" he said"
        before -= 1
    is_opening = text[before] in (delimiter, "\n")
    return QuoteFault.UNCLOSED if is_opening else QuoteFault.INNER_QUOTE
