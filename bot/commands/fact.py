"""/fact: one fact by its number."""

from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.discord_api import limits
from bot.queries.library_queries import FactQuery
from facts.model.entities import FactId


@app_commands.command()
@app_commands.rename(number="id")
@app_commands.describe(
    number="Number of the fact, as answers show it", private="Show the answer only to you"
)
async def fact(
    interaction: Interaction,
    number: app_commands.Range[int, 1, limits.WHOLE_NUMBER],
    private: bool = False,
) -> None:
    """Show a fact with all its sources and topics."""
    query = FactQuery(FactId(number))
    await interaction.client.dispatcher.answer(interaction, query, private=private)
