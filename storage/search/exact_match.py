"""Names of just the letters that somebody typed."""

import sqlite3
from typing import Final

from facts.model.entities import LibraryId

_EXACT_LIMIT: Final = 120
"""Names of the same letters that are read, those of the largest topics."""


def find_exact(library: LibraryId, letters: str, connection: sqlite3.Connection) -> list[int]:
    """Return the names of these letters by their ids, those of the largest topics first."""
    rows = connection.execute(
        "SELECT id FROM name WHERE library IN (0, ?) AND letters = ? ORDER BY size DESC LIMIT ?",
        (library, letters, _EXACT_LIMIT),
    )
    return [id_ for (id_,) in rows]
