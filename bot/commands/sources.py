"""/sources: the sources of the facts."""

from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.commands import autocomplete
from bot.queries.library_queries import SourcesQuery
from bot.queries.unresolved import TypedQuery


@app_commands.command()
@app_commands.describe(
    topic="Only sources of facts about this topic",
    site="Only sources on this site",
    private="Show the answer only to you",
)
@app_commands.autocomplete(topic=complete_topic, site=autocomplete.complete_site)
async def sources(
    interaction: Interaction,
    topic: app_commands.Range[str, 1, 200] | None = None,
    site: str | None = None,
    private: bool = False,
) -> None:
    """List the sources of the facts."""
    request = TypedQuery(SourcesQuery, topic, site=site)
    await interaction.client.dispatcher.answer(interaction, request, private=private)
