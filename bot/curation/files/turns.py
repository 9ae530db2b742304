"""Turns of imports: one at a time, because reading and writing take a processor each."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final

from bot.curation.files.errors import ImportsBusy, ImportUnderWay
from facts.curation.uploads import UploadId
from facts.model.entities import LibraryId
from facts.store.errors import InteractionRepeated

MAX_WAITING: Final = 3
"""Imports that wait for another one. Each takes some seconds, and its user waits too."""


@dataclass(slots=True)
class ImportTurns:
    """Who imports now, and who waits: at most one import of each server.

    `_applying` are the uploads that are being written, with the interaction that asked for it.
    """

    max_waiting: int = MAX_WAITING
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    _libraries: set[LibraryId] = field(default_factory=set)
    _applying: dict[UploadId, int] = field(default_factory=dict)

    @asynccontextmanager
    async def take(self, library: LibraryId) -> AsyncIterator[None]:
        """Wait for the imports before this one. Raises ImportsBusy."""
        if library in self._libraries or len(self._libraries) > self.max_waiting:
            raise ImportsBusy(is_own=library in self._libraries)
        self._libraries.add(library)
        try:
            async with self._turn:
                yield
        finally:
            self._libraries.discard(library)

    @contextmanager
    def claim(self, upload: UploadId, interaction: int) -> Iterator[None]:
        """Let one press write an upload at a time.

        Raises ImportUnderWay, or InteractionRepeated for a second delivery of the same press.
        """
        self.check(upload, interaction)
        self._applying[upload] = interaction
        try:
            yield
        finally:
            del self._applying[upload]

    def check(self, upload: UploadId, interaction: int) -> None:
        """Raise ImportUnderWay or InteractionRepeated for an upload that is being written."""
        if upload in self._applying:
            is_same = self._applying[upload] == interaction
            raise InteractionRepeated if is_same else ImportUnderWay
