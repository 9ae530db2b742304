"""Imports take turns, and few wait."""

import asyncio

import pytest

from bot.curation.files.errors import ImportsBusy
from bot.curation.files.turns import ImportTurns
from facts.model.entities import LibraryId


async def hold(turns: ImportTurns, server: int, end: asyncio.Event, begun: list[int]) -> None:
    async with turns.take(LibraryId(server)):
        begun.append(server)
        await end.wait()


async def test_one_import_runs_and_three_wait() -> None:
    turns, end = ImportTurns(), asyncio.Event()
    begun: list[int] = []
    tasks = [asyncio.create_task(hold(turns, n, end, begun)) for n in range(1, 5)]
    await asyncio.sleep(0)
    assert begun == [1]
    with pytest.raises(ImportsBusy) as refused:
        await hold(turns, 5, end, begun)
    assert not refused.value.is_own
    end.set()
    await asyncio.gather(*tasks, hold(turns, 5, end, begun))
    assert begun == [1, 2, 3, 4, 5]


async def test_a_server_has_one_import_at_a_time() -> None:
    turns, end = ImportTurns(), asyncio.Event()
    begun: list[int] = []
    first = asyncio.create_task(hold(turns, 1, end, begun))
    await asyncio.sleep(0)
    with pytest.raises(ImportsBusy) as refused:
        await hold(turns, 1, end, begun)
    assert refused.value.is_own
    end.set()
    await first
    await hold(turns, 1, end, begun)
    assert begun == [1, 1]


async def test_a_cancelled_import_gives_its_turn_back() -> None:
    turns, end = ImportTurns(), asyncio.Event()
    begun: list[int] = []
    tasks = [asyncio.create_task(hold(turns, n, end, begun)) for n in (1, 2)]
    await asyncio.sleep(0)
    for each in reversed(tasks):
        each.cancel()
    await asyncio.wait(tasks)
    end.set()
    await hold(turns, 1, end, begun)
    assert begun == [1, 1]
