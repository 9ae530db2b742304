from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import SqliteStore, open_store


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "footnote.db")


@pytest.fixture
async def store(path: str) -> AsyncIterator[SqliteStore]:
    async with open_store(path) as opened:
        yield opened
