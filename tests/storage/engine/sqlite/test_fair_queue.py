"""Servers and users take turns."""

import asyncio

import pytest

from facts.store.asker import Asker
from facts.store.errors import OfferOutdated
from storage.engine.sqlite.fair_queue import FairQueue

ANN, BEN = Asker(1, 10), Asker(2, 10)
ELSEWHERE, THIRD = Asker(3, 20), Asker(4, 30)


class Line:
    """Tasks that ask for turns, in the order in which they got them."""

    def __init__(self, queue: FairQueue) -> None:
        self.queue = queue
        self.begun: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Event] = {}

    async def ask(self, name: str, asker: Asker) -> None:
        """Let a task ask for a turn, and wait until it has it or waits."""
        self._ends[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._take_turn(name, asker))
        await asyncio.sleep(0)

    async def end(self, name: str) -> None:
        """End the turn of a task."""
        self._ends[name].set()
        await self.tasks[name]
        await asyncio.sleep(0)

    async def end_all(self) -> None:
        """End each turn as soon as it has begun."""
        for event in self._ends.values():
            event.set()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)

    async def _take_turn(self, name: str, asker: Asker) -> None:
        async with self.queue.turn(asker):
            self.begun.append(name)
            await self._ends[name].wait()


async def test_servers_take_turns_however_much_one_asks() -> None:
    line = Line(FairQueue(1, 1))
    for name in ("a1", "a2", "a3"):
        await line.ask(name, ANN)
    await line.ask("b1", ELSEWHERE)
    await line.ask("c1", THIRD)
    await line.end_all()
    assert line.begun == ["a1", "a2", "b1", "c1", "a3"]


async def test_the_users_of_a_server_take_turns() -> None:
    line = Line(FairQueue(1, 1))
    for name in ("ann1", "ann2", "ann3"):
        await line.ask(name, ANN)
    await line.ask("ben1", BEN)
    await line.end_all()
    assert line.begun == ["ann1", "ann2", "ben1", "ann3"]


async def test_a_server_leaves_room_for_others_and_a_user_for_the_server() -> None:
    line = Line(FairQueue(3, 2))
    for name, asker in (("ann1", ANN), ("ann2", ANN), ("ben1", BEN), ("b1", ELSEWHERE)):
        await line.ask(name, asker)
    assert line.begun == ["ann1", "ben1", "b1"]
    await line.end("ben1")
    assert line.begun == ["ann1", "ben1", "b1"]  # a user has one turn at a time
    await line.end("ann1")
    assert line.begun == ["ann1", "ben1", "b1", "ann2"]
    await line.end_all()


async def test_a_waiting_turn_of_the_same_user_is_outdated_by_a_new_one() -> None:
    line = Line(FairQueue(1, 1, newest_only=True))
    for name, asker in (("a1", ANN), ("a2", ANN), ("b1", BEN), ("a3", ANN)):
        await line.ask(name, asker)
    with pytest.raises(OfferOutdated):
        await line.tasks["a2"]
    await line.end_all()
    assert line.begun == ["a1", "a3", "b1"]


async def test_a_task_cancelled_while_it_waits_gets_no_turn() -> None:
    line = Line(FairQueue(1, 1))
    for name, asker in (("a1", ANN), ("a2", BEN), ("b1", ELSEWHERE)):
        await line.ask(name, asker)
    line.tasks["a2"].cancel()
    await line.end_all()
    assert line.begun == ["a1", "b1"]


async def test_a_task_cancelled_as_its_turn_comes_passes_it_on() -> None:
    line = Line(FairQueue(1, 1))
    for name, asker in (("a1", ANN), ("a2", BEN), ("b1", ELSEWHERE)):
        await line.ask(name, asker)
    async with asyncio.timeout(5):
        line.tasks["a1"].cancel()
        await asyncio.sleep(0)  # the turn has been given to a2, which has not run yet
        line.tasks["a2"].cancel()
        await line.end_all()
    assert line.begun == ["a1", "b1"]


@pytest.mark.parametrize("newest_only", [False, True])
async def test_tasks_cancelled_together_leave_the_queue_to_others(newest_only: bool) -> None:
    line = Line(FairQueue(1, 1, newest_only=newest_only))
    for name, asker in (("a1", ANN), ("a2", ANN), ("b1", ELSEWHERE)):
        await line.ask(name, asker)
    for task in line.tasks.values():
        task.cancel()
    results = await asyncio.gather(*line.tasks.values(), return_exceptions=True)
    assert [type(each) for each in results] == [asyncio.CancelledError] * 3
    async with line.queue.turn(THIRD):
        pass


async def test_a_cancelled_turn_is_replaced_by_a_newer_one() -> None:
    line = Line(FairQueue(1, 1, newest_only=True))
    for name in ("a1", "a2"):
        await line.ask(name, ANN)
    line.tasks["a2"].cancel()
    await line.ask("a3", ANN)
    await line.end_all()
    assert line.begun == ["a1", "a3"]


async def test_an_error_ends_the_turn() -> None:
    queue = FairQueue(1, 1)
    with pytest.raises(ZeroDivisionError):
        async with queue.turn(ANN):
            raise ZeroDivisionError
    async with queue.turn(ELSEWHERE):
        pass
