"""Number of index entries of each library."""

from typing import Final

from facts.model.entities import LibraryId
from storage.engine.connection import SqlConnection

NAMES: Final = "name"
FACTS: Final = "fact"
WORDS: Final = "word"
AUTHORS: Final = "author"
SOURCES: Final = "source"


def add_entries(library: LibraryId, field: str, entries: int, connection: SqlConnection) -> None:
    """Add to the number of entries; a negative number subtracts."""
    connection.execute(
        "INSERT INTO extent VALUES (?, ?, ?) "
        "ON CONFLICT (library, field) DO UPDATE SET entries = extent.entries + excluded.entries",
        (library, field, entries),
    )


def count_entries(library: LibraryId, field: str, connection: SqlConnection) -> int:
    """Return a library's number of entries, shared ones included."""
    (entries,) = connection.execute(
        "SELECT coalesce(sum(entries), 0) FROM extent WHERE library IN (0, ?) AND field = ?",
        (library, field),
    ).fetchone()
    return int(entries)
