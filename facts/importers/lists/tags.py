"""Reader for tags in TOML: a table for each, with keywords and a content."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.importers.lists.entry_fields import ENTRY_KEYS, EntryField, KeyReader, ListedEntry
from facts.importers.lists.entry_reader import EntryReader
from facts.importers.lists.readable_text import ReadableText
from facts.model.drafts import EntryProblem, PageEntry

MAX_TAGS: Final = 1_000_000
"""Bytes of a file of tags: five hundred pages. The worst megabyte takes seconds to parse."""
MAX_DOTS: Final = 200
"""Dots outside quotes in a line. The parser's time grows with the square of a key's parts."""
_MAX_DEPTH: Final = 10
"""Parts of a tag's name, such as `discord.py`."""
_TAG_KEYS: Final = ENTRY_KEYS | dict.fromkeys(
    ("keyword", "keywords", "alias", "aliases"), EntryField.ALIAS
)
_HEADER: Final = re.compile(r"\s*\[\[?([^\[\]]{1,200})\]\]?\s*(?:#.*)?")
_CONTENT: Final = re.compile(
    r"""^[ \t]*(?:content|text|fact|answer)[ \t]*=[ \t]*["']""", re.MULTILINE
)
_VALUE: Final = re.compile(r"[\w-]+\s*=")
_QUOTED: Final = re.compile(r""""(?:[^"\\]|\\.)*(?:"|\Z)|'[^']*(?:'|\Z)""")
_PLACE: Final = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)")


def recognize_tags(sample: Sample) -> bool:
    """Return whether a file has a `[table]`, below values at most, and a content in quotes."""
    lines = (line.strip() for line in sample.text.removeprefix("\ufeff").split("\n"))
    shown = (line for line in lines if line and not line.startswith("#"))
    first = next((line for line in shown if not _VALUE.match(line)), "")
    return _HEADER.fullmatch(first) is not None and _CONTENT.search(sample.text) is not None


def read_tags(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Yield the entries of a file of tags: each table is one topic with one fact.

    Raises InputTooLarge, and InputNotText. A file with broken TOML has one problem and no entries.
    """
    if file.size > MAX_TAGS:
        raise InputTooLarge(file.name, MAX_TAGS)
    source = ReadableText(file)
    text = "".join(iter(source.read, ""))
    tables = _parse(text)
    if isinstance(tables, EntryProblem):
        yield tables
        return
    lines, keys, reader = _locate_tables(text), KeyReader(_TAG_KEYS), EntryReader(options)
    for name, table in _iter_tables(tables):
        entry = _read_table(name, table, lines.get(name, 1), keys)
        yield from keys.pop_notes()
        yield from [entry] if isinstance(entry, EntryProblem) else reader.read(entry)
    yield from source.warnings


def _parse(text: str) -> dict[str, object] | EntryProblem:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS and _QUOTED.sub("", line).count(".") > MAX_DOTS:
            message = f"the line has more than {MAX_DOTS} dots outside quotes; break it"
            return EntryProblem(number, 0, message)
    try:
        return tomllib.loads(text)
    except RecursionError:
        return EntryProblem(1, 0, "lists and tables are nested too deeply; write them flat")
    except ValueError as error:
        place = _PLACE.search(str(error))
        words = _PLACE.sub("", str(error))[:100]
        message = f"the TOML is broken here: {words}; nothing was read"
        if place is None:
            return EntryProblem(1, 0, message)
        last = (text.count("\n") or 1, 0)
        return EntryProblem(*((int(place[1]), int(place[2])) if place[1] else last), message)


def _iter_tables(root: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield each table that has values, in order; `discord.py` is a table in a table."""
    stack: list[tuple[tuple[str, ...], Mapping[str, object]]] = [((), root)]
    while stack:
        path, table = stack.pop()
        below = [((*path, key), each) for key, value in table.items() for each in _subtables(value)]
        if path and (len(below) < len(table) or len(path) == _MAX_DEPTH):
            yield ".".join(path), table
        if len(path) < _MAX_DEPTH:
            stack.extend(reversed(below))


def _subtables(value: object) -> list[Mapping[str, object]]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def _read_table(
    name: str, table: Mapping[str, object], line: int, keys: KeyReader
) -> ListedEntry | EntryProblem:
    values: dict[EntryField, tuple[str, ...]] = {}
    for key, value in table.items():
        if _subtables(value):
            continue
        part = keys.look_up(key, line)
        texts = _read_texts(value)
        if part and texts is None:
            return EntryProblem(line, 0, f"“{key[:40]}” is no text and no list of texts; write one")
        if part and texts:
            values[part] = (*values.get(part, ()), *texts)
    return ListedEntry(line, 0, (name,), values)


def _read_texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, dict):
        return None
    if not isinstance(value, list):
        return (str(value),)
    is_flat = not any(isinstance(each, list | dict) for each in value)
    return tuple(map(str, value)) if is_flat else None


def _locate_tables(text: str) -> dict[str, int]:
    """Return the line of each `[table]` by its name; a look-alike in a content does no harm."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.fullmatch(line) if "[" in line else None
        if header:
            parts = (part.strip(" \t\"'") for part in header[1].split("."))
            lines.setdefault(".".join(parts), number)
    return lines


TAGS: Final = FileFormat("toml", "tags in TOML", recognize_tags, read_tags)
