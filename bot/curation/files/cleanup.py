"""Deletes the uploads that nobody has decided on for a day."""

import asyncio
import logging
from typing import Final

from bot.answers.extension import Clock
from facts.curation.store import CurationStore

_log: Final = logging.getLogger(__name__)
_PAUSE: Final = 3_600.0
"""Seconds between two looks; see facts.curation.uploads.UPLOAD_KEPT."""


class UploadCleaner:
    """Deletes old uploads at the start of the bot and every hour. See Background."""

    def __init__(self, store: CurationStore, clock: Clock, pause: float = _PAUSE) -> None:
        self._store = store
        self._clock = clock
        self._pause = pause
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, once the client is logged in."""
        self._loop = asyncio.create_task(self._run(), name="old uploads")

    async def stop(self) -> None:
        """End at once."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait({self._loop})

    async def _run(self) -> None:
        while True:
            try:
                await self._store.delete_old_uploads(self._clock())
            except Exception:  # noqa: BLE001 (nothing ends the loop)
                _log.exception("Old uploads could not be deleted")
            await asyncio.sleep(self._pause)
