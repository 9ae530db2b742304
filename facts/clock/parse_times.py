"""Parsers for times of day and weekdays as users write them."""

import datetime
import re
from typing import Final

from facts.clock.due_dates import EVERY_DAY
from facts.clock.errors import TimeUnclear, WeekdaysUnclear
from facts.model.calendar_words import WEEKDAYS

_TIME: Final = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:h|uhr|o'clock))?",
    re.IGNORECASE | re.ASCII,
)
_FOUR_DIGITS: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_NAMED_TIMES: Final = {"noon": datetime.time(12), "midday": datetime.time(12),
                       "midnight": datetime.time(0)}  # fmt: skip
_MIN_WEEKDAY_LETTERS: Final = 2
_WEEKDAY_GROUPS: Final = {
    **dict.fromkeys(("every day", "daily", "all", "all days", "any", "everyday"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "workdays", "working days", "weekday"), (1, 2, 3, 4, 5)),
    **dict.fromkeys(("weekends", "weekend"), (6, 7)),
}
_DAY_SEPARATOR: Final = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\s)\s*", re.IGNORECASE)
_RANGE_SEPARATOR: Final = re.compile(
    r"\s*(?:-|–|\b(?:to|till?|until|thru|through)\b)\s*", re.IGNORECASE
)


def parse_time(words: str) -> datetime.time:
    """Return a time of day: 9:00, 9am, 21.30, 0900, noon. Raises TimeUnclear."""
    text = " ".join(words.lower().split())
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    if run := _FOUR_DIGITS.fullmatch(text):
        return datetime.time(int(run[1]), int(run[2]))
    match = _TIME.fullmatch(text)
    if match is None:
        raise TimeUnclear(words)
    try:
        return datetime.time(_parse_hour(match), int(match["minute"] or 0))
    except ValueError:
        raise TimeUnclear(words) from None


def parse_weekdays(words: str) -> tuple[int, ...]:
    """Return ISO weekdays in order: Mon-Fri, "Mon, Wed", weekends. Raises WeekdaysUnclear."""
    text = " ".join(words.lower().split())
    if text in _WEEKDAY_GROUPS:
        return _WEEKDAY_GROUPS[text]
    days = {day for part in filter(None, _DAY_SEPARATOR.split(_RANGE_SEPARATOR.sub("-", text)))
            for day in _parse_weekday_range(part, words)}  # fmt: skip
    if not days:
        raise WeekdaysUnclear(words)
    return tuple(sorted(days))


def parse_weekday(word: str) -> int | None:
    """Return the ISO weekday that a word names or abbreviates: tue, tues, tuesdays."""
    word = word.removesuffix(".")
    if len(word) < _MIN_WEEKDAY_LETTERS:
        return None
    names = enumerate(map(str.lower, WEEKDAYS), start=1)
    days = [day for day, name in names if name.startswith(word) or word == f"{name}s"]
    return days[0] if len(days) == 1 else None


def _parse_hour(match: re.Match[str]) -> int:
    """Return the hour of the day. Raises ValueError for 13 pm."""
    hour = int(match["hour"])
    if match["half"] is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 (the hours on a clock)
        raise ValueError(hour)
    return hour % 12 + (12 if match["half"].startswith("p") else 0)


def _parse_weekday_range(part: str, words: str) -> tuple[int, ...]:
    if part in _WEEKDAY_GROUPS:
        return _WEEKDAY_GROUPS[part]
    ends = [parse_weekday(end) for end in part.split("-")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:  # noqa: PLR2004 (a first and a last)
        raise WeekdaysUnclear(words)
    return tuple((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))
