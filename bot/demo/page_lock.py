"""A lock on the demo's page for users and the clock.

The simulation refuses two actions at once, and actions on a page that has changed since the user
saw it. Here each action waits for the others and applies to the page as it is now. That is safe:
an action names its target, and the simulation refuses a target that is gone.
"""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from simcord.preview import Preview

_REVISION_KEY: Final = "published_revision"
_TALK: Final = {"send_message", "run_command"}
"""Actions that add a message."""


class PageLock:
    """Lock that `async with` and each user action on a page hold."""

    def __init__(self, page: "Preview") -> None:
        self._lock = asyncio.Lock()
        self._page = page
        self._act = page._action  # noqa: SLF001 (no public method; simcord is pinned)
        page._action = self._act_locked  # type: ignore[assignment, method-assign]  # noqa: SLF001 (see above)

    async def __aenter__(self) -> None:
        """Acquire the lock."""
        await self._lock.acquire()

    async def __aexit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        """Release the lock."""
        self._lock.release()

    async def _act_locked(self, context: str | None, action: Mapping[str, Any]) -> dict[str, Any]:
        async with self._lock:
            page = self._page._get_page(context)  # noqa: SLF001 (see above)
            if action.get("kind") in _TALK:
                page.window_end_id = None  # show the newest messages
            if _REVISION_KEY in action:
                action = {**action, _REVISION_KEY: page.revision}
            return await self._act(context, action)
