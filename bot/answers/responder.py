"""Responders: they send an answer in time, once, and privately if needed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final, Protocol, TypeVar

import aiohttp
import discord
from discord import ui

from bot.answers.extension import Card, Viewer
from bot.cards.miss import late_form_card
from bot.discord_api.errors import ErrorCode
from bot.discord_api.location import Location, locate_interaction
from bot.discord_api.user_permissions import writing_obstacle
from bot.queries.query import Query, UserId
from bot.ui.layout import Response

DEFER_AFTER: Final = 1.5
"""Seconds after which an answer is announced. Discord waits 3, and one retry costs 1."""
_LOST_CODES: Final = frozenset(
    {
        ErrorCode.UNKNOWN_CHANNEL,
        ErrorCode.UNKNOWN_MESSAGE,
        ErrorCode.UNKNOWN_WEBHOOK,
        ErrorCode.UNKNOWN_INTERACTION,
        ErrorCode.ALREADY_ACKNOWLEDGED,
        ErrorCode.POST_NOT_STARTED,
        ErrorCode.MISSING_ACCESS,
        ErrorCode.MISSING_PERMISSIONS,
        ErrorCode.REPLY_NEEDS_HISTORY,
    }
)
"""Codes that leave no way to answer: the target is gone or answered, or writing is denied."""


Awaited = TypeVar("Awaited")


class AnswerSkipped(Exception):
    """The query already has an answer, so the responder sends none."""


class Responder(Protocol):
    """The way back to the user: an interaction, or a message."""

    @property
    def asker(self) -> UserId:
        """The id of the user who asked."""

    @property
    def viewer(self) -> Viewer:
        """The user who asked, with their permissions there."""

    @property
    def location(self) -> Location:
        """The channel and library of the request."""

    @property
    def private(self) -> bool:
        """Whether only the user who asked sees the answer."""

    @property
    def writing_obstacle(self) -> str:
        """Why the user may not write where the answer appears, in Markdown; "" if they may."""

    @property
    def replaces_card(self) -> bool:
        """Whether a card exists that a miss must not replace."""

    @property
    def answers_message(self) -> bool:
        """Whether the answer is a reply to the message of a user."""

    def as_private(self) -> "Responder":
        """Return the responder for a user or channel whose answers are private."""

    def skips(self, query: Query) -> bool:
        """Return whether a query needs no answer, because it has one."""

    async def announce(self) -> None:
        """Show that the answer takes a while; for interactions, defer it."""

    async def send(self, answer: Card) -> None:
        """Send the answer, announced or not."""

    async def say(self, card: ui.LayoutView) -> None:
        """Show a card for the user who asked, as privately as possible."""


class InteractionMixin:
    """The part that all responders to interactions share."""

    __slots__ = ()
    interaction: discord.Interaction[Any]

    @property
    def asker(self) -> UserId:
        return UserId(self.interaction.user.id)

    @property
    def viewer(self) -> Viewer:
        user, permissions = self.interaction.user, self.interaction.permissions
        return Viewer(user, permissions, self.location.library)

    @property
    def location(self) -> Location:
        return locate_interaction(self.interaction)

    @property
    def writing_obstacle(self) -> str:
        return writing_obstacle(self.interaction)

    @property
    def answers_message(self) -> bool:
        return False

    def skips(self, query: Query) -> bool:  # noqa: ARG002 (the protocol has it)
        return False

    async def say(self, card: ui.LayoutView) -> None:
        await send_privately(self.interaction, card)


@dataclass(frozen=True, slots=True)
class InteractionResponder(InteractionMixin):
    """Answers an interaction.

    With `edits`, the answer replaces the card that the interaction came from.
    """

    interaction: discord.Interaction[Any]
    private: bool = True
    edits: bool = False

    @property
    def replaces_card(self) -> bool:
        return self.edits

    @property
    def answers_message(self) -> bool:
        message = self.interaction.message
        return self.edits and message is not None and message.type is discord.MessageType.reply

    def as_private(self) -> "InteractionResponder":
        """Return a responder that sends a private copy and edits nothing."""
        return self if self.private else replace(self, private=True, edits=False)

    async def announce(self) -> None:
        if self.edits:
            await self.interaction.response.defer()
        else:
            await self.interaction.response.defer(ephemeral=self.private, thinking=True)

    async def send(self, answer: Card) -> None:
        if isinstance(answer, ui.Modal):
            if not self.interaction.response.is_done():
                await self.interaction.response.send_modal(answer)
                return
            answer = late_form_card()  # Discord opens a modal only as the first response
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
            # The answer itself has arrived, so a lost note is no failure.
            with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                await send_privately(self.interaction, answer.note)


async def await_or_announce(
    answer: Awaitable[Awaited], announce: Callable[[], Awaitable[object]], defer_after: float
) -> Awaited:
    """Return the answer; call `announce` if it takes longer than `defer_after` seconds."""
    task = asyncio.ensure_future(answer)
    try:
        await asyncio.wait({task}, timeout=defer_after)
        if not task.done():
            await announce()
        return await task
    finally:
        task.cancel()


def unpack_response(answer: Card) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return the layout of a card and its files. Raises TypeError for a modal or a reaction."""
    if isinstance(answer, ui.LayoutView):
        return answer, []
    if not isinstance(answer, Response):
        raise TypeError(f"a message cannot be a {type(answer).__name__}")
    files = (discord.File(BytesIO(each.text.encode()), each.name) for each in answer.files)
    return answer.layout, list(files)


async def send_privately(interaction: discord.Interaction[Any], card: ui.LayoutView) -> None:
    """Show a card only to the user who asked.

    It does not matter what was sent or deferred before.
    """
    if not interaction.response.is_done():
        await interaction.response.send_message(view=card, ephemeral=True)
        return
    deferred = discord.InteractionResponseType.deferred_channel_message
    if interaction.response.type is not deferred:
        await interaction.followup.send(view=card, ephemeral=True)
        return
    # The first message after a deferral replaces it, and is as public as the deferral was.
    await interaction.edit_original_response(view=_placeholder_view())
    await interaction.followup.send(view=card, ephemeral=True)
    await interaction.delete_original_response()


def _placeholder_view() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("…"))
    return view


def is_lost(error: BaseException) -> bool:
    """Return whether an answer has nowhere to go.

    Its interaction or message is gone, or the bot may not write there. This happens in normal
    operation, when the network is slow or a message is deleted.
    """
    if not isinstance(error, discord.HTTPException):
        return False
    return error.code in _LOST_CODES or (
        error.code == ErrorCode.INVALID_FORM_BODY and "message_reference" in error.text
    )
