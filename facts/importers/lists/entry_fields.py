"""Keys of an entry, and the parts of a fact that they stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.model.drafts import ReadingNote
from facts.text.normalize import fold

_MAX_NOTES: Final = 20
"""Notes about keys. A file with more unknown keys is no list that a person wrote."""
_MAX_KEY: Final = 40
"""Characters of a key that a note shows."""


class EntryField(StrEnum):
    """A part of a fact that an entry can have."""

    TEXT = "fact"
    QUOTE = "quote"
    TOPIC = "topic"
    ALIAS = "alias"
    KIND = "kind"
    SOURCE = "source"
    URL = "link"
    AUTHOR = "author"
    DATE = "date"


_KEYS: Final = {
    EntryField.TEXT: "txt text fact answer content",
    EntryField.QUOTE: "quote",
    EntryField.TOPIC: "topic topics tag tags category categories keyword keywords",
    EntryField.ALIAS: "alias aliases",
    EntryField.KIND: "kind type",
    EntryField.SOURCE: "source sources reference references",
    EntryField.URL: "url urls link links",
    EntryField.AUTHOR: "author authors by",
    EntryField.DATE: "date published year",
}
ENTRY_KEYS: Final = {key: part for part, keys in _KEYS.items() for key in keys.split()}
"""The field of each key; keys are compared by `fold`."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of a list as it is written.

    `topics` are those above it. `values` are the texts of each field.
    """

    line: int
    column: int
    topics: tuple[str, ...]
    values: Mapping[EntryField, tuple[str, ...]]

    def first(self, part: EntryField) -> str:
        """Return the first text of a field that is not blank, stripped."""
        return next(iter(self.all(part)), "")

    def all(self, part: EntryField) -> list[str]:
        """Return the texts of a field that are not blank, stripped."""
        return [text.strip() for text in self.values.get(part, ()) if text.strip()]


class KeyReader:
    """Looks up keys, and notes each key that it sees for the first time."""

    def __init__(self, keys: Mapping[str, EntryField] = ENTRY_KEYS) -> None:
        self._keys = keys
        self._seen: set[str] = set()
        self._new: list[ReadingNote] = []

    def look_up(self, key: str, line: int) -> EntryField | None:
        """Return the field of a key; None for an unknown one."""
        key = key[: _MAX_KEY + 1]
        part = self._keys.get(fold(key))
        if key not in self._seen and len(self._seen) < _MAX_NOTES:
            self._seen.add(key)
            name = f"“{key[:_MAX_KEY]}”"
            message = f"{part} ← key {name}" if part else f"the key {name} is not read"
            self._new.append(ReadingNote(line, message))
        return part

    def pop_notes(self) -> Iterator[ReadingNote]:
        """Return the notes that were not returned yet."""
        notes, self._new = self._new, []
        return iter(notes)
