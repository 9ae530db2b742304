"""Dates in a column of a table, with the order of day and month that the file uses."""

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Final

from facts.importers.date_words import DayOrder, find_day_order, read_date
from facts.model.dates import PublicationDate

_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d{1,12})?", re.ASCII)
_EPOCH: Final = datetime.date(1899, 12, 30)
"""Day 0 of Excel's 1900 system, for days after February 1900."""
_SERIALS: Final = range(20_000, 60_001)
"""Numbers of days that are read as dates: October 1954 to April 2064."""
_CACHE_LIMIT: Final = 10_000
_MAX_CACHED: Final = 100
"""Characters of cells that are kept with their dates."""
_SHOWN: Final = 60

_DateCell = tuple[PublicationDate | None, str | None]
"""A date and a doubt about it."""


class DateColumn:
    """Reads the dates of a column; a doubt comes once for each text."""

    def __init__(self, find_order: Callable[[], DayOrder | None]) -> None:
        """Take a function that finds the order of the file; it is called at most once."""
        self._find_order = find_order
        self._order: DayOrder | None = None
        self._is_order_sought = False
        self._cache: dict[str, PublicationDate | None] = {}

    def read(self, cell: str) -> _DateCell:
        """Return the date in a cell, and a doubt that no cell had before."""
        if cell in self._cache:
            return self._cache[cell], None
        date, doubt = self._read_new(cell)
        if len(self._cache) >= _CACHE_LIMIT:
            self._cache.clear()
        if len(cell) <= _MAX_CACHED:
            self._cache[cell] = date
        return date, doubt

    def _read_new(self, cell: str) -> _DateCell:
        if serial := _read_serial(cell):
            return serial, None
        date, doubt = read_date(cell, self._order)
        if doubt:
            return self._settle(cell, date)
        if date is None or date.iso:
            return date, None
        return date, (
            f"“{date.words[:_SHOWN]}” is no date that can be read; it was kept as words; "
            "write year-month-day"
        )

    def _settle(self, cell: str, unsure: PublicationDate | None) -> _DateCell:
        """Read a date that can be two days; only the first of the file has a doubt."""
        if self._is_order_sought:
            return unsure, None
        self._is_order_sought = True
        self._order = self._find_order()
        if self._order is None:
            return unsure, (
                f"dates such as “{cell.strip()}” can be two days; they were kept as words; "
                "write year-month-day"
            )
        date, _ = read_date(cell, self._order)
        doubt = f"“{cell.strip()}” was read as {self._order}, as other dates of the file are"
        return date, doubt


def find_common_order(cells: Iterable[str]) -> DayOrder | None:
    """Return the order that dates show; None if they show none or both."""
    found = None
    for cell in cells:
        order = find_day_order(cell)
        if order and found and order is not found:
            return None
        found = order or found
    return found


def _read_serial(cell: str) -> PublicationDate | None:
    """Return the date of a number of days, as spreadsheets store dates: 45292."""
    match = _SERIAL.fullmatch(cell.strip())
    if match is None or (days := int(match[1])) not in _SERIALS:
        return None
    return PublicationDate.parse((_EPOCH + datetime.timedelta(days)).isoformat())
