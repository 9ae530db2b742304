from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

import pytest

from bot.app.features import FEATURES
from bot.curation.extension import build_extension
from bot.curation.files.import_handlers import ImportLimits
from bot.curation.files.reading_process import read_files
from storage.store import SqliteStore
from tests.support.world import World, open_world


@pytest.fixture
def import_limits() -> ImportLimits:
    """The limits of imports; files are read in this process, which takes less time."""
    return ImportLimits(read=read_files)


@pytest.fixture
async def world(
    naps: SqliteStore, import_limits: ImportLimits, defer_after: float
) -> AsyncIterator[World]:
    extension = partial(build_extension, import_limits=import_limits)
    features = [
        replace(each, extension=extension) if each.name == "curation" else each for each in FEATURES
    ]
    async with open_world(naps, features=features, defer_after=defer_after) as opened:
        yield opened
