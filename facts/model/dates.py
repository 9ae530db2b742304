"""Publication dates, and the English names of months and weekdays."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
"""In ISO order: Monday is day 1."""
MONTH_ABBREVIATIONS: Final = tuple(month[:3] for month in MONTHS)
WEEKDAY_ABBREVIATIONS: Final = tuple(weekday[:3] for weekday in WEEKDAYS)

MONTH_NUMBERS: Final = {
    spelling.lower(): number
    for names in (MONTHS, MONTH_ABBREVIATIONS)
    for number, spelling in enumerate(names, start=1)
} | {"sept": 9}
"""The number of a month, from 1 to 12, by each of its lower-case spellings."""
MONTH_PATTERN: Final = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
"""Any lower-case spelling of a month, for a regular expression: the longest first."""
_MONTH: Final = rf"(?P<month>{MONTH_PATTERN})\.?"
_DATE_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}\S*)?",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"(?P<year>\d{4})",
    )
)


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A publication date, precise to the day, month or year.

    A date in unknown form has only its original `words`. Raises ValueError for impossible dates,
    such as February 30 or a day without a month.
    """

    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("a publication date needs its original words")
        if self.year is None:
            if self.month or self.day:
                raise ValueError("a month or day needs a year")
        elif self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        else:
            month, day = (1 if part is None else part for part in (self.month, self.day))
            datetime.date(self.year, month, day)

    @classmethod
    def parse(cls, words: str) -> Self:
        """Parse a date as pages write it.

        Anything else keeps only its words. "3 weeks ago" keeps its words too, because nobody knows
        the day that it counts from.
        """
        words = " ".join(words.split())
        for year, month, day in _parse_forms(words):
            try:
                return cls(words, year, month, day)
            except ValueError:
                continue
        return cls(words)

    @property
    def iso(self) -> str | None:
        """The date in ISO 8601 at its precision.

        For example: 2026-03-15, 2026-03 or 2026. None for words.
        """
        if self.year is None:
            return None
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    def __str__(self) -> str:
        """Return the ISO date, or the words if there is none."""
        return self.iso or self.words


def _parse_forms(words: str) -> Iterator[tuple[int, int | None, int | None]]:
    for form in _DATE_FORMS:
        if match := form.fullmatch(words):
            parts = match.groupdict()
            month, day = parts.get("month"), parts.get("day")
            yield int(parts["year"]), _month_number(month), int(day) if day else None


def _month_number(name: str | None) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdigit() else MONTH_NUMBERS[name.lower()]
