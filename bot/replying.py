"""How an answer reaches the person: in time, once, and seen by whom it is meant for."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import discord
from discord import ui

from bot.cards.documents import Parcel

PATIENCE: Final = 1.5
"""Seconds after which a slow answer is announced. Discord waits 3, and one retry costs 1."""
_LOST: Final = frozenset({10008, 10015, 10062, 40060})
"""Codes of Discord for a message, a token or an interaction that is gone, or answered already."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The way back to who asked. `edits` puts the answer in the place of the card it came from."""

    interaction: discord.Interaction[Any]
    private: bool = True
    edits: bool = False

    async def send(self, answer: Awaitable[ui.LayoutView | Parcel]) -> None:
        """Send the card when it is there; say that it will come where that takes long."""
        task = asyncio.ensure_future(answer)
        try:
            await asyncio.wait({task}, timeout=PATIENCE)
            if not task.done():
                await self._announce()
            await self._show(await task)
        finally:
            task.cancel()

    async def _announce(self) -> None:
        if self.edits:
            await self.interaction.response.defer()
        else:
            await self.interaction.response.defer(ephemeral=self.private, thinking=True)

    async def _show(self, answer: ui.LayoutView | Parcel) -> None:
        card, files = opened(answer)
        if self.interaction.response.is_done():
            await self.interaction.edit_original_response(view=card, attachments=files)
        elif self.edits:
            await self.interaction.response.edit_message(view=card, attachments=files)
        else:
            await self.interaction.response.send_message(
                view=card, files=files, ephemeral=self.private
            )


def opened(answer: ui.LayoutView | Parcel) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return a card, and what is attached to it."""
    if isinstance(answer, ui.LayoutView):
        return answer, []
    files = (discord.File(BytesIO(each.text.encode()), each.name) for each in answer.documents)
    return answer.view, list(files)


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
    await interaction.edit_original_response(view=_nothing())
    await interaction.followup.send(view=card, ephemeral=True)
    await interaction.delete_original_response()


def _nothing() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("…"))
    return view


def is_lost(error: BaseException) -> bool:
    """Tell whether there is nobody left to answer: Discord forgot the interaction, or knows more.

    Both happen in ordinary life, when the network was slow or the message was deleted.
    """
    return isinstance(error, discord.HTTPException) and error.code in _LOST
