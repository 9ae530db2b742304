"""/topics: all topics, or those with similar names."""

from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.commands.autocomplete import complete_topic_name
from bot.queries.library_queries import SimilarTopicsQuery, TopicsQuery


@app_commands.command()
@app_commands.describe(
    query="Only topics with a similar name", private="Show the answer only to you"
)
@app_commands.autocomplete(query=complete_topic_name)
async def topics(
    interaction: Interaction,
    query: app_commands.Range[str, 1, 200] | None = None,
    private: bool = False,
) -> None:
    """List the topics."""
    request = SimilarTopicsQuery(query) if query and query.strip() else TopicsQuery()
    await interaction.client.dispatcher.answer(interaction, request, private=private)
