"""Input files as bytes, text and lines, whatever their encoding."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from facts.importers.errors import InputNotText, InputTooLarge, LineTooLong

MAX_TEXT: Final = 20_000_000
"""Bytes of a file that a reader takes as a whole: 2,500 printed pages."""
MAX_LINE: Final = 5_000_000
"""Characters of one line. A longer line is no text that a person wrote."""
_SAMPLE: Final = 65_536
"""Bytes by which a format is recognised."""
_HEAD: Final = 4_096
"""Bytes by which UTF-16 is recognised."""
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: Final = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Control bytes that no text has, except for escape in terminal logs."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a file: `data` as it is, and `text` decoded if the file is text."""

    data: bytes
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines of the text; the last one can be incomplete."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to import.

    `name` is for messages, `size` is in bytes. `chunks` starts at the beginning each time that it
    is called, and can raise InputError.
    """

    name: str
    size: int
    chunks: Callable[[], Iterator[bytes]]

    @classmethod
    def of_text(cls, name: str, text: str) -> "InputFile":
        """Return a file that holds a text."""
        data = text.encode()
        return cls(name, len(data), lambda: iter((data,)))

    def sample(self) -> Sample:
        """Return the first 64 KiB."""
        data = self._head(_SAMPLE)
        try:
            text = codecs.getincrementaldecoder(self.encoding())().decode(data)
        except (InputNotText, UnicodeDecodeError):
            text = ""
        return Sample(data, _unify_line_ends(text))

    def encoding(self) -> str:
        """Return the encoding: UTF-8, UTF-16, Mac Roman if all lines end with CR, or Windows-1252.

        Raises InputNotText for bytes that are none of these, such as those of an image.
        """
        head = self._head(_HEAD)
        for mark, name in _BYTE_ORDER_MARKS:
            if head.startswith(mark):
                return name
        wide = _guess_utf_16(head)
        if wide:
            return wide
        if self._is_utf_8():
            return "utf-8"
        encoding = "mac_roman" if self._has_mac_line_ends() else "cp1252"
        self._require_text(encoding)
        return encoding

    def lines(self) -> Iterator[str]:
        """Yield the lines without their ends: CR LF, LF or CR.

        Raises InputNotText, and LineTooLong for a line of more than MAX_LINE characters.
        """
        number, held = 1, ""
        for text in self._decoded():
            *complete, held = (held + text).split("\n")
            number += len(complete)
            yield from complete
            if len(held) > MAX_LINE:
                raise LineTooLong(self.name, number, MAX_LINE)
        if held:
            yield held

    def text(self) -> str:
        """Return the whole text with LF at line ends.

        Raises InputNotText, and InputTooLarge for more than MAX_TEXT bytes.
        """
        if self.size > MAX_TEXT:
            raise InputTooLarge(self.name, MAX_TEXT)
        return "".join(self._decoded())

    def _head(self, size: int) -> bytes:
        data = b""
        for chunk in self.chunks():
            data += chunk
            if len(data) >= size:
                break
        return data[:size]

    def _decoded(self) -> Iterator[str]:
        """Yield the decoded chunks with LF at line ends; a CR at the end waits for its LF."""
        decoder = codecs.getincrementaldecoder(self.encoding())()
        held = ""
        line = 1
        for chunk in self.chunks():
            try:
                text = held + decoder.decode(chunk)
            except UnicodeDecodeError as error:
                raise InputNotText(self.name, line + chunk.count(b"\n", 0, error.start)) from None
            if "\0" in text:
                before = _unify_line_ends(text[: text.index("\0")])
                raise InputNotText(self.name, line + before.count("\n"))
            held = "\r" if text.endswith("\r") else ""
            text = _unify_line_ends(text.removesuffix(held) if held else text)
            line += text.count("\n")
            yield text
        try:
            yield _unify_line_ends(held + decoder.decode(b"", final=True))
        except UnicodeDecodeError:
            raise InputNotText(self.name, line) from None

    def _is_utf_8(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for chunk in self.chunks():
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def _has_mac_line_ends(self) -> bool:
        """Return whether lines end with CR alone, as Excel for Mac saves tables."""
        has_return = False
        for chunk in self.chunks():
            if b"\n" in chunk:
                return False
            has_return = has_return or b"\r" in chunk
        return has_return

    def _require_text(self, encoding: str) -> None:
        """Raise InputNotText for control bytes, and for bytes that an encoding does not have."""
        line = 1
        for chunk in self.chunks():
            if binary := _BINARY.search(chunk):
                raise InputNotText(self.name, line + chunk.count(b"\n", 0, binary.start()))
            try:
                chunk.decode(encoding)
            except UnicodeDecodeError as error:
                bad = line + chunk.count(b"\n", 0, error.start)
                raise InputNotText(self.name, bad) from None
            line += chunk.count(b"\n")


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _guess_utf_16(head: bytes) -> str | None:
    """Return UTF-16 without a byte order mark, recognised by the zero bytes of Latin letters."""
    pairs = len(head) // 2
    if not pairs:
        return None
    zeros = (head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0))
    if zeros[1] > 0.3 * pairs and not zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.3 * pairs and not zeros[1] else None
