"""Parsers for dates and date ranges as users write them."""

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from facts.clock.due_dates import Days
from facts.clock.errors import DayUnclear
from facts.clock.parse_weekdays import parse_weekday
from facts.model.dates import MONTH_ABBREVIATIONS, MONTH_NUMBERS

_MONTH: Final = rf"(?P<month>{'|'.join(MONTH_ABBREVIATIONS)})[a-z]*\.?"
_YEAR: Final = r"(?:,?\s*(?P<year>\d{4}))?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_DAY_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}))?",
        rf"{_DAY}\s*{_MONTH}{_YEAR}",
        rf"{_MONTH}\s*{_DAY}{_YEAR}",
        rf"{_DAY}(?P<month>){_YEAR}",
    )
)
"""The last form has no month: it is the first day of a range such as 3-4 Jan."""
_RANGE_SEPARATOR: Final = re.compile(
    r"(?=(\s*(?:\.{2,3}|[-–—])\s*|\s+(?:to|till?|until|through)\s+))", re.IGNORECASE
)
"""All places where a range can split. The separator can also be part of a date."""
_NAMED_DAYS: Final = {"today": 0, "tomorrow": 1}
_MAX_YEARS: Final = 9
"""Years that contain every date at least once, 29 February included."""
_MAX_WITHOUT_YEARS: Final = datetime.timedelta(days=300)
"""The longest range without years: 20 Jan to 10 Jan and 2 Jan to 24 Dec are mistakes."""


@dataclass(frozen=True, slots=True)
class _WrittenDay:
    """A date as the user wrote it, perhaps without month or year."""

    day: int
    month: int | None
    year: int | None
    weekday: int | None = None

    def has_weekday_of(self, date: datetime.date) -> bool:
        """Return whether a date has the written weekday, if there is one."""
        return self.weekday in (None, date.isoweekday())

    def possible_dates(self, years: Iterable[int]) -> Iterator[datetime.date]:
        """Yield the possible dates in its own year, or else in `years`."""
        for year in years if self.year is None else (self.year,):
            with suppress(ValueError):
                yield datetime.date(year, self.month or 0, self.day)

    def possible_dates_from(self, since: datetime.date) -> Iterator[datetime.date]:
        """Yield the possible dates; without a year, only from `since` on."""
        dates = self.possible_dates(range(since.year, since.year + _MAX_YEARS))
        return (date for date in dates if self.year is not None or date >= since)


def parse_day(words: str, today: datetime.date) -> datetime.date:
    """Return the day that the words mean. Raises DayUnclear.

    A weekday, or a date without a year, means the next one from today on.
    """
    text = _normalize_words(words)
    if text in _NAMED_DAYS:
        return today + datetime.timedelta(days=_NAMED_DAYS[text])
    if (weekday := parse_weekday(text)) is not None:
        return today + datetime.timedelta(days=(weekday - today.isoweekday()) % 7)
    written = _parse_written_day(text)
    date = next(written.possible_dates_from(today), None) if written else None
    if not (written and date and written.has_weekday_of(date)):
        raise DayUnclear(words)
    return date


def parse_days(words: str, today: datetime.date) -> Days:
    """Return the first and the last day of a written range.

    For example: 2026-12-24, 24 Dec, 24 Dec to 2 Jan. A range without years is the next one that has
    not ended; it may have begun. Raises DayUnclear, also for a range that ends before it begins,
    or for more than 300 days without a year.
    """
    with suppress(DayUnclear):
        return (day := parse_day(words, today)), day
    text = _normalize_words(words)
    for separator in _RANGE_SEPARATOR.finditer(text):
        place = separator.start()
        first, last = text[:place], text[place + len(separator[1]) :]
        if days := _parse_range(first, last, today):
            return days
    raise DayUnclear(words)


def _normalize_words(words: str) -> str:
    return " ".join(words.lower().split())


def _parse_range(first: str, last: str, today: datetime.date) -> Days | None:
    start_day, end_day = _parse_written_day(first), _parse_written_day(last)
    if start_day and end_day:
        days = _resolve_range(*_complete_range(start_day, end_day), today)
        return (
            days
            if days and start_day.has_weekday_of(days[0]) and end_day.has_weekday_of(days[1])
            else None
        )
    with suppress(DayUnclear):
        start = parse_day(first, today)
        end = parse_day(last, today if last in _NAMED_DAYS else start)
        return (start, end) if start <= end else None
    return None


def _parse_written_day(text: str) -> _WrittenDay | None:
    word, _, rest = text.partition(" ")
    weekday = parse_weekday(word.removesuffix(",")) if rest else None
    if weekday is None:
        return _parse_date(text)
    written = _parse_date(rest)
    return written and replace(written, weekday=weekday)


def _parse_date(text: str) -> _WrittenDay | None:
    match = next(filter(None, (form.fullmatch(text) for form in _DAY_FORMS)), None)
    if match is None:
        return None
    month, year = match["month"], match["year"]
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month] if month else None
    return _WrittenDay(int(match["day"]), number, int(year) if year else None)


def _complete_range(
    start_day: _WrittenDay, end_day: _WrittenDay
) -> tuple[_WrittenDay, _WrittenDay]:
    """Copy a missing month and year from the other day."""
    year = end_day.year if start_day.year is None else start_day.year
    if start_day.month is None:
        start_day = replace(start_day, month=end_day.month, year=year)
    elif end_day.month is None:
        start_day, end_day = (
            replace(start_day, year=year),
            replace(end_day, month=start_day.month, year=year),
        )
    return start_day, end_day


def _resolve_range(
    start_day: _WrittenDay, end_day: _WrittenDay, today: datetime.date
) -> Days | None:
    """Return the first such range that has not ended before today."""
    years = start_day.year, end_day.year
    since = today if start_day.year is None else next(start_day.possible_dates(()), today)
    for end in end_day.possible_dates_from(since):
        for start in start_day.possible_dates((end.year, end.year - 1)):
            is_written = start.year in years and end.year in years
            if start <= end and (is_written or end - start <= _MAX_WITHOUT_YEARS):
                return start, end
    return None
