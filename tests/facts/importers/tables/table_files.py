"""Tables made for tests, as bytes in an encoding."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.tables.table_reader import TABLE
from facts.model.drafts import EntryProblem, FactDraft, LineWarning, PageEntry, TopicDraft

_Entry = TypeVar("_Entry")
CHUNK = 4_096


def file_of(content: str | bytes) -> InputFile:
    data = content.encode() if isinstance(content, str) else content

    def chunks() -> Iterator[bytes]:
        return (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))

    return InputFile("table", len(data), chunks)


def read(content: str | bytes, options: ReadOptions | None = None) -> list[PageEntry]:
    return list(TABLE.read(file_of(content), options or ReadOptions()))


def recognize(content: str | bytes) -> bool:
    return TABLE.recognize(file_of(content).sample())


def only(kind: type[_Entry], entries: Sequence[PageEntry]) -> list[_Entry]:
    return [entry for entry in entries if isinstance(entry, kind)]


def facts(content: str | bytes, options: ReadOptions | None = None) -> list[FactDraft]:
    """Return the facts of a table that has no problem and no doubt."""
    entries = read(content, options)
    assert only(EntryProblem, entries) == []
    assert only(LineWarning, entries) == []
    return only(FactDraft, entries)


def problems(content: str | bytes) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.message) for each in only(EntryProblem, read(content))]


def topics(content: str) -> list[TopicDraft]:
    return only(TopicDraft, read(content))
