"""Dates as people write them in tables and notes."""

import re
from enum import StrEnum
from typing import Final

from facts.model.dates import MONTH_NUMBERS, MONTH_PATTERN, PublicationDate
from facts.text.normalize import canonical

MAX_WORDS: Final = 200
"""Characters of a date that are kept; more are a text in the wrong place."""
_YEAR: Final = r"(?P<year>\d{4}|\d{2})"
_YEAR_FIRST: Final = r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"
_WITH_DOTS: Final = rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}"
_WITH_NAME: Final = rf"(?P<day>\d{{1,2}})(?:-|\.? )(?P<month>{MONTH_PATTERN})\.?[-, ]{_YEAR}"
_NAME_FIRST: Final = rf"(?P<month>{MONTH_PATTERN})\.? (?P<day>\d{{1,2}}),? {_YEAR}"
_NAME_AND_YEAR: Final = rf"(?P<month>{MONTH_PATTERN})-{_YEAR}"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (_YEAR_FIRST, _WITH_DOTS, _WITH_NAME, _NAME_FIRST, _NAME_AND_YEAR)
)
_TWO_ORDERS: Final = re.compile(
    r"(?P<one>\d{1,2})(?:/(?P<other>\d{1,2})/(?P<year>\d{4}|\d{2})"
    r"|-(?P<other_dashed>\d{1,2})-(?P<year_dashed>\d{4}))",
    re.ASCII,
)
"""24-05-06 is left out: its year can be the first or the last number."""
_DECIMAL_YEAR: Final = re.compile(r"(\d{4})\.0", re.ASCII)
_ORDINAL: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?: of\b)?", re.IGNORECASE | re.ASCII)
_TIME: Final = re.compile(
    r",? \d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?[ap]m)?(?: ?(?:utc|gmt|z))?\Z",
    re.IGNORECASE | re.ASCII,
)
_MONTHS: Final = 12
_CENTURY_CHANGE: Final = 69
"""Two digits from 69 on are a year of the last century, as in POSIX."""


class DayOrder(StrEnum):
    """The place of the day in a date of three numbers, such as 5/6/2024."""

    DAY_FIRST = "day/month/year"
    MONTH_FIRST = "month/day/year"


def read_date(
    text: str, order: DayOrder | None = None
) -> tuple[PublicationDate | None, str | None]:
    """Return the date in a text, and a doubt about one that can be two days.

    Besides the forms of pages: 15.3.2026, 2026/3/15, 3/15/26, 6-May-24, May 5th, 2024, and a time
    after a date. `order` decides what 5/6/2024 is; without it, such a date keeps its words. None
    for a blank text.
    """
    words = canonical(text)
    if not words:
        return None, None
    if decimal := _DECIMAL_YEAR.fullmatch(words):
        return PublicationDate.parse(decimal[1]), None
    if len(words) > MAX_WORDS:
        return PublicationDate(words[:MAX_WORDS]), None
    date = PublicationDate.parse(words)
    if date.iso is not None:
        return date, None
    if match := _match_numbers(words):
        return _read_numbers(words, match, order)
    return _read_forms(words), None


def find_day_order(text: str) -> DayOrder | None:
    """Return the order that a date such as 13/1/2025 shows; None for any other text."""
    match = _match_numbers(canonical(text))
    return _compare(*_get_numbers(match)) if match else None


def _read_numbers(
    words: str, match: re.Match[str], order: DayOrder | None
) -> tuple[PublicationDate, str | None]:
    one, other = _get_numbers(match)
    order = _compare(one, other) or order
    if order is None and one != other and 0 < max(one, other) <= _MONTHS:
        doubt = f"“{words}” can be two days; it was kept as words; write year-month-day"
        return PublicationDate(words), doubt
    day, month = (other, one) if order is DayOrder.MONTH_FIRST else (one, other)
    return _build(words, match["year"] or match["year_dashed"], month, day), None


def _read_forms(words: str) -> PublicationDate:
    plain = _simplify(words)
    for form in _FORMS:
        if match := form.fullmatch(plain):
            parts = match.groupdict()
            month = MONTH_NUMBERS.get(parts["month"].lower()) or int(parts["month"])
            day = parts.get("day")
            return _build(words, parts["year"], month, int(day) if day else None)
    date = PublicationDate.parse(plain)
    return PublicationDate(words, date.year, date.month, date.day)


def _match_numbers(words: str) -> re.Match[str] | None:
    return _TWO_ORDERS.fullmatch(_TIME.sub("", words)) if words[:1].isdigit() else None


def _get_numbers(match: re.Match[str]) -> tuple[int, int]:
    return int(match["one"]), int(match["other"] or match["other_dashed"])


def _compare(one: int, other: int) -> DayOrder | None:
    """Return the order of two numbers if one of them can be no month."""
    if one > _MONTHS >= other:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if other > _MONTHS >= one else None


def _simplify(words: str) -> str:
    """Return a date without its time, and with “5” for “5th of”."""
    return _ORDINAL.sub(r"\1", _TIME.sub("", words))


def _build(words: str, year: str, month: int, day: int | None) -> PublicationDate:
    number = int(year)
    if len(year) < len("2024"):
        number += 1900 if number >= _CENTURY_CHANGE else 2000
    try:
        if month and day != 0:
            return PublicationDate(words, number, month, day)
    except ValueError:
        pass
    return PublicationDate(words)
