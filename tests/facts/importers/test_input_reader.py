"""Which files are refused, which are passed over, and what the messages say."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.files.draft_spool import FileSpool
from facts.importers.errors import FolderWithoutInput, InputNotText, InputUnrecognized
from facts.importers.input_file import InputFile
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ImportInput, InputReading

NOTES = "# naps\n- Long naps leave people drowsy. https://naps.example/a\n"


@pytest.fixture
def read() -> Iterator[Callable[..., InputReading]]:
    with ExitStack() as until:

        def read_all(*inputs: ImportInput) -> InputReading:
            return read_inputs(inputs, FileSpool(until))

        yield read_all


def given(name: str, data: bytes | str, folder: str | None = None) -> ImportInput:
    content = data.encode() if isinstance(data, str) else data
    return ImportInput(InputFile(name, len(content), lambda: iter((content,))), folder=folder)


def test_a_file_of_another_kind_in_a_folder_is_passed_over(
    read: Callable[..., InputReading],
) -> None:
    reading = read(
        given("v/a.md", NOTES, "v"),
        given("v/b.png", b"\x89PNG\0\0", "v"),
        given("v/c.md", "\n \n", "v"),
        given("v/d.txt", "Just prose.", "v"),
    )
    assert [each.name for each in reading.files] == ["v/a.md"]
    assert [(each.file, each.entry.line, each.entry.message) for each in reading.warnings] == [
        ("v/b.png", 0, "it is no text; passed over"),
        ("v/c.md", 0, "the file is empty; passed over"),
        (
            "v/d.txt",
            0,
            "it is no table, no notes, and of no other format that can be imported; passed over",
        ),
    ]


def test_a_folder_of_which_nothing_can_be_read_is_refused(
    read: Callable[..., InputReading],
) -> None:
    with pytest.raises(FolderWithoutInput) as refused:
        read(given("a.md", NOTES), given("v/b.png", b"\x89PNG\0\0", "v"))
    assert refused.value.name == "v"


def test_a_file_that_was_named_is_refused_with_the_reason(
    read: Callable[..., InputReading],
) -> None:
    with pytest.raises(InputUnrecognized) as refused:
        read(given("a.md", " \n"))
    assert refused.value.reason == "the file is empty"
    with pytest.raises(InputNotText):
        read(given("a.md", b"\x89PNG\0\0"))
