"""Why the database cannot do its work; the tree of all errors stands in `facts.model.errors`."""

from facts.model.errors import FootnoteError


class StoreError(FootnoteError):
    """The database at `path` cannot do its work."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class StoreUnreachable(StoreError):
    """It can neither be opened nor made: no such folder, a folder itself, or no permission."""


class StoreForeign(StoreError):
    """It is no database, or the database of another program."""


class StoreTooNew(StoreError):
    """It was written by a newer Footnote; `found` and `known` are schema versions."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        self.known = known


class StoreReadOnly(StoreError):
    """It, or the folder around it, may not be written to."""


class StoreFull(StoreError):
    """The disk, or the room the file may take, is full."""


class StoreBusy(StoreError):
    """Another program held it locked for too long."""


class StoreIoError(StoreError):
    """The system failed to read or write it: a full, failing or vanished disk."""


class StoreDamaged(StoreError):
    """The file itself is damaged."""
