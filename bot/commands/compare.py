"""/compare: what two topics share, and what only one of them has."""

from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.queries.unresolved import UnresolvedComparison


@app_commands.command()
@app_commands.describe(
    first="Name of the topic; aliases and misspellings work too",
    second="Name of the topic to compare it with",
    private="Show the answer only to you",
)
@app_commands.autocomplete(first=complete_topic, second=complete_topic)
async def compare(
    interaction: Interaction,
    first: app_commands.Range[str, 1, 200],
    second: app_commands.Range[str, 1, 200],
    private: bool = False,
) -> None:
    """Show what two topics share, and what only one has."""
    request = UnresolvedComparison(first, second)
    await interaction.client.dispatcher.answer(interaction, request, private=private)
