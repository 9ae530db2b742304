"""Days of the calendar as people write them, one or from a first to a last."""

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from facts.clock.due_dates import Days
from facts.clock.errors import DayUnclear
from facts.clock.parse_times import parse_weekday
from facts.model.calendar_words import MONTH_ABBREVIATIONS, MONTH_NUMBERS

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
"""The last one stands beside a day that has the month: 3-4 Jan."""
_RANGE_SEPARATOR: Final = re.compile(
    r"(?=(\s*(?:\.{2,3}|[-–—])\s*|\s+(?:to|till?|until|through)\s+))", re.IGNORECASE
)
"""Whatever may stand between a first and a last day, also where it is but part of a day."""
_NAMED_DAYS: Final = {"today": 0, "tomorrow": 1}
_MAX_YEARS: Final = 9
"""Years in which every date of a calendar comes once at least, 29 February too."""
_MAX_YEAR_TURN: Final = datetime.timedelta(days=300)
"""How long days may be that go over the turn of a year unsaid: 20 Jan to 10 Jan is a slip."""


@dataclass(frozen=True, slots=True)
class _WrittenDay:
    """A day as it was written: the month and the year may be left out, a weekday be added."""

    day: int
    month: int | None
    year: int | None
    weekday: int | None = None

    def has_weekday_of(self, date: datetime.date) -> bool:
        """Tell whether a date has the weekday that is written, if one is."""
        return self.weekday in (None, date.isoweekday())

    def possible_dates(self, years: Iterable[int]) -> Iterator[datetime.date]:
        """Yield the dates it may be: in its own year, or else in some; those there are."""
        for year in years if self.year is None else (self.year,):
            with suppress(ValueError):
                yield datetime.date(year, self.month or 0, self.day)

    def possible_dates_from(self, since: datetime.date) -> Iterator[datetime.date]:
        """Yield the dates it may be, where it has no year those from a day on."""
        dates = self.possible_dates(range(since.year, since.year + _MAX_YEARS))
        return (date for date in dates if self.year is not None or date >= since)


def parse_day(words: str, today: datetime.date) -> datetime.date:
    """Return the day meant, seen from another one. Raises DayUnclear.

    A weekday, or a day without a year, is the next one.
    """
    text = _normalize_words(words)
    if text in _NAMED_DAYS:
        return today + datetime.timedelta(days=_NAMED_DAYS[text])
    if (weekday := parse_weekday(text)) is not None:
        return today + datetime.timedelta(days=(weekday - today.isoweekday()) % 7)
    written = _parse_written_day(text)
    found = next(written.possible_dates_from(today), None) if written else None
    if not (written and found and written.has_weekday_of(found)):
        raise DayUnclear(words)
    return found


def parse_days(words: str, today: datetime.date) -> Days:
    """Return the first and the last of the days meant: 2026-12-24, 24 Dec, 24 Dec to 2 Jan.

    Days without years are the next that are not over: they may have begun. Raises DayUnclear, for
    days that run backwards too.
    """
    with suppress(DayUnclear):
        return (day := parse_day(words, today)), day
    text = _normalize_words(words)
    for between in _RANGE_SEPARATOR.finditer(text):
        first, last = text[: between.start()], text[between.start() + len(between[1]) :]
        if days := _parse_range(first, last, today):
            return days
    raise DayUnclear(words)


def _normalize_words(words: str) -> str:
    return " ".join(words.lower().split())


def _parse_range(first: str, last: str, today: datetime.date) -> Days | None:
    begun, ended = _parse_written_day(first), _parse_written_day(last)
    if begun and ended:
        days = _resolve_range(*_complete_range(begun, ended), today)
        return (
            days
            if days and begun.has_weekday_of(days[0]) and ended.has_weekday_of(days[1])
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
    found = next(filter(None, (form.fullmatch(text) for form in _DAY_FORMS)), None)
    if found is None:
        return None
    month, year = found["month"], found["year"]
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month] if month else None
    return _WrittenDay(int(found["day"]), number, int(year) if year else None)


def _complete_range(begun: _WrittenDay, ended: _WrittenDay) -> tuple[_WrittenDay, _WrittenDay]:
    """Give a day that is only a number the month and the year of the other one."""
    year = ended.year if begun.year is None else begun.year
    if begun.month is None:
        begun = replace(begun, month=ended.month, year=year)
    elif ended.month is None:
        begun, ended = replace(begun, year=year), replace(ended, month=begun.month, year=year)
    return begun, ended


def _resolve_range(begun: _WrittenDay, ended: _WrittenDay, today: datetime.date) -> Days | None:
    """Return the first such days that are not over by today."""
    said = begun.year is not None and ended.year is not None
    since = today if begun.year is None else next(begun.possible_dates(()), today)
    for end in ended.possible_dates_from(since):
        for start in begun.possible_dates((end.year, end.year - 1)):
            if start <= end and (said or start.year == end.year or end - start <= _MAX_YEAR_TURN):
                return start, end
    return None
