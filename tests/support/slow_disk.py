"""A disk that is slow, or fails, when topics are read."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from facts.model.entities import LibraryId
from storage.library.readers import SqliteTopicReader
from tests.support.world import World


class SlowDisk:
    """Holds back every read of a topic's page until `recovers`."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self._world = world
        self._free = asyncio.Event()
        self._read = world.store.read
        self._load_page = SqliteTopicReader.load_page
        self._loads = 0
        self.fails = False
        disk = self

        def load_page(reader: SqliteTopicReader, *arguments: Any) -> object:  # noqa: ANN401 (passed on)
            disk._loads += 1
            return disk._load_page(reader, *arguments)

        monkeypatch.setattr(SqliteTopicReader, "load_page", load_page)
        monkeypatch.setattr(world.store, "read", self.read)

    async def read(self, library: LibraryId, work: Callable[[Any], object]) -> object:
        before = self._loads
        result = await self._read(library, work)
        if self._loads > before:
            await self._world.env.external_wait(self._free.wait(), reason="the disk is slow")
            if self.fails:
                raise OSError("gone")
        return result

    async def recovers(self) -> None:
        self._free.set()
        await self._world.env.settle()
