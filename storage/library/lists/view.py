"""One library as one snapshot shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.results import MAX_READ
from storage.engine.connection import SqlConnection, SqlCursor


@dataclass(frozen=True, slots=True)
class View:
    """A library: its own facts, and the shared ones that it has not hidden.

    Where no count is kept, at most `most` facts are read.
    """

    library: LibraryId
    connection: SqlConnection
    most: int = MAX_READ

    def execute(self, sql: str, values: Mapping[str, Any] | None = None) -> SqlCursor:
        """Run a statement, with `:library` bound too."""
        return self.connection.execute(sql, {"library": self.library, **(values or {})})

    def find_other(self, owner: int) -> int | None:
        """Return the library beside the owner of a thing that the view has facts of.

        None if there is none: the shared library sees itself only.
        """
        return None if self.library == SHARED_LIBRARY else self.library + SHARED_LIBRARY - owner
