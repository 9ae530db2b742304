"""A moving window over a JSON document, in which its values are decoded."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from facts.model.drafts import EntryProblem

MAX_PART: Final = 4_000_000
"""Characters of one value: a longer one is skipped. It can take 150 MB as objects."""
MAX_MARKS: Final = 2_000_000
"""Quotes and brackets in all skipped values, at most: 600,000 vectors of an embedding."""
CUT_OFF: Final = "the JSON ends too early; the file is damaged or was not copied completely"
_LONGEST_INTEGER: Final = 20
"""Sign and digits of a 64-bit number. Longer ones take quadratic time, and no field needs them."""
_LONGEST_ESCAPE: Final = 12
"""Characters of an escaped surrogate pair: an error so close to the end can be a cut-off value."""
_WHITE_OR_END: Final = frozenset({" ", "\t", "\r", "\n", ""})
_WHITE: Final = re.compile(r"[ \t\r\n]*+")
_COMMA: Final = re.compile(r"[ \t\r\n]*+,[ \t\r\n]*+")
_MARK: Final = re.compile(r'["{}\[\]]')
_OPENINGS: Final = frozenset('"{[')
_REST_OF_STRING: Final = re.compile(r'(?:[^"\\]++|\\.)*+("?)', re.DOTALL)


class InvalidJson(Exception):
    """The JSON is invalid from a place on; `problem` tells where and why."""

    def __init__(self, message: str, line: int, column: int = 0) -> None:
        super().__init__(message)
        self.problem = EntryProblem(line, column, message)


class PartTooLong(Exception):
    """The part has more than MAX_PART characters."""


def _parse_integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float("inf")


DECODER: Final = json.JSONDecoder(
    parse_int=_parse_integer,
    parse_constant=lambda _: None,  # NaN, which Python's own json writes
)
"""Decodes JSON in linear time. Raises ValueError, and RecursionError for deep nesting."""


def describe_error(error: ValueError | RecursionError) -> str:
    """Return what is wrong with JSON, in words for its writer."""
    if isinstance(error, json.JSONDecodeError):
        message = error.msg.rstrip(": ").removesuffix(" at").removesuffix(" starting")
        return f"invalid JSON: {message[0].lower()}{message[1:]}"
    return "the JSON is nested too deeply"


@dataclass(slots=True)
class JsonWindow:
    """The part of a text that is in memory, and a place in it."""

    pieces: Iterator[str]
    text: str = ""
    place: int = 0
    has_ended: bool = False
    _line: int = 1
    _counted: int = 0
    _dropped: int = 0
    """Characters of the current line before the window."""
    _skipped_marks: int = 0

    def line(self) -> int:
        """Return the number of the line at the place, from 1."""
        self._line += self.text.count("\n", self._counted, self.place)
        self._counted = self.place
        return self._line

    def fail(self, message: str) -> NoReturn:
        """Raise InvalidJson for the place."""
        raise InvalidJson(message, self.line(), self._count_before(self.place) + 1)

    def peek(self) -> str:
        """Move to the next character that is no white space, and return it; empty at the end."""
        while True:
            character = self.text[self.place : self.place + 1]
            if character not in _WHITE_OR_END:
                return character
            if match := _WHITE.match(self.text, self.place):
                self.place = match.end()
            if self.place == len(self.text) and not self._grow():
                return ""

    def advance(self) -> None:
        """Move by one character."""
        self.place += 1

    def pass_comma(self) -> bool:
        """Move behind a comma and the white space around it; return whether there is one."""
        if match := _COMMA.match(self.text, self.place):  # nearly always
            self.place = match.end()
            return True
        if self.peek() != ",":
            return False
        self.advance()
        return True

    def read_key(self) -> str:
        """Read the key of a member, and its colon."""
        if self.peek() != '"':
            self.fail("a name in double quotes is missing")
        try:
            key = self.read_value()
        except PartTooLong:
            self.fail("a name is too long")
        if self.peek() != ":":
            self.fail("“:” is missing after a name")
        self.advance()
        return str(key)

    def read_value(self) -> Any:  # noqa: ANN401 - any JSON
        """Read a value of at most MAX_PART characters. Raises PartTooLong."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.place)
            except json.JSONDecodeError as error:
                if self.has_ended or not self._is_cut(error):
                    self._fail_at(error)
            except RecursionError as error:
                self.fail(describe_error(error))
            else:
                if end < len(self.text) or self.has_ended:
                    self.place = end
                    return value
            if len(self.text) - self.place > MAX_PART:
                raise PartTooLong
            self._grow()

    def skip_value(self) -> None:
        """Move behind a value of any size, without a look at its grammar."""
        if self.text[self.place] not in _OPENINGS:
            self.fail("a number is too long")
        depth = 0
        while True:
            mark = self._find_mark()
            if mark == '"':
                self._skip_string()
            else:
                depth += 1 if mark in "{[" else -1
            if depth <= 0:
                return

    def _find_mark(self) -> str:
        """Move behind the next quote or bracket and return it."""
        while (match := _MARK.search(self.text, self.place)) is None:
            self.place = len(self.text)
            self._require_more()
        self._skipped_marks += 1
        if self._skipped_marks > MAX_MARKS:
            self.fail("an entry has too many parts")
        self.place = match.end()
        return match[0]

    def _skip_string(self) -> None:
        while True:
            match = _REST_OF_STRING.match(self.text, self.place)
            self.place = match.end() if match else self.place
            if match and match[1]:
                return
            self._require_more()

    def _require_more(self) -> None:
        if not self._grow():
            self.fail(CUT_OFF)

    def _grow(self) -> bool:
        """Drop the text before the place, and at least double the rest, so time is linear."""
        self.line()
        self._dropped = self._count_before(self.place)
        rest = self.text[self.place :]
        pieces, size = [rest], 0
        for piece in self.pieces:
            pieces.append(piece)
            size += len(piece)
            if size > len(rest):
                break
        else:
            self.has_ended = True
        self.text, self.place, self._counted = "".join(pieces), 0, 0
        return size > 0

    def _count_before(self, place: int) -> int:
        """Return the number of characters before a place in its line."""
        start = self.text.rfind("\n", 0, place)
        return place - start - 1 if start >= 0 else self._dropped + place

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Return whether more text can repair an error."""
        is_near = error.pos >= len(self.text) - _LONGEST_ESCAPE
        return is_near or error.msg.startswith("Unterminated string")

    def _fail_at(self, error: json.JSONDecodeError) -> NoReturn:
        is_cut = self._is_cut(error) and error.pos >= len(self.text.rstrip())
        is_cut = is_cut or error.msg.startswith("Unterminated string")
        self.place = error.pos
        self.fail(CUT_OFF if is_cut else describe_error(error))
