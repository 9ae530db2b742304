"""Parser for weekdays as users write them."""

import re
from typing import Final

from facts.clock.due_dates import EVERY_DAY
from facts.clock.errors import WeekdaysUnclear
from facts.model.dates import WEEKDAYS

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
    """Return the ISO weekday for a word: tue, tues, tuesdays.

    None if the word names no weekday or could name two.
    """
    word = word.removesuffix(".")
    if len(word) < _MIN_WEEKDAY_LETTERS:
        return None
    names = enumerate(map(str.lower, WEEKDAYS), start=1)
    days = [day for day, name in names if name.startswith(word) or word == f"{name}s"]
    return days[0] if len(days) == 1 else None


def _parse_weekday_range(part: str, words: str) -> tuple[int, ...]:
    if part in _WEEKDAY_GROUPS:
        return _WEEKDAY_GROUPS[part]
    ends = [parse_weekday(end) for end in part.split("-")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:  # noqa: PLR2004 (a first and a last)
        raise WeekdaysUnclear(words)
    return tuple((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))
