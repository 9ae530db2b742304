"""Measure posts due in the same minute, and answers meanwhile.

    python benchmarks/posts.py [--schedules 10000] [--facts 1000]

A bot in its own process posts to a simulated Discord on loopback, without a rate limit. The real
one allows a bot 50 requests a second, apart from answers to interactions. One user asks for a topic
again and again, first while nothing is due, then while everything is.
"""

import argparse
import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import web

sys.path.insert(0, str(Path(__file__).parents[1]))

from facts.clock.due_dates import DueDate, Timing
from facts.daily.schedule import Plan
from facts.daily.store import NewSchedule
from facts.model.entities import SHARED_LIBRARY, LibraryId
from storage.store import open_store
from tests.support.builders import NOTE, fact_draft
from tests.support.crash_matrix import Matrix
from tests.support.identity import APPLICATION, Json
from tests.support.shared_clock import SharedClock
from tests.support.standin import StandIn, json_answer, stand_in
from tests.support.standin_channels import StandInChannels

DUE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SCHEDULES_PER_SERVER = 20
"""Schedules in one server."""
IDLE_QUESTIONS = 400
"""Questions while nothing is due."""
PERSON = {
    "id": "5",
    "username": "reader",
    "discriminator": "0",
    "avatar": None,
    "global_name": None,
}


Seconds = list[float]


class Person:
    """A user who sends `/topic` through the gateway.

    `took` has the seconds of each answer.
    """

    def __init__(self) -> None:
        self.discord = StandIn()  # replaced by the running one
        self.took: list[float] = []
        self._answered = asyncio.Event()
        self._number = 10**18

    async def answer(self, _: web.Request) -> web.StreamResponse:
        """Accept an answer as Discord does."""
        self._answered.set()
        return json_answer({"interaction": {"id": str(self._number), "type": 2}})

    async def ask(self) -> None:
        """Ask once, and wait for the answer."""
        self._number += 1
        self._answered.clear()
        began = time.perf_counter()
        await self.discord.send("INTERACTION_CREATE", _topic_event(self._number))
        await self._answered.wait()
        self.took.append(time.perf_counter() - began)

    async def ask_repeatedly(self) -> None:
        """Ask again and again."""
        while True:
            await self.ask()


def _topic_event(number: int) -> Json:
    return {
        "id": str(number),
        "application_id": str(APPLICATION),
        "type": 2,
        "token": "t",
        "version": 1,
        "user": PERSON,
        "channel_id": "9",
        "channel": {"id": "9", "type": 1, "recipients": [PERSON], "last_message_id": None},
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 1,
        "attachment_size_limit": 10_000_000,
        "app_permissions": "0",
        "locale": "en-US",
        "data": {
            "id": "1", "name": "topic", "type": 1,
            "options": [{"name": "name", "type": 3, "value": "topic 1"}],
        },
    }  # fmt: skip


async def _fill_library(database: str, schedules: int, facts: int) -> None:
    drafts = [
        fact_draft(f"Fact {n} about something of its own.", topics=(f"topic {n % 20}",))
        for n in range(facts)
    ]
    async with open_store(database) as store:
        await store.add(SHARED_LIBRARY, drafts, NOTE)
        for number in range(schedules):
            plan = Plan(number + 1, Timing(DUE.time(), "UTC"))
            server = LibraryId(number // SCHEDULES_PER_SERVER + 1)
            new = NewSchedule(server, plan, 1, DueDate(DUE.date(), DUE))
            await store.schedules.add(new, SCHEDULES_PER_SERVER)


async def _measure(folder: Path, arguments: argparse.Namespace) -> tuple[float, Seconds, Seconds]:
    """Return seconds: all posts, answers while idle, answers while posting."""
    control = SharedClock.make(folder / "control")
    person, posted = Person(), asyncio.Event()
    channels = StandInChannels(control.now)
    arrived = 0

    async def count(_: Any) -> None:  # noqa: ANN401 (a message)
        nonlocal arrived
        arrived += 1
        if arrived == arguments.schedules:
            posted.set()

    channels.on_arrival = count
    routes = channels.routes() | {("POST", "/interactions/{id}/{token}/callback"): person.answer}
    control.set_time(DUE.replace(hour=8))
    await _fill_library(str(folder / "footnote.db"), arguments.schedules, arguments.facts)
    async with stand_in(routes) as discord_:
        matrix = Matrix(folder, control, discord_, channels, None)  # type: ignore[arg-type]
        person.discord = discord_
        numbers = range(1, (arguments.schedules - 1) // SCHEDULES_PER_SERVER + 2)
        discord_.servers = lambda: [{"id": str(n), "unavailable": True} for n in numbers]
        await matrix.start_processes(1)
        try:
            for _ in range(IDLE_QUESTIONS):
                await person.ask()
            idle, person.took = person.took[IDLE_QUESTIONS // 4 :], []
            asking = asyncio.create_task(person.ask_repeatedly())
            began = time.perf_counter()
            control.set_time(DUE)
            await posted.wait()
            took = time.perf_counter() - began
            asking.cancel()
            return took, idle, person.took
        finally:
            await matrix.kill_processes(matrix.running)


def _print_latency(name: str, seconds: Seconds) -> tuple[float, float]:
    cuts = quantiles(seconds, n=100)
    p50, p99, slowest = (each * 1000 for each in (cuts[49], cuts[98], max(seconds)))
    print(f"{name}: {len(seconds)}, p50 {p50:.1f} ms, p99 {p99:.1f} ms, slowest {slowest:.0f} ms")
    return cuts[49], cuts[98]


def main() -> None:
    """Run the benchmark and print its results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--facts", type=int, default=1_000)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        took, idle, busy = asyncio.run(_measure(Path(folder), arguments))
    print(
        f"{arguments.schedules:,} posts due at once, {arguments.facts:,} facts: {took:.1f} s, "
        f"{arguments.schedules / took:.0f} a second"
    )
    idle_50, idle_99 = _print_latency("answers while idle", idle)
    busy_50, busy_99 = _print_latency("answers while posting", busy)
    print(f"ratio: p50 {busy_50 / idle_50:.1f}, p99 {busy_99 / idle_99:.1f}")


if __name__ == "__main__":
    main()
