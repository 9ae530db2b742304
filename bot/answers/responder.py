"""How an answer reaches the person: in time, once, and seen by whom it is meant for."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final, Protocol, TypeVar

import aiohttp
import discord
from discord import ui

from bot.discord_api.errors import ErrorCode
from bot.discord_api.location import Location, locate_interaction
from bot.queries.library_queries import Query, UserId
from bot.ui.attachments import Response

DEFER_AFTER: Final = 1.5
"""Seconds after which a slow answer is announced. Discord waits 3, and one retry costs 1."""
_LOST_CODES: Final = frozenset(
    {
        ErrorCode.UNKNOWN_CHANNEL,
        ErrorCode.UNKNOWN_MESSAGE,
        ErrorCode.UNKNOWN_WEBHOOK,
        ErrorCode.UNKNOWN_INTERACTION,
        ErrorCode.ALREADY_ACKNOWLEDGED,
        ErrorCode.MISSING_ACCESS,
        ErrorCode.MISSING_PERMISSIONS,
        ErrorCode.REPLY_NEEDS_HISTORY,
    }
)
"""Codes after which no answer can arrive: the target is gone or answered, or writing is denied."""


Awaited = TypeVar("Awaited")


class AnswerSkipped(Exception):
    """A question was found to have an answer already, and gets no other one."""


class Responder(Protocol):
    """The way back to somebody who asks: by an interaction, or by a reply to a message."""

    @property
    def asker(self) -> UserId:
        """Who asks."""

    @property
    def location(self) -> Location:
        """Where it is asked."""

    @property
    def private(self) -> bool:
        """Whether nobody else sees the answer."""

    @property
    def replaces_card(self) -> bool:
        """Whether a card stands there that a miss must not take the place of."""

    def as_private(self) -> "Responder":
        """Return the way for a place where answers are private."""

    def skips(self, question: Query) -> bool:
        """Tell whether a question needs no answer on this way, as it has one already."""

    async def send(self, answer: Awaitable[ui.LayoutView | Response]) -> None:
        """Send the card when it is there; say that it will come where that takes long."""

    async def say(self, card: ui.LayoutView) -> None:
        """Show a card that is for who asked only, as privately as it goes."""


@dataclass(frozen=True, slots=True)
class InteractionResponder:
    """The way of an interaction. `edits` puts the answer in the place of the card it came from."""

    interaction: discord.Interaction[Any]
    private: bool = True
    edits: bool = False

    @property
    def asker(self) -> UserId:
        return UserId(self.interaction.user.id)

    @property
    def location(self) -> Location:
        return locate_interaction(self.interaction)

    @property
    def replaces_card(self) -> bool:
        return self.edits

    def as_private(self) -> "InteractionResponder":
        """Return a responder that sends a private copy instead of editing a public card."""
        return self if self.private else replace(self, private=True, edits=False)

    def skips(self, question: Query) -> bool:  # noqa: ARG002 (as in Way)
        return False

    async def send(self, answer: Awaitable[ui.LayoutView | Response]) -> None:
        await self._show(await await_or_announce(answer, self._announce))

    async def say(self, card: ui.LayoutView) -> None:
        await send_privately(self.interaction, card)

    async def _announce(self) -> None:
        if self.edits:
            await self.interaction.response.defer()
        else:
            await self.interaction.response.defer(ephemeral=self.private, thinking=True)

    async def _show(self, answer: ui.LayoutView | Response) -> None:
        card, files = unpack_response(answer)
        if self.interaction.response.is_done():
            await self.interaction.edit_original_response(view=card, attachments=files)
        elif self.edits:
            await self.interaction.response.edit_message(view=card, attachments=files)
        else:
            await self.interaction.response.send_message(
                view=card, files=files, ephemeral=self.private
            )
        if isinstance(answer, Response) and answer.note:
            with suppress(discord.HTTPException, aiohttp.ClientError, OSError):  # it is but a word
                await send_privately(self.interaction, answer.note)


async def await_or_announce(
    answer: Awaitable[Awaited], announce: Callable[[], Awaitable[object]]
) -> Awaited:
    """Return the answer, announcing it where it takes long."""
    task = asyncio.ensure_future(answer)
    try:
        await asyncio.wait({task}, timeout=DEFER_AFTER)
        if not task.done():
            await announce()
        return await task
    finally:
        task.cancel()


def unpack_response(answer: ui.LayoutView | Response) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return a card, and what is attached to it."""
    if isinstance(answer, ui.LayoutView):
        return answer, []
    files = (discord.File(BytesIO(each.text.encode()), each.name) for each in answer.files)
    return answer.layout, list(files)


async def send_privately(interaction: discord.Interaction[Any], card: ui.LayoutView) -> None:
    """Show a card to who asked and nobody else, whatever was said or announced before."""
    if not interaction.response.is_done():
        await interaction.response.send_message(view=card, ephemeral=True)
        return
    announced = discord.InteractionResponseType.deferred_channel_message
    if interaction.response.type is not announced:
        await interaction.followup.send(view=card, ephemeral=True)
        return
    # The first message after an announcement takes its place, seen by all or not as that was.
    await interaction.edit_original_response(view=_placeholder_view())
    await interaction.followup.send(view=card, ephemeral=True)
    await interaction.delete_original_response()


def _placeholder_view() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("…"))
    return view


def is_lost(error: BaseException) -> bool:
    """Tell whether there is nobody left to answer: Discord forgot the interaction, or knows more.

    Both happen in ordinary life, when the network was slow or the message was deleted.
    """
    if not isinstance(error, discord.HTTPException):
        return False
    return error.code in _LOST_CODES or (
        error.code == ErrorCode.INVALID_FORM_BODY and "message_reference" in error.text
    )
