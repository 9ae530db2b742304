"""/fact: one fact by its number."""

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands

from bot.questions import FactQuestion
from facts.model import FactId

if TYPE_CHECKING:
    from bot.client import Footnote

_LARGEST: Final = 2**53 - 1
"""Discord's own bound on whole numbers in options."""


@app_commands.command()
@app_commands.rename(number="id")
@app_commands.describe(
    number="The fact's number, as the answers show it", private="Show it to nobody but you"
)
async def fact(
    interaction: "discord.Interaction[Footnote]",
    number: app_commands.Range[int, 1, _LARGEST],
    private: bool = False,
) -> None:
    """Show one fact with all its sources and topics."""
    question = FactQuestion(FactId(number))
    await interaction.client.desk.answer(interaction, question, private=private)
