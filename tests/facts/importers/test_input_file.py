"""Bytes become text whatever their encoding, line ends and chunks."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.errors import InputNotText, InputTooLarge, LineTooLong
from facts.importers.input_file import MAX_LINE, MAX_TEXT, InputFile

TEXT = ["fact,source", "Ärger hilft – kaum,Handbuch", "", "x,y"]


def cut(data: bytes, size: int) -> Callable[[], Iterator[bytes]]:
    return lambda: (data[start : start + size] for start in range(0, len(data), size))


def file_of(data: bytes, size: int = 1_000) -> InputFile:
    return InputFile("notes", len(data), cut(data, size))


UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
ENDS = ("\n", "\r\n", "\r")


@pytest.mark.parametrize("size", [1, 2, 3, 1_000])
@pytest.mark.parametrize(
    ("encoding", "end"),
    [
        *((encoding, end) for encoding in UNICODE for end in ENDS),
        ("cp1252", "\n"), ("cp1252", "\r\n"), ("mac_roman", "\r"),
    ],
)  # fmt: skip
def test_encoding_and_line_ends_are_found(encoding: str, end: str, size: int) -> None:
    file = file_of(end.join(TEXT).encode(encoding), size)
    assert list(file.lines()) == TEXT
    assert file.text() == "\n".join(TEXT)
    assert file.sample().lines == TEXT


@given(st.binary(max_size=60), st.integers(1, 7))
def test_any_bytes_are_read_or_refused(data: bytes, size: int) -> None:
    file = file_of(data, size)
    with contextlib.suppress(InputNotText):
        assert "\r" not in "".join(file.lines())
    assert file.sample().data == data


def test_a_file_of_an_old_mac_can_have_any_byte_above_ascii() -> None:
    text = bytes(range(0x80, 0x100)).decode("mac_roman")
    assert list(file_of(f"{text}\r{text}".encode("mac_roman")).lines()) == [text, text]
    with pytest.raises(InputNotText):
        list(file_of(b"one\rtwo \x01 \x81").lines())


def test_a_null_byte_is_never_text() -> None:
    with pytest.raises(InputNotText) as refused:
        list(file_of(b"one\ntwo\nthr\x00ee \xff").lines())
    assert refused.value.line == 3
    assert file_of(b"\x89PNG\r\n\x1a\n\x00\x00\xff").sample().text == ""


def test_a_file_without_text_has_no_line() -> None:
    assert list(file_of(b"").lines()) == []
    assert list(file_of(b"\n").lines()) == [""]


def test_a_line_that_never_ends_is_refused() -> None:
    with pytest.raises(LineTooLong):
        list(file_of(b"x" * (MAX_LINE + 2), 1_000_000).lines())


def test_a_file_too_large_to_read_at_once_is_refused() -> None:
    with pytest.raises(InputTooLarge):
        InputFile("notes", MAX_TEXT + 1, lambda: iter(())).text()
