"""The bot in its own process; another process sets clock and death.

Started by tests.support.crash_matrix: `python -m tests.support.shared_clock DATABASE PORT CONTROL`.
"""

import asyncio
import mmap
import os
import signal
import struct
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import Any, Final

from bot.app.client import Footnote
from bot.app.runner import run, watch_signals
from bot.daily.loop import PostingLoop
from storage.daily.store import SqliteScheduleStore
from storage.store import open_store
from tests.support.identity import TOKEN
from tests.support.standin import redirect_discord

_FORM: Final = "<dBB"
_POLL_SECONDS: Final = 0.003
"""Seconds between two reads of the shared clock."""


class Death(IntEnum):
    """The point at which a process kills itself."""

    NOWHERE = 0
    BEFORE_CLAIM = 1
    AFTER_CLAIM = 2
    BEFORE_MARK = 3
    AFTER_MARK = 4


class SharedClock:
    """A clock and the next death, in a file that processes share."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), struct.calcsize(_FORM))

    @staticmethod
    def make(path: Path) -> "SharedClock":
        """Create the file."""
        path.write_bytes(bytes(struct.calcsize(_FORM)))
        return SharedClock(path)

    def now(self) -> datetime:
        """Return the time."""
        return datetime.fromtimestamp(struct.unpack(_FORM, self._map[:])[0], UTC)

    def set_time(self, now: datetime) -> None:
        """Set the time of all processes."""
        self._map[:] = struct.pack(_FORM, now.timestamp(), *self._death())

    def set_death(self, place: Death, countdown: int = 0) -> None:
        """Set where a process dies, after `countdown` others passed that point."""
        self._map[:] = struct.pack(_FORM, self.now().timestamp(), place, countdown)

    def die(self, place: Death) -> None:
        """Kill this process if it is to die here; a death happens once."""
        where, countdown = self._death()
        if where != place:
            return
        if countdown:
            self.set_death(place, countdown - 1)
            return
        self.set_death(Death.NOWHERE)
        os.kill(os.getpid(), signal.SIGKILL)

    def _death(self) -> tuple[int, int]:
        _, where, countdown = struct.unpack(_FORM, self._map[:])
        return where, countdown


Method = Callable[..., Awaitable[Any]]


def make_deadly(method: Method, control: SharedClock, before: Death, after: Death) -> Method:
    """Return a method of the store before or after which the process may die."""

    @wraps(method)
    async def deadly(*arguments: object) -> Any:  # noqa: ANN401 (what it returns)
        control.die(before)
        result = await method(*arguments)
        control.die(after)
        return result

    return deadly


async def follow_clock(bot: Footnote, control: SharedClock) -> None:
    """Wake the loop when the clock is set: its naps follow the real clock."""
    seen = control.now()
    while True:
        await asyncio.sleep(_POLL_SECONDS)
        if control.now() != seen:
            seen = control.now()
            bot.dispatcher.registry.service(PostingLoop).wake()


async def main(database: str, port: int, control: SharedClock) -> None:
    store_class: Any = SqliteScheduleStore
    store_class.advance = make_deadly(
        store_class.advance, control, Death.BEFORE_CLAIM, Death.AFTER_CLAIM
    )
    store_class.mark_sent = make_deadly(
        store_class.mark_sent, control, Death.BEFORE_MARK, Death.AFTER_MARK
    )
    with redirect_discord(port), watch_signals() as stop:
        async with open_store(database) as store:
            bot = Footnote(store, shard_count=1, guild_ready_timeout=0, clock=control.now)
            waking = asyncio.create_task(follow_clock(bot, control))
            await run(lambda: bot, TOKEN, stop, lambda _: None)
            waking.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), SharedClock(Path(sys.argv[3]))))
