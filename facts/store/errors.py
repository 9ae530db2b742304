"""Errors of the database."""

from facts.model.errors import FootnoteError


class InteractionRepeated(Exception):
    """An interaction of Discord has written already: it was delivered twice.

    Users do not see this. The first delivery has the answer.
    """


class OfferOutdated(Exception):
    """The user has typed on, so these choices are not needed.

    Users do not see this.
    """


class StoreError(FootnoteError):
    """The database at `path` does not work."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class StoreUnreachable(StoreError):
    """It cannot be opened or created.

    The folder is missing, or permission is denied.
    """


class StoreForeign(StoreError):
    """It is not a database, or it belongs to another program."""


class StoreTooNew(StoreError):
    """A newer Footnote wrote it; `found` and `known` are schema versions."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        self.known = known


class StoreReadOnly(StoreError):
    """The file or its folder is not writable."""


class StoreFull(StoreError):
    """The disk or the file's quota is full."""


class StoreBusy(StoreError):
    """Another program kept it locked for too long."""


class ReadTooSlow(StoreError):
    """What a user asked took too long, and was ended."""


class ErasureIncomplete(StoreError):
    """A purge is recorded, but parts of the texts may still be in the file."""


class StoreInUse(StoreError):
    """A bot or another command uses it, so it cannot be replaced."""


class StoreIoError(StoreError):
    """The system failed to read or write it."""


class StoreDamaged(StoreError):
    """The file is damaged."""


class BackupFolderUnusable(StoreError):
    """No backup can be written to the folder at `path`."""


class BackupForeign(StoreError):
    """The backup at `path` is not a Footnote database."""


class BackupDamaged(StoreError):
    """The backup at `path` is damaged."""
