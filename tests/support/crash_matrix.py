"""Kills the bot with SIGKILL around its posts, restarts it, and counts the messages.

Processes post to a simulated Discord on loopback. Their days pass as fast as they can post.
"""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from facts.clock.due_dates import Timing
from facts.daily.management import DailyFacts
from facts.daily.schedule import Plan
from facts.model.entities import SHARED_LIBRARY, LibraryId
from storage.store import open_store
from tests.support.builders import NOTE, ROOT, fact_draft
from tests.support.identity import Json
from tests.support.shared_clock import Death, SharedClock
from tests.support.standin import StandIn, stand_in
from tests.support.standin_channels import StandInChannels

SERVER: Final = LibraryId(7)
SCHEDULES: Final = 3
"""Schedules due at the same time in different channels: a kill meets them in all states."""
_FIRST: Final = date(2026, 3, 2)
_NINE: Final = time(9, tzinfo=UTC)
_PATIENCE: Final = 60.0
"""Seconds until a day counts as stuck."""
_DELAYS: Final = (timedelta(minutes=3), timedelta(minutes=40), timedelta(hours=5))
"""How long the bot stays offline: within the nonce's minute, after it, almost too long."""


class Point(StrEnum):
    """Where a process is killed."""

    BEFORE_CLAIM = "before the claim"
    AFTER_CLAIM = "after the claim"
    AFTER_SENDING = "after sending"
    BEFORE_MARK = "before the mark"
    AFTER_MARK = "after the mark"
    ANYWHERE = "at random"


_DEATHS: Final = {
    Point.BEFORE_CLAIM: Death.BEFORE_CLAIM,
    Point.AFTER_CLAIM: Death.AFTER_CLAIM,
    Point.BEFORE_MARK: Death.BEFORE_MARK,
    Point.AFTER_MARK: Death.AFTER_MARK,
}


@dataclass(frozen=True, slots=True)
class CrashReport:
    """The result; `lost` and `doubled` count days of a schedule."""

    days: int
    kills: Counter[Point]
    posts: int
    lost: int
    doubled: int


@dataclass
class Matrix:
    """A database, its processes, and the Discord they post to."""

    folder: Path
    control: SharedClock
    discord: StandIn
    channels: StandInChannels
    chance: random.Random
    processes: int = 1
    kills: Counter[Point] = field(default_factory=Counter)
    running: list[asyncio.subprocess.Process] = field(default_factory=list)
    _fatal_message: int | None = None

    @property
    def database(self) -> str:
        return str(self.folder / "footnote.db")

    async def run_days(self, points: Sequence[Point]) -> CrashReport:
        """Run one day for each point, and kill a process at it."""
        await self._begin()
        for number, point in enumerate(points):
            day = _FIRST + timedelta(number)
            await self._run_day(day, point)
            self.kills[point] += 1
        await self.kill_processes(self.running)
        return self._report(len(points))

    async def _begin(self) -> None:
        self.channels.on_arrival = self._on_arrival
        channels = range(1, SCHEDULES + 1)
        self.discord.servers = lambda: [self.channels.server(SERVER, channels)]
        start = datetime.combine(_FIRST, _NINE) - timedelta(minutes=1)
        self.control.set_time(start)
        async with open_store(self.database) as store:
            await store.add(SHARED_LIBRARY, [fact_draft(f"Fact {n}.") for n in range(20)], NOTE)
            for channel in channels:
                plan = Plan(channel, Timing(time(9), "UTC"))
                await DailyFacts(store, SERVER).add(plan, 1, start)

    async def _run_day(self, day: date, point: Point) -> None:
        """Run a day on which a process dies at a point, and others start later."""
        due = datetime.combine(day, _NINE)
        self.control.set_time(due - timedelta(minutes=1))
        await self.start_processes(self.processes)
        self._arm(point)
        self.control.set_time(due + timedelta(seconds=1))
        if point is Point.ANYWHERE:
            await asyncio.sleep(self.chance.uniform(0, 0.08))
            await self.kill_processes(self.running[:1])
        async with asyncio.timeout(_PATIENCE):
            await self._wait_for_death()
        self.control.set_death(Death.NOWHERE)
        self._fatal_message = None
        self.control.set_time(self.control.now() + self.chance.choice(_DELAYS))
        await self.start_processes(self.processes)
        async with asyncio.timeout(_PATIENCE):
            while not self._is_over(day):
                await asyncio.sleep(0.005)

    def _arm(self, point: Point) -> None:
        passes = self.chance.randrange(SCHEDULES)
        if point in _DEATHS:
            self.control.set_death(_DEATHS[point], passes)
        if point is Point.AFTER_SENDING:
            self._fatal_message = passes

    async def _on_arrival(self, _: Json) -> None:
        """Kill the sender of the fatal message before it gets the response."""
        if self._fatal_message == 0:
            self._fatal_message = None
            await self.kill_processes(self.running)
        elif self._fatal_message is not None:
            self._fatal_message -= 1

    async def _wait_for_death(self) -> None:
        """Wait until a process has ended."""
        while all(each.returncode is None for each in self.running):
            await asyncio.sleep(0.002)
        self.running = [each for each in self.running if each.returncode is None]

    async def start_processes(self, count: int) -> None:
        """Start processes until `count` are running."""
        while len(self.running) < count:
            self.running.append(await self._start_process())
            await asyncio.wait_for(self.discord.identifications.get(), _PATIENCE)

    async def _start_process(self) -> asyncio.subprocess.Process:
        arguments = self.database, str(self.discord.port), str(self.folder / "control")
        log = (self.folder / "log").open("ab")
        with log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.support.shared_clock", *arguments,
                cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip

    async def kill_processes(self, processes: Sequence[asyncio.subprocess.Process]) -> None:
        for process in processes:
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
        await asyncio.gather(*(process.wait() for process in processes))

    def _is_over(self, day: date) -> bool:
        """Return whether the day of every schedule is closed."""
        query = "SELECT count(*) FROM post WHERE day = ? AND state <> 'claimed'"
        with closing(sqlite3.connect(self.database)) as connection:
            (count,) = connection.execute(query, (day.isoformat(),)).fetchone()
        return bool(count == SCHEDULES)

    def _report(self, days: int) -> CrashReport:
        arrived = Counter(
            (channel, message["timestamp"][:10])
            for channel, messages in self.channels.messages.items()
            for message in messages
        )
        expected = [
            (channel, (_FIRST + timedelta(number)).isoformat())
            for channel in range(1, SCHEDULES + 1)
            for number in range(days)
        ]
        lost = sum(not arrived[each] for each in expected)
        doubled = sum(count - 1 for count in arrived.values())
        return CrashReport(days, self.kills, sum(arrived.values()), lost, doubled)


@asynccontextmanager
async def open_matrix(folder: Path, seed: int, processes: int = 1) -> AsyncIterator[Matrix]:
    """Yield a matrix with its files in a folder, and kill its processes at the end."""
    control = SharedClock.make(folder / "control")
    channels = StandInChannels(control.now)
    async with stand_in(channels.routes()) as discord_:
        chance = random.Random(seed)
        opened = Matrix(folder, control, discord_, channels, chance, processes)
        try:
            yield opened
        finally:
            await opened.kill_processes(opened.running)
