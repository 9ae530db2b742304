"""The menu of a message, which SimCord's page has not.

The page's script sends an action of its own kind. It gets the commands in the menu, or chooses one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.demo.page_lock import PageLock

if TYPE_CHECKING:
    from simcord import Env
    from simcord.builders import ChannelHandle
    from simcord.preview import Preview

_KIND: Final = "message_menu"


@dataclass(frozen=True, slots=True)
class MessageMenu:
    """Lists and runs the commands in the menu of a message."""

    world: "Env"
    channel: "ChannelHandle"
    page: "Preview"
    page_lock: PageLock

    def listen(self) -> None:
        """Start to take actions from the page."""
        act = self.page._action  # noqa: SLF001 (no public method; simcord is pinned)

        async def act_or_choose(context: str | None, action: Mapping[str, Any]) -> dict[str, Any]:
            if action.get("kind") != _KIND:
                return await act(context, action)
            if "command" in action:
                await self._choose(context, action["command"], int(action["message"]))
            return {"commands": self._list_commands(context)}

        self.page._action = act_or_choose  # type: ignore[assignment, method-assign]  # noqa: SLF001 (see above)

    def _list_commands(self, context: str | None) -> list[str]:
        """Return the names of the commands that the user may use."""
        user = self.page._get_page(context).viewer.id  # noqa: SLF001 (see above)
        commands = self.world.backend.visible_commands(
            user_id=user, channel_id=self.channel.id, type=discord.AppCommandType.message.value
        )
        return [each["name"] for each in commands]

    async def _choose(self, context: str | None, command: str, target: int) -> None:
        """Run a command, and show its answer or its modal."""
        from simcord.results import ResponseMessage  # noqa: PLC0415 (an extra, see bot.demo.server)

        message = ResponseMessage(
            self.world, self.world.backend.get_message(self.channel.id, target)
        )
        async with self.page_lock:
            page = self.page._get_page(context)  # noqa: SLF001 (see above)
            page.window_end_id = None  # the answer is the newest message
            result = await page.viewer.context_menu(self.channel, command, message)
            if result.modal is not None:
                page.modal, page.modal_handle = result, f"m_{token_urlsafe(12)}"
            await self.page.refresh()
