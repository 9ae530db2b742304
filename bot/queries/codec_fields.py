"""The parts of a control's code: whole numbers, ids, pages and days, in few characters of ASCII."""

import datetime
import re
from typing import Final

SEPARATOR: Final = "|"
_BASE: Final = 36
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_MAX_ID: Final = 2**63 - 1
"""SQLite's row ids have 64 bits, one of them the sign (https://sqlite.org/rowidtable.html)."""
_MAX_PAGES: Final = _BASE**6
_NUMBER: Final = re.compile(r"[0-9a-z]{1,13}")
_DAY: Final = re.compile(r"\d{8}", re.ASCII)


def join_fields(letter: str, *fields: str) -> str:
    """Return a code: what it is, and its fields."""
    return SEPARATOR.join((letter, *fields))


def encode_number(number: int) -> str:
    """Return a whole number from 0 to base 36."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def decode_number(digits: str) -> int:
    """Return the number; raises ValueError for anything that `number_coded` does not write."""
    if not _NUMBER.fullmatch(digits) or encode_number(int(digits, _BASE)) != digits:
        raise ValueError(digits)
    return int(digits, _BASE)


def decode_id(digits: str) -> int:
    """Return the id of a row. Raises ValueError for what cannot be one."""
    number = decode_number(digits)
    if not 0 < number <= _MAX_ID:
        raise ValueError(digits)
    return number


def encode_page(page: int) -> str:
    """Return the number of a page; past what fits, the last one that does."""
    return encode_number(min(page, _MAX_PAGES - 1))


def decode_page(digits: str) -> int:
    """Return the number of a page. Raises ValueError for one that `page_coded` does not write."""
    page = decode_number(digits)
    if page >= _MAX_PAGES:
        raise ValueError(digits)
    return page


def encode_day(day: datetime.date) -> str:
    """Return a day as eight digits."""
    return day.isoformat().replace("-", "")


def decode_day(digits: str) -> datetime.date:
    """Return the day. Raises ValueError for what is none."""
    if not _DAY.fullmatch(digits):
        raise ValueError(digits)
    return datetime.date.fromisoformat(digits)
