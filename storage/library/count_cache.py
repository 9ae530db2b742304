"""Cache of counts over whole libraries, valid until anything is written."""

from collections.abc import Callable
from typing import Final

from facts.model.entities import LibraryId
from facts.model.results import Count
from facts.model.selection import EVERYTHING, Selection
from storage.engine.connection import SqlConnection

_CACHE_LIMIT: Final = 200
"""Counts that are kept; a server with few facts counts again quickly."""

CountQuery = Callable[[LibraryId, Selection, SqlConnection], tuple[Count, ...]]


class CountCache:
    """Cache of counts that one connection made.

    With a million facts, one count takes most of a second. Use it only in the connection's thread.
    A connection that writes needs a `limit` of 0: its own writes end no cached count.
    """

    def __init__(self, limit: int = _CACHE_LIMIT) -> None:
        self._limit = limit
        self._version = 0
        self._kept: dict[tuple[CountQuery, LibraryId], tuple[Count, ...]] = {}

    def get(
        self,
        count: CountQuery,
        library: LibraryId,
        selection: Selection,
        connection: SqlConnection,
    ) -> tuple[Count, ...]:
        """Return `count(library, selection)`, from the cache if everything is selected."""
        if selection != EVERYTHING:
            return count(library, selection, connection)
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version or len(self._kept) >= self._limit:
            self._kept.clear()
            self._version = version
        if (count, library) not in self._kept:
            self._kept[count, library] = count(library, selection, connection)
        return self._kept[count, library]
