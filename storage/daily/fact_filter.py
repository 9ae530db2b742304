"""A schedule's choice of facts as SQL."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from facts.daily.schedule import Choice
from facts.model.entities import LibraryId
from storage.library.selection import Values
from storage.search import counts

_AS_SETS: Final = {
    "topics": "fact.id IN (SELECT fact FROM bearing"
    " WHERE topic IN (SELECT value FROM json_each(:topics)))",
    "kinds": "fact.kind IN (SELECT value FROM json_each(:kinds))",
    "sites": "fact.id IN (SELECT citation.fact FROM citation JOIN source"
    " ON source.id = citation.source WHERE source.site IN (SELECT value FROM json_each(:sites)))",
}
"""Quick where the choice leaves few of many facts."""
_ONE_BY_ONE: Final = {
    "topics": "EXISTS (SELECT 1 FROM bearing WHERE bearing.fact = fact.id"
    " AND bearing.topic IN (SELECT value FROM json_each(:topics)))",
    "kinds": _AS_SETS["kinds"],
    "sites": "EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source"
    " WHERE citation.fact = fact.id AND source.site IN (SELECT value FROM json_each(:sites)))",
}
"""Quick where few facts are asked."""
_ABOVE_ALL: Final = b"\xff" * 8
_DIGEST_BITS: Final = 64
"""Of a digest, as many count where facts are parted by it."""


@dataclass(frozen=True, slots=True)
class Heap:
    """The facts whose digests begin with some bits that make this number.

    `few` tells that the choice leaves fewer facts than are in the heap without it.
    """

    number: int
    bits: int
    few: bool

    @property
    def bounds(self) -> dict[str, bytes]:
        """The digest that the heap begins with, and the one that the next begins with."""
        shift = _DIGEST_BITS - self.bits
        low, high = self.number << shift, ((self.number + 1) << shift) - 1
        size = _DIGEST_BITS // 8
        return {"low": low.to_bytes(size), "high": high.to_bytes(size) + _ABOVE_ALL}


def chosen(server: LibraryId, choice: Choice) -> tuple[str, Values]:
    """Return a SELECT of the ids of the facts that a choice leaves, and the values it binds."""
    is_narrow = bool(choice.topics or choice.sites)
    return _selected(choice, _AS_SETS, by_library=not is_narrow), _values(server, choice)


def chosen_among(server: LibraryId, choice: Choice) -> tuple[str, Values]:
    """Return the same, to be asked of few facts, which another condition names by their ids."""
    return _selected(choice, _ONE_BY_ONE, by_library=False), _values(server, choice)


def matching(server: LibraryId, choice: Choice, connection: sqlite3.Connection) -> int:
    """Return how many facts a choice leaves."""
    if choice == Choice():
        return counts.size(server, counts.FACTS, connection)
    ids, values = chosen(server, choice)
    (count,) = connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
    return int(count)


def in_heap(
    server: LibraryId, choice: Choice, heap: Heap, connection: sqlite3.Connection
) -> set[int]:
    """Return the ids of the facts of a heap that a choice leaves."""
    by_topic = heap.few and bool(choice.topics or choice.sites)
    tests = _AS_SETS if by_topic else _ONE_BY_ONE
    rows = connection.execute(
        f"{_selected(choice, tests, by_library=not by_topic)} AND digest BETWEEN :low AND :high",
        {**_values(server, choice), **heap.bounds},
    )
    return {fact for (fact,) in rows}


def _selected(choice: Choice, tests: Mapping[str, str], *, by_library: bool) -> str:
    library = "fact.library" if by_library else "+fact.library"  # with + it is found by no index
    asked = [test for part, test in tests.items() if getattr(choice, part)]
    return " AND ".join((f"SELECT fact.id FROM fact WHERE {library} IN (0, :server)", *asked))


def _values(server: LibraryId, choice: Choice) -> Values:
    parts = {part: json.dumps(getattr(choice, part)) for part in _AS_SETS}
    return {"server": server, **parts}
