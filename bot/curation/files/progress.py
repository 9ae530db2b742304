"""Progress of a long import, shown in place of its answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

import discord
from discord import ui

from bot.curation.cards import plain_card
from bot.discord_api.errors import OUTAGES

PROGRESS_AFTER: Final = 3.0
"""Seconds after which a user sees what is being done."""


@dataclass(slots=True)
class Progress:
    """What is being done, and whether it has ended."""

    stage: str = ""
    is_shown: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, stage: str) -> None:
        """Begin a stage, such as “Reading 2 files …”."""
        self.stage = stage
        self._changed.set()

    async def wait_for_change(self) -> None:
        """Wait for another stage, or for the end."""
        ended = asyncio.ensure_future(self.ended.wait())
        changed = asyncio.ensure_future(self._changed.wait())
        await asyncio.wait({ended, changed}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        changed.cancel()
        self._changed.clear()


@asynccontextmanager
async def show_progress(
    interaction: discord.Interaction[Any],
    after: float = PROGRESS_AFTER,
    retry: ui.LayoutView | None = None,
) -> AsyncIterator[Progress]:
    """Show the stages of long work once the answer is deferred; yield what names them.

    If the work fails after a stage was shown, `retry` replaces it: a card with its buttons.
    """
    progress = Progress()
    showing = asyncio.create_task(_show_stages(interaction, progress, after))
    try:
        yield progress
    except BaseException:
        progress.ended.set()
        await showing
        if retry and progress.is_shown:
            await _replace_answer(interaction, retry)
        raise
    finally:
        progress.ended.set()
        await showing  # a stage that arrives after the answer would replace it


async def _show_stages(
    interaction: discord.Interaction[Any], progress: Progress, after: float
) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(progress.ended.wait(), after)
    shown = ""
    while not progress.ended.is_set():
        if progress.stage != shown and interaction.response.is_done():
            shown = progress.stage
            progress.is_shown = True
            await _replace_answer(interaction, plain_card(shown))
        await progress.wait_for_change()


async def _replace_answer(interaction: discord.Interaction[Any], card: ui.LayoutView) -> None:
    with suppress(*OUTAGES):  # the answer itself comes later
        await interaction.edit_original_response(view=card)
