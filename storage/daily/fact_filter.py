"""A schedule's choice of facts as SQL."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from facts.daily.schedule import FactFilter
from facts.model.entities import LibraryId
from storage.engine.connection import SqlConnection
from storage.library.selection import Values
from storage.search import counts

_SET_CONDITIONS: Final = {
    "topics": "fact.id IN (SELECT fact FROM bearing"
    " WHERE topic IN (SELECT value FROM json_each(:topics)))",
    "kinds": "fact.kind IN (SELECT value FROM json_each(:kinds))",
    "sites": "fact.id IN (SELECT citation.fact FROM citation JOIN source"
    " ON source.id = citation.source WHERE source.site IN (SELECT value FROM json_each(:sites)))",
}
"""Quick where the choice leaves few of many facts."""
_ROW_CONDITIONS: Final = {
    "topics": "EXISTS (SELECT 1 FROM bearing WHERE bearing.fact = fact.id"
    " AND bearing.topic IN (SELECT value FROM json_each(:topics)))",
    "kinds": _SET_CONDITIONS["kinds"],
    "sites": "EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source"
    " WHERE citation.fact = fact.id AND source.site IN (SELECT value FROM json_each(:sites)))",
}
"""Quick where few facts are asked."""
_HIGHEST_SUFFIX: Final = b"\xff" * 8
_DIGEST_BITS: Final = 64
"""Of a digest, as many count where facts are parted by it."""


@dataclass(frozen=True, slots=True)
class DigestBucket:
    """The facts whose digests begin with some bits that make this number.

    `few` tells that the choice leaves fewer facts than are in the heap without it.
    """

    number: int
    bits: int
    is_sparse: bool

    @property
    def bounds(self) -> dict[str, bytes]:
        """The digest that the heap begins with, and the one that the next begins with."""
        shift = _DIGEST_BITS - self.bits
        low, high = self.number << shift, ((self.number + 1) << shift) - 1
        size = _DIGEST_BITS // 8
        return {"low": low.to_bytes(size), "high": high.to_bytes(size) + _HIGHEST_SUFFIX}


def build_select(server: LibraryId, choice: FactFilter) -> tuple[str, Values]:
    """Return a SELECT of the ids of the facts that a choice leaves, and the values it binds."""
    is_narrow = bool(choice.topics or choice.sites)
    return _build_select(choice, _SET_CONDITIONS, by_library=not is_narrow), _values(server, choice)


def build_select_among(server: LibraryId, choice: FactFilter) -> tuple[str, Values]:
    """Return the same, to be asked of few facts, which another condition names by their ids."""
    return _build_select(choice, _ROW_CONDITIONS, by_library=False), _values(server, choice)


def count_matching(server: LibraryId, choice: FactFilter, connection: SqlConnection) -> int:
    """Return how many facts a choice leaves."""
    if choice == FactFilter():
        return counts.count_entries(server, counts.FACTS, connection)
    ids, values = build_select(server, choice)
    (count,) = connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
    return int(count)


def find_in_bucket(
    server: LibraryId, choice: FactFilter, heap: DigestBucket, connection: SqlConnection
) -> set[int]:
    """Return the ids of the facts of a heap that a choice leaves."""
    by_topic = heap.is_sparse and bool(choice.topics or choice.sites)
    tests = _SET_CONDITIONS if by_topic else _ROW_CONDITIONS
    rows = connection.execute(
        f"{_build_select(choice, tests, by_library=not by_topic)}"
        " AND digest BETWEEN :low AND :high",
        {**_values(server, choice), **heap.bounds},
    )
    return {fact for (fact,) in rows}


def _build_select(choice: FactFilter, tests: Mapping[str, str], *, by_library: bool) -> str:
    library = "fact.library" if by_library else "+fact.library"  # with + it is found by no index
    asked = [test for part, test in tests.items() if getattr(choice, part)]
    return " AND ".join((f"SELECT fact.id FROM fact WHERE {library} IN (0, :server)", *asked))


def _values(server: LibraryId, choice: FactFilter) -> Values:
    parts = {part: json.dumps(getattr(choice, part)) for part in _SET_CONDITIONS}
    return {"server": server, **parts}
