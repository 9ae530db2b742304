"""A schedule's fact filter as SQL."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from facts.daily.schedule import FactFilter
from facts.model.entities import FactId, LibraryId
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
"""Fast if few of many facts match."""
_ROW_CONDITIONS: Final = {
    "topics": "EXISTS (SELECT 1 FROM bearing WHERE bearing.fact = fact.id"
    " AND bearing.topic IN (SELECT value FROM json_each(:topics)))",
    "kinds": _SET_CONDITIONS["kinds"],
    "sites": "EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source"
    " WHERE citation.fact = fact.id AND source.site IN (SELECT value FROM json_each(:sites)))",
}
"""Fast if few facts are tested."""
_NOT_HIDDEN: Final = """(
    NOT EXISTS (SELECT 1 FROM hidden WHERE library = :server)
    OR fact.id NOT IN (SELECT fact FROM hidden WHERE library = :server)
)"""
_HIGHEST_SUFFIX: Final = b"\xff" * 8
_DIGEST_BITS: Final = 64
"""Leading bits of a digest that decide about its bucket."""


@dataclass(frozen=True, slots=True)
class DigestBucket:
    """The facts whose digests begin with the bits of this number.

    `is_sparse` is whether the filter leaves fewer facts than the bucket has without it.
    """

    number: int
    bits: int
    is_sparse: bool

    @property
    def bounds(self) -> dict[str, bytes]:
        """The lowest and the highest digest of the bucket."""
        shift = _DIGEST_BITS - self.bits
        low, high = self.number << shift, ((self.number + 1) << shift) - 1
        size = _DIGEST_BITS // 8
        return {"low": low.to_bytes(size), "high": high.to_bytes(size) + _HIGHEST_SUFFIX}


def build_select(server: LibraryId, fact_filter: FactFilter) -> tuple[str, Values]:
    """Return a SELECT of the matching facts' ids, and its values."""
    is_narrow = bool(fact_filter.topics or fact_filter.sites)
    select = _build_select(fact_filter, _SET_CONDITIONS, by_library=not is_narrow)
    return select, _values(server, fact_filter)


def build_select_among(server: LibraryId, fact_filter: FactFilter) -> tuple[str, Values]:
    """Return the same for few facts, whose ids another condition names."""
    select = _build_select(fact_filter, _ROW_CONDITIONS, by_library=False)
    return select, _values(server, fact_filter)


def count_matching(server: LibraryId, fact_filter: FactFilter, connection: SqlConnection) -> int:
    """Return how many facts match a filter."""
    if fact_filter == FactFilter():
        (hidden,) = connection.execute(
            "SELECT count(*) FROM hidden JOIN fact ON fact.id = fact WHERE hidden.library = ?",
            (server,),
        ).fetchone()
        return counts.count_entries(server, counts.FACTS, connection) - int(hidden)
    ids, values = build_select(server, fact_filter)
    (count,) = connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
    return int(count)


def matches_filter(
    server: LibraryId, fact_filter: FactFilter, fact: FactId, connection: SqlConnection
) -> bool:
    """Return whether one fact matches a filter."""
    ids, values = build_select_among(server, fact_filter)
    row = connection.execute(f"{ids} AND fact.id = :fact", {**values, "fact": fact}).fetchone()
    return row is not None


def find_in_bucket(
    server: LibraryId, fact_filter: FactFilter, bucket: DigestBucket, connection: SqlConnection
) -> set[int]:
    """Return the ids of a bucket's facts that match a filter."""
    by_topic = bucket.is_sparse and bool(fact_filter.topics or fact_filter.sites)
    tests = _SET_CONDITIONS if by_topic else _ROW_CONDITIONS
    rows = connection.execute(
        f"{_build_select(fact_filter, tests, by_library=not by_topic)}"
        " AND digest BETWEEN :low AND :high",
        {**_values(server, fact_filter), **bucket.bounds},
    )
    return {fact for (fact,) in rows}


def _build_select(fact_filter: FactFilter, tests: Mapping[str, str], *, by_library: bool) -> str:
    # The unary plus keeps SQLite from scanning the whole library by its index.
    library = "fact.library" if by_library else "+fact.library"
    conditions = [test for part, test in tests.items() if getattr(fact_filter, part)]
    visible = f"{library} IN (0, :server) AND {_NOT_HIDDEN}"
    return " AND ".join((f"SELECT fact.id FROM fact WHERE {visible}", *conditions))


def _values(server: LibraryId, fact_filter: FactFilter) -> Values:
    parts = {part: json.dumps(getattr(fact_filter, part)) for part in _SET_CONDITIONS}
    return {"server": server, **parts}
