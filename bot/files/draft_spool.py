"""Spool of drafts: in memory while they are few, in a temporary file if they are many."""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final

from facts.importers.draft_spool import PlacedDraft
from facts.model.drafts import Draft, FactDraft

_IN_MEMORY: Final = 20_000_000
"""Characters of facts that stay in memory: about 50,000 facts, or 25 megabytes.

An import with all of them in the file takes 3 to 5 % more processor time.
"""
_BATCH: Final = 5_000
"""Drafts that go into the file at once."""
_OVERHEAD: Final = 200
"""Characters that take as much memory as a draft without its text."""


class FileSpool:
    """Implements facts.importers.draft_spool.DraftSpool.

    The temporary file has no name, so that no other program can put anything into it. `until`
    closes it.
    """

    def __init__(self, until: ExitStack, in_memory: int = _IN_MEMORY) -> None:
        self._until = until
        self._room = in_memory
        self._first: list[PlacedDraft] = []
        self._file: BinaryIO | None = None
        self._batch: list[PlacedDraft] = []

    def append(self, placed: PlacedDraft) -> None:
        """Add a draft at the end."""
        if self._room > 0:
            self._room -= _OVERHEAD
            if isinstance(placed.draft, FactDraft):
                self._room -= len(placed.draft.text)
            self._first.append(placed)
            return
        self._batch.append(placed)
        if len(self._batch) >= _BATCH:
            self._write_batch()

    def __iter__(self) -> Iterator[PlacedDraft]:
        """Yield all drafts from the first one."""
        yield from self._first
        if self._file:
            place, end = 0, self._file.seek(0, 2)
            while place < end:
                self._file.seek(place)
                batch = pickle.load(self._file)  # noqa: S301 (written below, by this process)
                place = self._file.tell()
                yield from (PlacedDraft(file, _unpack(packed)) for file, packed in batch)
        yield from self._batch

    def _write_batch(self) -> None:
        if self._file is None:
            self._file = self._until.enter_context(TemporaryFile())  # noqa: SIM115 (`until` closes it)
        self._file.seek(0, 2)
        batch = [(file, _pack(draft)) for file, draft in self._batch]
        pickle.dump(batch, self._file, pickle.HIGHEST_PROTOCOL)
        self._batch = []


def _pack(draft: Draft) -> Any:  # noqa: ANN401 (what pickle writes fastest)
    """Return a fact as a tuple: pickle takes three times as long for a dataclass."""
    if not isinstance(draft, FactDraft):
        return draft
    return (
        draft.line,
        draft.kind,
        draft.text,
        draft.citations,
        draft.topics,
        draft.stance,
        draft.stances,
        draft.phrasings,
    )


def _unpack(packed: Any) -> Draft:  # noqa: ANN401 (see above)
    return FactDraft(*packed) if isinstance(packed, tuple) else packed
