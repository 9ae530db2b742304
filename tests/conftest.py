from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from hypothesis import settings
from simcord.actors import MemberActor

from bot.answers.responder import DEFER_AFTER
from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from facts.importers.wiki.page_reader import read_page
from storage.store import SqliteStore, open_store
from tests.support.builders import NOTE
from tests.support.page_imports import Page, import_pages
from tests.support.world import World, open_world

pytest_plugins = ["tests.support.command_line"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seeds", type=int, default=1, help="How many seeds the long laws try.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(1, metafunc.config.getoption("seeds") + 1))


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


PAGE = """\
power naps
Also known as: PN
Short sleep by day, at most half an hour of it.
Facts (8)
Sources
[Sleep and Driving: A Trial](https://example.org/trial) example.org Jane Doe Mar 15, 2026 3 facts
measurementNaps of twenty minutes halved the lapses of night drivers.
claimShort naps help drivers more than coffee does.
claimDrivers who nap late sleep worse at night.
The Nap Handbook naps.example May 2024 4 facts
procedureLie down, set an alarm to twenty minutes, and rise when it rings.
claimLong naps leave people drowsy.
claimNoisy rooms shorten naps.
claimDark rooms lengthen naps.
Old Notes notes.example 1 fact
quoteSleep is the best meditation.


night shifts
Facts (1)
Sources
Shift Work Survey example.org 2019 1 fact
claimNight shifts harm sleep.
"""


@pytest.fixture
async def naps(store: SqliteStore) -> SqliteStore:
    """A library of two topics: eight facts of three sources, and one fact."""
    await import_pages(store, [Page("naps.txt", read_page(PAGE.splitlines()))], NOTE)
    return store


@pytest.fixture
def posting_limits() -> PostingLimits:
    """The limits of the posting loop; a folder or a test may set others."""
    return DEFAULT_LIMITS


@pytest.fixture
def defer_after() -> float:
    """The seconds after which an answer is announced; a test may set others."""
    return DEFER_AFTER


@pytest.fixture
async def world(
    naps: SqliteStore, posting_limits: PostingLimits, defer_after: float
) -> AsyncIterator[World]:
    async with open_world(naps, limits=posting_limits, defer_after=defer_after) as opened:
        yield opened


@pytest.fixture
def moderator(world: World) -> MemberActor:
    manages = discord.Permissions(manage_channels=True, manage_messages=True)
    role = world.server.create_role("moderator", permissions=manages)
    return world.server.add_member(world.env.create_user("moderator"), roles=[role])
