"""/topics: what there is to look up."""

from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.queries.library_queries import SimilarTopicsQuery, TopicsQuery


@app_commands.command()
@app_commands.describe(query="Only topics named like this", private="Show them to nobody but you")
async def topics(
    interaction: Interaction,
    query: app_commands.Range[str, 1, 200] | None = None,
    private: bool = False,
) -> None:
    """Browse the topics, and open one."""
    question = SimilarTopicsQuery(query) if query and query.strip() else TopicsQuery()
    await interaction.client.dispatcher.answer(interaction, question, private=private)
