"""Tables that hold the nodes, sources and links of an export in little memory."""

from array import array
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Final

from facts.importers.json_fields import FieldInvalid

_BUCKETS: Final = 1 << 20
"""Buckets of the table, 4 MB; a power of two. A million facts find theirs at once."""
_NONE: Final = -1
MAX_LINKS: Final = 4_000_000
"""Links of one file, at most: 64 MB. No export of a team has so many."""


MAX_LINKS_OF_ONE: Final = 500
"""Links of one fact or topic. Equal ids with many links would take quadratic time."""
MAX_RECORDS: Final = 300_000
"""Records of one table, at most: topics, or sources."""
MAX_CHARACTERS: Final = 30_000_000
"""Characters of all records of a table, at most."""


class TableFull(Exception):
    """The file has more than a table can hold."""


@dataclass(slots=True)
class RecordTable:
    """Short texts by an id, in the order in which the ids first come up."""

    _places: dict[Hashable, int] = field(default_factory=dict)
    _records: list[tuple[str | None, ...]] = field(default_factory=list)
    _characters: int = 0

    def locate(self, id_: Hashable) -> int:
        """Return the place of a record; it can be set later. Raises TableFull."""
        place = self._places.setdefault(id_, len(self._records))
        if place == len(self._records):
            self._records.append(())
            self._count(len(id_) if isinstance(id_, str) else 0)
        return place

    def set(self, id_: Hashable, *texts: str | None) -> None:
        """Set the texts of a record. Raises TableFull."""
        self._records[self.locate(id_)] = texts
        self._count(sum(len(text) for text in texts if text))

    def get(self, place: int) -> tuple[str | None, ...]:
        """Return the texts of a record; empty if they were never set."""
        return self._records[place]

    def iter_places(self) -> Iterator[tuple[Hashable, int]]:
        """Yield each id with the place of its record."""
        yield from self._places.items()

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_CHARACTERS or len(self._records) > MAX_RECORDS:
            raise TableFull


@dataclass(slots=True)
class LinkTable:
    """The links from owners to numbers, each with a second small number.

    A hash table with chained buckets in arrays: 16 bytes a link, where a dictionary of lists takes
    250. An owner is known by 64 bits of its hash, which two of a million hardly ever share.
    """

    _first: "array[int]" = field(default_factory=lambda: array("i", [_NONE]) * _BUCKETS)
    _next: "array[int]" = field(default_factory=lambda: array("i"))
    _owners: "array[int]" = field(default_factory=lambda: array("q"))
    _values: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, owner: Hashable, number: int, mark: int = 0) -> None:
        """Add a link; `mark` is 0 to 3. Raises TableFull."""
        if len(self._values) >= MAX_LINKS:
            raise TableFull
        key = _hash(owner)
        bucket = key & (_BUCKETS - 1)
        self._next.append(self._first[bucket])
        self._first[bucket] = len(self._values)
        self._owners.append(key)
        self._values.append(number << 2 | mark)

    def find(self, owner: Hashable) -> list[tuple[int, int]]:
        """Return the numbers that an owner is linked to, each with its mark, in their order.

        Raises FieldInvalid for more than MAX_LINKS_OF_ONE.
        """
        found: list[tuple[int, int]] = []
        key = _hash(owner)
        place = self._first[key & (_BUCKETS - 1)]
        while place != _NONE:
            if self._owners[place] == key:
                found.append((self._values[place] >> 2, self._values[place] & 3))
                if len(found) > MAX_LINKS_OF_ONE:
                    raise FieldInvalid(f"it has more than {MAX_LINKS_OF_ONE} links of one kind")
            place = self._next[place]
        return found[::-1]


def _hash(owner: Hashable) -> int:
    """Return a hash that nobody can foresee: that of a text differs from run to run."""
    return hash(str(owner))
