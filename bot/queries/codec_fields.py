"""The parts of a control's code: whole numbers, ids, pages and days, in few characters of ASCII."""

import datetime
import re
from typing import Final

BETWEEN: Final = "|"
_BASE: Final = 36
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_LARGEST: Final = 2**63 - 1
"""SQLite's row ids have 64 bits, one of them the sign (https://sqlite.org/rowidtable.html)."""
_MOST_PAGES: Final = _BASE**6
_NUMBER: Final = re.compile(r"[0-9a-z]{1,13}")
_DAY: Final = re.compile(r"\d{8}", re.ASCII)


def joined(letter: str, *fields: str) -> str:
    """Return a code: what it is, and its fields."""
    return BETWEEN.join((letter, *fields))


def number_coded(number: int) -> str:
    """Return a whole number from 0 to base 36."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def number_decoded(digits: str) -> int:
    """Return the number; raises ValueError for anything that `number_coded` does not write."""
    if not _NUMBER.fullmatch(digits) or number_coded(int(digits, _BASE)) != digits:
        raise ValueError(digits)
    return int(digits, _BASE)


def id_decoded(digits: str) -> int:
    """Return the id of a row. Raises ValueError for what cannot be one."""
    number = number_decoded(digits)
    if not 0 < number <= _LARGEST:
        raise ValueError(digits)
    return number


def page_coded(page: int) -> str:
    """Return the number of a page; past what fits, the last one that does."""
    return number_coded(min(page, _MOST_PAGES - 1))


def page_decoded(digits: str) -> int:
    """Return the number of a page. Raises ValueError for one that `page_coded` does not write."""
    page = number_decoded(digits)
    if page >= _MOST_PAGES:
        raise ValueError(digits)
    return page


def day_coded(day: datetime.date) -> str:
    """Return a day as eight digits."""
    return day.isoformat().replace("-", "")


def day_decoded(digits: str) -> datetime.date:
    """Return the day. Raises ValueError for what is none."""
    if not _DAY.fullmatch(digits):
        raise ValueError(digits)
    return datetime.date.fromisoformat(digits)
