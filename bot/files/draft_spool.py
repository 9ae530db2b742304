"""Spool of drafts: in memory while they are few, in a temporary file if they are many."""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from facts.importers.draft_spool import PlacedDraft

_BATCH: Final = 5_000
"""Drafts in memory before they are written: about five megabytes."""


class FileSpool:
    """Implements facts.importers.draft_spool.DraftSpool.

    The temporary file has no name, so that no other program can put anything into it. `until`
    closes it.
    """

    def __init__(self, until: ExitStack) -> None:
        self._until = until
        self._file: BinaryIO | None = None
        self._batch: list[PlacedDraft] = []

    def append(self, placed: PlacedDraft) -> None:
        """Add a draft at the end."""
        self._batch.append(placed)
        if len(self._batch) >= _BATCH:
            self._write_batch()

    def __iter__(self) -> Iterator[PlacedDraft]:
        """Yield all drafts from the first one."""
        if self._file:
            place, end = 0, self._file.seek(0, 2)
            while place < end:
                self._file.seek(place)
                batch = pickle.load(self._file)  # noqa: S301 (written below, by this process)
                place = self._file.tell()
                yield from batch
        yield from self._batch

    def _write_batch(self) -> None:
        if self._file is None:
            self._file = self._until.enter_context(TemporaryFile())  # noqa: SIM115 (`until` closes it)
        self._file.seek(0, 2)
        pickle.dump(self._batch, self._file, pickle.HIGHEST_PROTOCOL)
        self._batch = []
