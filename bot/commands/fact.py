"""/fact: one fact by its number."""

from discord import app_commands

from bot.answers.autocomplete import complete_fact
from bot.answers.client_protocol import Interaction
from bot.queries.unresolved import UnresolvedFact


@app_commands.command()
@app_commands.rename(typed="id")
@app_commands.describe(
    typed="The fact: its number, as answers show it, or words of it",
    private="Show the answer only to you",
)
@app_commands.autocomplete(typed=complete_fact)
async def fact(
    interaction: Interaction, typed: app_commands.Range[str, 1, 200], private: bool = False
) -> None:
    """Show a fact with all its sources and topics."""
    request = UnresolvedFact(typed)
    await interaction.client.dispatcher.answer(interaction, request, private=private)
