"""/sources: the sources of the facts."""

from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.commands import autocomplete
from bot.commands.autocomplete import AuthorName
from bot.queries.library_queries import SourcesQuery
from bot.queries.unresolved import TypedQuery, UnresolvedSource


@app_commands.command()
@app_commands.describe(
    query="Title, address, DOI, arXiv number, author or year; misspellings work too",
    topic="Only sources of facts about this topic",
    site="Only sources on this site",
    author="Only sources by this person or organisation",
    private="Show the answer only to you",
)
@app_commands.autocomplete(
    query=autocomplete.complete_source,
    topic=complete_topic,
    site=autocomplete.complete_site,
    author=autocomplete.complete_author,
)
async def sources(
    interaction: Interaction,
    query: app_commands.Range[str, 1, 200] | None = None,
    topic: app_commands.Range[str, 1, 200] | None = None,
    site: str | None = None,
    author: AuthorName | None = None,
    private: bool = False,
) -> None:
    """List the sources of the facts, or find one."""
    filters = TypedQuery(SourcesQuery, topic, site=site, author=author)
    request = UnresolvedSource(query, filters) if query and query.strip() else filters
    await interaction.client.dispatcher.answer(interaction, request, private=private)
