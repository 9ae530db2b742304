"""Turns on the page of the demonstration: people, and what happens of its own accord.

The simulation refuses to do two things at once, and what somebody does on a page that was shown
anew since they looked at it. Here each waits for the other, and an action counts for the page as it
is: what it acts on is named in it, and refused if it is gone.
"""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from simcord.preview import Preview

_REVISION_KEY: Final = "published_revision"


class PageLock:
    """One thing at a time on a page: `async with` this, or an action of somebody's."""

    def __init__(self, page: "Preview") -> None:
        self._lock = asyncio.Lock()
        self._page = page
        self._act = page._action  # noqa: SLF001 (the simulation is pinned, and has no other door)
        page._action = self._act_locked  # type: ignore[assignment, method-assign]  # noqa: SLF001

    async def __aenter__(self) -> None:
        """Wait for a turn, and take it."""
        await self._lock.acquire()

    async def __aexit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        """Let the next one have a turn."""
        self._lock.release()

    async def _act_locked(self, context: str | None, action: Mapping[str, Any]) -> dict[str, Any]:
        async with self._lock:
            if _REVISION_KEY in action:
                shown = self._page._get_page(context)  # noqa: SLF001
                action = {**action, _REVISION_KEY: shown.revision}
            return await self._act(context, action)
