"""Records questions of messages that found no answer."""

import logging
from typing import Final

from bot.answers.extension import Clock
from facts.curation.learning.store import QuestionStore
from facts.model.entities import LibraryId

_log: Final = logging.getLogger(__name__)


class MissRecorder:
    """Counts questions without an answer. It never fails, and no answer waits for it."""

    def __init__(self, store: QuestionStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def record(self, library: LibraryId, text: str) -> None:
        """Record one question."""
        try:
            question = " ".join(text.split())
            await self._store.record_miss(library, question, self._clock().date())
        except Exception:  # noqa: BLE001 (the user has an answer already)
            _log.exception("A question without an answer was not counted")
