"""Deletes what is kept for a limited time."""

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.answers.extension import Clock

_log: Final = logging.getLogger(__name__)
_PAUSE: Final = 3_600.0
"""Seconds between two looks; what is deleted was kept for a day or longer."""


class Cleaner:
    """Deletes old things at the start of the bot and every hour. See Background.

    `name` says in the log what they are.
    """

    def __init__(
        self,
        name: str,
        delete: Callable[[datetime.datetime], Awaitable[None]],
        clock: Clock,
        pause: float = _PAUSE,
    ) -> None:
        self._name = name
        self._delete = delete
        self._clock = clock
        self._pause = pause
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, once the client is logged in."""
        self._loop = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End at once."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait({self._loop})

    async def _run(self) -> None:
        while True:
            try:
                await self._delete(self._clock())
            except Exception:  # noqa: BLE001 (nothing ends the loop)
                _log.exception("These could not be deleted: %s", self._name)
            await asyncio.sleep(self._pause)
