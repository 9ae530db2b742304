"""A long import says what is being done, until its answer comes."""

import asyncio
from typing import Any

import pytest
from discord import ui

from bot.curation.cards import plain_card
from bot.curation.files.progress import show_progress


class DeferredInteraction:
    """An interaction of which only the original response matters."""

    def __init__(self, *, is_deferred: bool = True) -> None:
        self.response = self
        self.is_deferred = is_deferred
        self.shown: list[str] = []
        self.arrived = asyncio.Event()
        self.error: Exception | None = None

    def is_done(self) -> bool:
        return self.is_deferred

    async def edit_original_response(self, view: ui.LayoutView) -> None:
        texts = (part.content for part in view.walk_children() if isinstance(part, ui.TextDisplay))
        self.shown.append("".join(texts))
        self.arrived.set()
        if self.error:
            raise self.error

    async def wait(self) -> None:
        await asyncio.wait_for(self.arrived.wait(), 5)
        self.arrived.clear()


def progress_of(interaction: DeferredInteraction, after: float = 0.0, **options: Any) -> Any:  # noqa: ANN401
    shown: Any = interaction
    return show_progress(shown, after, **options)


async def test_each_stage_of_long_work_is_shown() -> None:
    interaction = DeferredInteraction()
    async with progress_of(interaction) as progress:
        progress.begin("Reading …")
        await interaction.wait()
        progress.begin("Writing …")
        await interaction.wait()
    assert interaction.shown == ["Reading …", "Writing …"]


async def test_short_work_shows_only_its_answer() -> None:
    interaction = DeferredInteraction()
    async with progress_of(interaction, after=60) as progress:
        progress.begin("Reading …")
        await asyncio.sleep(0)
    assert interaction.shown == []


async def test_nothing_is_shown_before_the_answer_is_deferred() -> None:
    interaction = DeferredInteraction(is_deferred=False)
    async with progress_of(interaction) as progress:
        progress.begin("Reading …")
        for _ in range(10):
            await asyncio.sleep(0)
    assert interaction.shown == []


async def test_a_failure_after_a_stage_leaves_a_card_to_try_again() -> None:
    interaction = DeferredInteraction()
    with pytest.raises(RuntimeError):
        async with progress_of(interaction, retry=plain_card("Try again")) as progress:
            progress.begin("Writing …")
            await interaction.wait()
            raise RuntimeError
    assert interaction.shown == ["Writing …", "Try again"]


async def test_a_failure_before_any_stage_leaves_the_card_as_it_is() -> None:
    interaction = DeferredInteraction()
    with pytest.raises(RuntimeError):
        async with progress_of(interaction, after=60, retry=plain_card("Try again")):
            raise RuntimeError
    assert interaction.shown == []


async def test_an_outage_does_not_stop_the_work() -> None:
    interaction = DeferredInteraction()
    interaction.error = OSError()
    async with progress_of(interaction) as progress:
        progress.begin("Reading …")
        await interaction.wait()
    assert interaction.shown == ["Reading …"]
