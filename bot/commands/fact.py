"""/fact: one fact by its number."""

from discord import app_commands

from bot.cards import limits
from bot.interactions import Interaction
from bot.questions import FactQuestion
from facts.model.entities import FactId


@app_commands.command()
@app_commands.rename(number="id")
@app_commands.describe(
    number="The fact's number, as the answers show it", private="Show it to nobody but you"
)
async def fact(
    interaction: Interaction,
    number: app_commands.Range[int, 1, limits.WHOLE_NUMBER],
    private: bool = False,
) -> None:
    """Show one fact with all its sources and topics."""
    question = FactQuestion(FactId(number))
    await interaction.client.desk.answer(interaction, question, private=private)
