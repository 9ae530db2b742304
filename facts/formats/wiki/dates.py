"""Dates at the end of a header: found here, read by `Published`."""

import re
from typing import Final

from facts.published import Published

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE: Final = (
    rf"{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}(?:[T\s]\d{2}:\d{2}\S*)?"
    r"|\d{4}-\d{2}"
)
_UNIT: Final = r"(?:second|minute|hour|day|week|month|year)"
_LOOSE_DATE: Final = (
    r"[12]\d{3}"
    rf"|(?:(?:about|over|almost|nearly)\s+)?(?:\d{{1,4}}|an?|one|two|three|several|a\s+few)\s+{_UNIT}s?\s+ago"
    r"|\d{1,4}\s?(?:s|m|h|d|w|mo|y|min)\s+ago"
    rf"|(?:last|this)\s+{_UNIT}|yesterday|today|just\s+now"
)
_AT_END: Final = re.compile(rf"(?:\A|(?<=\s))(?:{_DATE})\Z", re.IGNORECASE)
_LOOSE_AT_END: Final = re.compile(rf"(?:\A|(?<=\s))(?:{_LOOSE_DATE})\Z", re.IGNORECASE)
_MOST_WORDS: Final = 5
"""No date has more: "about a few weeks ago"."""


def split_date(text: str) -> tuple[str, Published | None]:
    """Part a text from the calendar date that it ends in."""
    return _split(_AT_END, text)


def split_loose_date(text: str) -> tuple[str, Published | None]:
    """Part a text from any date that it ends in, be it a bare year or "3 weeks ago".

    Such words may as well belong to a title: ask only about what stands after a site.
    """
    before, published = split_date(text)
    return (before, published) if published else _split(_LOOSE_AT_END, text)


def _split(date: re.Pattern[str], text: str) -> tuple[str, Published | None]:
    text = text.strip()
    words = text.rsplit(None, _MOST_WORDS)
    found = date.search(text, len(words[0]) if len(words) > _MOST_WORDS else 0)
    if found is None:
        return text, None
    return text[: found.start()].rstrip(), Published.parse(found[0])
