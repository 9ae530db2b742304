"""Dates at the end of a source header; `PublicationDate` parses them."""

import re
from typing import Final

from facts.model.dates import MONTH_PATTERN, PublicationDate

_MONTH: Final = rf"(?:{MONTH_PATTERN})\.?"
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
_MONTH_AT_END: Final = re.compile(rf"(?:\A|\s){_MONTH}\Z", re.IGNORECASE)
_AT_END: Final = re.compile(rf"(?:\A|(?<=\s))(?:{_DATE})\Z", re.IGNORECASE)
_LOOSE_AT_END: Final = re.compile(rf"(?:\A|(?<=\s))(?:{_LOOSE_DATE})\Z", re.IGNORECASE)
_DATE_WORD: Final = re.compile(
    rf"{_MONTH}|spring|summer|autumn|fall|winter|q[1-4]|\d{{1,4}}(?:st|nd|rd|th)?|[ap]m|utc|gmt"
    r"|(?P<label>published|updated|posted|on|to|[^\w\s]+)",
    re.IGNORECASE,
)
_DATE_PART: Final = re.compile(r"[^\W_]+|[^\w\s]+")
_MAX_WORDS: Final = 5
"""Words of a date, at most: "about a few weeks ago"."""


def split_date(text: str) -> tuple[str, PublicationDate | None]:
    """Split a calendar date from the end of a text."""
    return _split_at(_AT_END, text)


def split_loose_date(text: str) -> tuple[str, PublicationDate | None]:
    """Split any date from the end of a text.

    A bare year or "3 weeks ago" counts too. Such words can also belong to a title, so use it only
    for text after a site.
    """
    before, published = split_date(text)
    return (before, published) if published else _split_at(_LOOSE_AT_END, text)


def read_date_words(text: str, published: PublicationDate | None) -> PublicationDate | None:
    """Read a date in an unknown form.

    `published` is the part of it that was split already. None if the text has words that dates do
    not have.
    """
    parts = [_DATE_WORD.fullmatch(part) for part in _DATE_PART.findall(text)]
    words = [part for part in parts if part and not part["label"]]
    if not all(parts) or not (words or published):
        return None
    if published and not words:
        return published
    whole = f"{text} {published.words}" if published else text
    return PublicationDate.parse(whole) if any(map(str.isdigit, whole)) else None


def has_date_words(text: str) -> bool:
    """Return whether a supposed name has digits, or ends in a month."""
    return any(map(str.isdigit, text)) or _MONTH_AT_END.search(text) is not None


def _split_at(date: re.Pattern[str], text: str) -> tuple[str, PublicationDate | None]:
    text = text.strip()
    words = text.rsplit(None, _MAX_WORDS)
    match = date.search(text, len(words[0]) if len(words) > _MAX_WORDS else 0)
    if match is None:
        return text, None
    return text[: match.start()].rstrip(), PublicationDate.parse(match[0])
