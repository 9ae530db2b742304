"""Typed replacements for what the demo's page does not have.

In Discord's own apps, users pick a member while they type, and open the menu of a message. Here
they type `@Footnote`, and `Apps > NAME` as a reply to the message.
"""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bot.demo.page_lock import PageLock

if TYPE_CHECKING:
    from simcord import Env
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle
    from simcord.preview import Preview

_MENTION: Final = "@Footnote"
_MENU: Final = "Apps > "


@dataclass
class TypedInput:
    """Turns text typed in a channel into mentions and message menus."""

    world: "Env"
    channel: "ChannelHandle"
    page: "Preview"
    page_lock: PageLock
    members: "list[MemberActor]"
    _menus: set[asyncio.Task[None]] = field(default_factory=set)

    def listen(self) -> None:
        """Start to read typed messages."""
        backend, bot = self.world.backend, self.world.backend.bot_user.id
        create, edit = backend.create_message, backend.edit_message

        def add_mention(content: str | None) -> str | None:
            return content and content.replace(_MENTION, f"<@{bot}>")

        def create_message(channel: int, author: int, content: str | None = "", **rest: Any) -> Any:  # noqa: ANN401 (the simulation's own)
            if author == bot:
                return create(channel, author, content, **rest)
            self._open_menu(author, content, rest.get("reference"))
            return create(channel, author, add_mention(content), **rest)

        def edit_message(channel: int, message: int, changes: dict[str, Any]) -> Any:  # noqa: ANN401 (the simulation's own)
            if backend.get_message(channel, message).author_id != bot and "content" in changes:
                changes = changes | {"content": add_mention(changes["content"])}
            return edit(channel, message, changes)

        backend.create_message = create_message  # type: ignore[assignment, method-assign]
        backend.edit_message = edit_message  # type: ignore[assignment, method-assign]

    def _open_menu(
        self, author: int, content: str | None, reference: dict[str, Any] | None
    ) -> None:
        if not reference or not content or not content.startswith(_MENU):
            return
        name, target = content.removeprefix(_MENU).strip(), int(reference["message_id"])
        for member in self.members:
            if member.id == author:
                task = asyncio.create_task(self._choose(member, name, target))
                self._menus.add(task)
                task.add_done_callback(self._menus.discard)

    async def _choose(self, member: "MemberActor", name: str, target: int) -> None:
        from simcord.results import ResponseMessage  # noqa: PLC0415 (an extra, see bot.demo.app)

        message = ResponseMessage(
            self.world, self.world.backend.get_message(self.channel.id, target)
        )
        async with self.page_lock:
            await member.context_menu(self.channel, name, message)
            await self.page.refresh()
