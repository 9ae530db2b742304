"""Queue of reads or writes, in which servers and their users take turns."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from facts.store.asker import Asker
from facts.store.errors import OfferOutdated

_Line = deque["asyncio.Future[None]"]


class FairQueue:
    """Lets some run at a time: one of each user, and at most `per_group` of each server.

    The others wait. Servers take turns, and so do the users of one: who asks much waits only for
    itself. With `newest_only`, a user's new turn ends the one that still waits: it raises
    OfferOutdated.
    """

    def __init__(self, slots: int, per_group: int, *, newest_only: bool = False) -> None:
        self._free = slots
        self._per_group = per_group
        self._newest_only = newest_only
        self._running = Counter[int]()
        self._busy = set[Asker]()
        self._waiting: dict[int, dict[Asker, _Line]] = {}
        """Who waits, by server and user; the first is the next."""

    @asynccontextmanager
    async def turn(self, asker: Asker) -> AsyncIterator[None]:
        """Wait for a turn, and keep it during an `async with` block."""
        if self._free and self._may_run(asker):
            self._start(asker)
        else:
            await self._wait(asker)
        try:
            yield
        finally:
            self._end(asker)

    async def _wait(self, asker: Asker) -> None:
        line = self._waiting.setdefault(asker.group, {}).setdefault(asker, deque())
        while self._newest_only and line:
            older = line.popleft()
            if not older.done():
                older.set_exception(OfferOutdated())
        turn = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._drop(asker, turn)
            elif not turn.exception():
                self._end(asker)  # its turn had just come
            raise

    def _may_run(self, asker: Asker) -> bool:
        return self._running[asker.group] < self._per_group and asker not in self._busy

    def _start(self, asker: Asker) -> None:
        self._free -= 1
        self._running[asker.group] += 1
        self._busy.add(asker)

    def _end(self, asker: Asker) -> None:
        self._free += 1
        self._running[asker.group] -= 1
        if not self._running[asker.group]:
            del self._running[asker.group]
        self._busy.discard(asker)
        while self._free and (following := self._find_next()):
            turn = self._take(following)
            if not turn.done():  # its task may just have been cancelled
                self._start(following)
                turn.set_result(None)

    def _find_next(self) -> Asker | None:
        return next(
            (each for users in self._waiting.values() for each in users if self._may_run(each)),
            None,
        )

    def _take(self, asker: Asker) -> "asyncio.Future[None]":
        """Remove the first turn of a user, who then goes to the end, and so does the server."""
        users = self._waiting.pop(asker.group)
        line = users.pop(asker)
        turn = line.popleft()
        if line:
            users[asker] = line
        if users:
            self._waiting[asker.group] = users
        return turn

    def _drop(self, asker: Asker, turn: "asyncio.Future[None]") -> None:
        """Remove a turn that nobody waits for, if it is still there."""
        users = self._waiting.get(asker.group, {})
        line = users.get(asker, deque())
        with suppress(ValueError):
            line.remove(turn)
        if not line:
            users.pop(asker, None)
        if not users:
            self._waiting.pop(asker.group, None)
