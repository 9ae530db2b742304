"""Reads a JSON document of any size, one member or element at a time.

Each part is decoded by the standard library, so only one part is in memory.
"""

import codecs
from collections.abc import Container, Iterable, Iterator
from typing import Any, Final, NamedTuple

from facts.importers.errors import InputNotText
from facts.importers.input_file import InputFile
from facts.importers.json_window import CUT_OFF, MAX_PART, InvalidJson, JsonWindow, PartTooLong
from facts.model.drafts import EntryProblem

_PIECE: Final = 262_144
"""Bytes decoded at once."""


class JsonPart(NamedTuple):
    """A member of the document, or an element if the member is an array.

    `key` is empty for elements of a document that is an array itself. `number` counts the elements
    of an array, from 1; it is 0 for another member.
    """

    line: int
    key: str
    value: Any
    number: int = 0


def read_parts(
    file: InputFile, keys: Container[str], encoding: str | None = None
) -> Iterator[JsonPart | EntryProblem]:
    """Yield the members of a JSON document whose keys are asked for.

    Others are skipped, whatever their size. An EntryProblem without a following part is the end:
    the rest cannot be read. The encoding is found out if it is not given.
    Raises InputNotText.
    """
    return parse_parts(_decode(file, encoding or file.encoding()), keys)


def parse_parts(texts: Iterable[str], keys: Container[str]) -> Iterator[JsonPart | EntryProblem]:
    """Yield the members of a JSON document in pieces; see `read_parts`."""
    window = JsonWindow(iter(texts))
    try:
        yield from _iter_document(window, keys)
    except InvalidJson as error:
        yield error.problem


def describe_problem(part: JsonPart, error: ValueError) -> EntryProblem:
    """Return the problem of an element; its number finds it in a document on one line."""
    return EntryProblem(part.line, 0, f"number {part.number:,} of “{part.key}”: {error}")


def _decode(file: InputFile, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, piece = 1, b""
    try:
        for piece in _iter_pieces(file):
            text = decoder.decode(piece)
            line += text.count("\n")
            yield text
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputNotText(file.name, line + piece[: error.start].count(b"\n")) from None


def _iter_pieces(file: InputFile) -> Iterator[bytes]:
    for chunk in file.chunks():
        for start in range(0, len(chunk), _PIECE):
            yield chunk[start : start + _PIECE]


def _iter_document(window: JsonWindow, keys: Container[str]) -> Iterator[JsonPart | EntryProblem]:
    match window.peek():
        case "{":
            yield from _iter_members(window, keys)
        case "[":
            yield from _iter_elements(window, "", keys)
        case _:
            window.fail("the JSON is neither an object nor a list")
    if window.peek():
        window.fail("something follows the end of the JSON")


def _iter_members(window: JsonWindow, keys: Container[str]) -> Iterator[JsonPart | EntryProblem]:
    for _ in _iter_places(window, "}"):
        key = window.read_key()
        if window.peek() == "[":
            yield from _iter_elements(window, key, keys)
        elif part := _read_part(window, key, 0, is_wanted=key in keys):
            yield part


def _iter_elements(
    window: JsonWindow, key: str, keys: Container[str]
) -> Iterator[JsonPart | EntryProblem]:
    is_wanted = key in keys
    for number, _ in enumerate(_iter_places(window, "]"), start=1):
        if part := _read_part(window, key, number, is_wanted=is_wanted):
            yield part


def _iter_places(window: JsonWindow, end: str) -> Iterator[None]:
    """Yield before each member or element of an object or a list."""
    window.advance()
    if window.peek() == end:
        window.advance()
        return
    while True:
        yield
        if window.pass_comma():
            continue
        separator = window.peek()
        if separator != end:
            window.fail(f"“,” or “{end}” is missing" if separator else CUT_OFF)
        window.advance()
        return


def _read_part(
    window: JsonWindow, key: str, number: int, *, is_wanted: bool
) -> JsonPart | EntryProblem | None:
    """Return a member or element; None for one that is not wanted."""
    window.peek()
    line = window.line() if is_wanted else 0
    try:
        value = window.read_value()
    except PartTooLong:
        window.skip_value()
        message = f"the entry has more than {MAX_PART:,} characters; shorten it"
        return EntryProblem(line, 0, message) if is_wanted else None
    return JsonPart(line, key, value, number) if is_wanted else None
