"""Times of day, weekdays and days as people write them."""

import datetime
import re
from typing import Final

from facts.calendar import EVERY_DAY
from facts.errors import DayUnclear, TimeUnclear, WeekdaysUnclear

_TIME: Final = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:h|uhr|o'clock))?",
    re.IGNORECASE | re.ASCII,
)
_FOUR_DIGITS: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_NAMED_TIMES: Final = {"noon": datetime.time(12), "midday": datetime.time(12),
                       "midnight": datetime.time(0)}  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY: Final = 2
_GROUPS: Final = {
    **dict.fromkeys(("every day", "daily", "all", "all days", "any", "everyday"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "workdays", "working days", "weekday"), (1, 2, 3, 4, 5)),
    **dict.fromkeys(("weekends", "weekend"), (6, 7)),
}
_BETWEEN_DAYS: Final = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\s)\s*", re.IGNORECASE)
_UNTIL: Final = re.compile(r"\s*(?:-|–|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_SPAN: Final = re.compile(r"\s+(?:-|–|to|until)\s+|\.\.\.?|–", re.IGNORECASE)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR: Final = r"(?:,?\s*(?P<year>\d{4}))?"
_DAYS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*{_MONTH}{_YEAR}",
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}",
    )
)
_DAY: Final = datetime.timedelta(days=1)


def read_time(words: str) -> datetime.time:
    """Return a time of day: 9:00, 9am, 21.30, 0900, noon. Raises TimeUnclear."""
    text = " ".join(words.lower().split())
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    if run := _FOUR_DIGITS.fullmatch(text):
        return datetime.time(int(run[1]), int(run[2]))
    found = _TIME.fullmatch(text)
    if found is None:
        raise TimeUnclear(words)
    try:
        return datetime.time(_hour(found), int(found["minute"] or 0))
    except ValueError:
        raise TimeUnclear(words) from None


def read_weekdays(words: str) -> tuple[int, ...]:
    """Return ISO weekdays, in order: weekdays, Mon-Fri, "Mon, Wed". Raises WeekdaysUnclear."""
    text = " ".join(words.lower().split())
    if text in _GROUPS:
        return _GROUPS[text]
    days = {day for part in filter(None, _BETWEEN_DAYS.split(_UNTIL.sub("-", text)))
            for day in _weekdays(part, words)}  # fmt: skip
    if not days:
        raise WeekdaysUnclear(words)
    return tuple(sorted(days))


def read_days(words: str, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last of the days meant: 2026-12-24, 24 Dec, 24 Dec to 2 Jan.

    A day without a year is the next one. Raises DayUnclear, for a span that runs backwards too.
    """
    parts = _SPAN.split(words.strip())
    if len(parts) == 1:
        return (day := read_day(words, today)), day
    if len(parts) > 2:  # noqa: PLR2004 (a first and a last)
        raise DayUnclear(words)
    first = read_day(parts[0], today)
    last = read_day(parts[1], first)
    if last < first:
        raise DayUnclear(words)
    return first, last


def read_day(words: str, today: datetime.date) -> datetime.date:
    """Return the day meant, seen from another one. Raises DayUnclear."""
    text = " ".join(words.lower().split())
    if text in ("today", "tomorrow"):
        return today + _DAY * (text == "tomorrow")
    if (weekday := _weekday(text)) is not None:
        return today + _DAY * ((weekday - today.isoweekday()) % 7)
    found = next(filter(None, (form.fullmatch(text) for form in _DAYS)), None)
    if found is None:
        raise DayUnclear(words)
    try:
        return _date(found, today)
    except ValueError:
        raise DayUnclear(words) from None


def _hour(found: re.Match[str]) -> int:
    """Return the hour of the day. Raises ValueError for 13 pm."""
    hour = int(found["hour"])
    if found["half"] is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 (the hours on a clock)
        raise ValueError(hour)
    return hour % 12 + (12 if found["half"].startswith("p") else 0)


def _weekdays(part: str, words: str) -> tuple[int, ...]:
    if part in _GROUPS:
        return _GROUPS[part]
    ends = [_weekday(end) for end in part.split("-")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:  # noqa: PLR2004 (a first and a last)
        raise WeekdaysUnclear(words)
    return tuple((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))


def _weekday(word: str) -> int | None:
    """Return the weekday that a word names, or begins to name: tue, tues, tuesdays."""
    word = word.removesuffix(".")
    if len(word) < _SHORTEST_WEEKDAY:
        return None
    found = [
        n for n, name in enumerate(_WEEKDAYS, 1) if name.startswith(word) or word == f"{name}s"
    ]
    return found[0] if len(found) == 1 else None


def _date(found: re.Match[str], today: datetime.date) -> datetime.date:
    """Return the date of a form. Raises ValueError for one that no calendar has."""
    month, day = found["month"], int(found["day"])
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    if found["year"]:
        return datetime.date(int(found["year"]), number, day)
    for year in range(today.year, today.year + 9):  # to the next 29 February at the latest
        try:
            date = datetime.date(year, number, day)
        except ValueError:
            continue
        if date >= today:
            return date
    raise ValueError(day)
