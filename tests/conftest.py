from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.store import SqliteStore, open_store

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None, max_examples=2_000)
settings.load_profile("steady")  # the same examples every time; search for new ones by
# python -m pytest --hypothesis-profile=searching


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "footnote.db")


@pytest.fixture
async def store(path: str) -> AsyncIterator[SqliteStore]:
    async with open_store(path) as opened:
        yield opened
