"""Whole numbers in base 36."""

import re
from functools import lru_cache
from typing import Final

_BASE: Final = 36
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_MAX_ID: Final = 2**63 - 1
"""Row ids of SQLite have 64 bits with a sign (https://sqlite.org/rowidtable.html)."""
_NUMBER: Final = re.compile(r"[0-9a-z]{1,13}")


@lru_cache(maxsize=1_024)
def encode_number(number: int) -> str:
    """Return a whole number from 0 in base 36.

    Every control of a card has the id of its user.
    """
    digits = ""
    while number or not digits:
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def decode_number(digits: str) -> int:
    """Return the number.

    Raises ValueError for anything that `encode_number` does not write.
    """
    if not _NUMBER.fullmatch(digits) or encode_number(int(digits, _BASE)) != digits:
        raise ValueError(digits)
    return int(digits, _BASE)


def decode_id(digits: str) -> int:
    """Return the id of a row.

    Raises ValueError for a number that cannot be one.
    """
    number = decode_number(digits)
    if not 0 < number <= _MAX_ID:
        raise ValueError(digits)
    return number
