"""Parser for times of day as users write them."""

import datetime
import re
from typing import Final

from facts.clock.errors import TimeUnclear

_TIME: Final = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:h|uhr|o'clock))?",
    re.IGNORECASE | re.ASCII,
)
_FOUR_DIGITS: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_NAMED_TIMES: Final = {"noon": datetime.time(12), "midday": datetime.time(12),
                       "midnight": datetime.time(0)}  # fmt: skip


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


def _parse_hour(match: re.Match[str]) -> int:
    """Return the hour of the day. Raises ValueError for 13 pm."""
    hour = int(match["hour"])
    if match["half"] is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 (the hours on a clock)
        raise ValueError(hour)
    return hour % 12 + (12 if match["half"].startswith("p") else 0)
