"""Times, days and weekdays to choose from while they are typed.

Each suggestion is a text that the parser of its kind reads.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from facts.clock.errors import DayUnclear, WeekdaysUnclear
from facts.clock.parse_days import parse_day
from facts.clock.parse_weekdays import parse_weekdays
from facts.model.dates import MONTH_ABBREVIATIONS, WEEKDAY_ABBREVIATIONS, WEEKDAYS
from facts.search.similar_texts import list_similar, list_similar_texts

_HOURS: Final = 24
_NOON: Final = 12
_MINUTES: Final = ("00", "15", "30", "45")
_TIME_WORDS: Final = ("noon", "midnight")
_WEEKDAY_GROUPS: Final = ("every day", "weekdays", "weekends", "Mon, Wed, Fri")
_DAY_WORDS: Final = ("today", "tomorrow", *WEEKDAYS)
_ABBREVIATION: Final = 3
"""Letters of a weekday after which more weekdays are offered."""
_MAX_DAYS: Final = 366
"""Days that are looked through: every date once."""
_HALF_TIME: Final = re.compile(
    r"\D*(\d{1,4})(?:[\Wh]{1,2}(\d{1,2}))?\s*([ap]?)", re.IGNORECASE | re.ASCII
)
_HALF_ISO: Final = re.compile(r"\d{4}", re.ASCII)
_RANGE_SEPARATOR: Final = re.compile(
    r"(.*\S)\s*(?:\s(?:to|till?|until|through)(?=\s|$)|\s[-–—]|[-–—]\s)\s*(.*)", re.IGNORECASE
)


def suggest_times(text: str, now: datetime.datetime) -> tuple[str, ...]:
    """Return times of day for a half-typed one: 9 means 9:00, 9:15 … or 21:00.

    An empty text returns the next full hours after `now`, which is in local time.
    """
    if not text.strip():
        return tuple(f"{(now.hour + step) % _HOURS:02}:00" for step in range(1, _HOURS + 1))
    match = _HALF_TIME.match(text)
    return tuple(_complete_time(match)) if match else list_similar_texts(text, _TIME_WORDS)


def suggest_weekdays(text: str) -> tuple[str, ...]:
    """Return lists of weekdays that a half-typed list may become."""
    before, _, last = text.rpartition(",")
    suggestions = [*_complete_weekdays(before, last)]
    if len(last.strip()) >= _ABBREVIATION and _read_weekdays(text):
        suggestions += _complete_weekdays(text, "")
    return tuple(dict.fromkeys(suggestions))


def suggest_days(text: str, today: datetime.date) -> tuple[str, ...]:
    """Return days for a half-typed one, or ranges if it has a first day: 24 Dec to 2 Jan."""
    match = _RANGE_SEPARATOR.fullmatch(text.strip())
    if match is None:
        return list_similar_texts(text, [*_DAY_WORDS, *_list_dates(text, today)])
    first, last = match.groups()
    with suppress(DayUnclear):
        dates = _list_dates(last, parse_day(first, today))
        return tuple(f"{first} to {each}" for each in list_similar_texts(last, dates))
    return ()


def _complete_time(match: re.Match[str]) -> Iterator[str]:
    """Yield the times that some digits begin: 930 is 9:30, and 9 may be 21:00."""
    digits, minutes, half = match[1], match[2] or "", match[3].lower()
    size = 2 if int(digits[:2]) < _HOURS else 1
    hour, minutes = int(digits[:size]), digits[size:] + minutes
    if half == "p" and hour < _NOON:
        hour += _NOON
    fitting = [each for each in _MINUTES if each.startswith(minutes)]
    if not fitting and len(minutes) == 2 and minutes < "60":  # noqa: PLR2004 (digits of minutes)
        fitting = [minutes]
    for start in (hour, hour + _NOON) if hour < _NOON and not half else (hour,):
        yield from (f"{start:02}:{each}" for each in fitting)


def _complete_weekdays(before: str, last: str) -> Iterator[str]:
    """Yield a list with each weekday added that it does not have yet."""
    taken = _read_weekdays(before)
    if before.strip() and not taken:
        return
    if not taken:
        yield from list_similar_texts(last, _WEEKDAY_GROUPS)
    left = [day for day in range(len(WEEKDAYS)) if day + 1 not in taken]
    for day in list_similar(last, left, WEEKDAYS.__getitem__):
        yield ", ".join(filter(None, (before.strip(), WEEKDAY_ABBREVIATIONS[day])))


def _read_weekdays(text: str) -> tuple[int, ...]:
    try:
        return parse_weekdays(text)
    except WeekdaysUnclear:
        return ()


def _list_dates(text: str, first: datetime.date) -> list[str]:
    """Return the next dates in the form in which the text begins: 24 Dec or 2026-12-24."""
    last = min(_MAX_DAYS, (datetime.date.max - first).days)
    dates = [first + datetime.timedelta(days) for days in range(last)]
    if _HALF_ISO.match(text):
        return [date.isoformat() for date in dates]
    return [f"{date.day} {MONTH_ABBREVIATIONS[date.month - 1]}" for date in dates]
