"""/topic: one topic and its facts, each under its source."""

from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.commands import autocomplete
from bot.commands.autocomplete import AuthorName
from bot.queries.library_queries import TopicQuery
from bot.queries.unresolved import TypedQuery


@app_commands.command()
@app_commands.describe(
    name="Name of the topic; aliases and misspellings work too",
    kind="Only facts of this kind",
    site="Only facts from this site",
    author="Only facts by this person or organisation",
    since="Only facts published since this date, like 2026, Mar 2026 or 2026-03-15",
    private="Show the answer only to you",
)
@app_commands.autocomplete(
    name=complete_topic,
    kind=autocomplete.complete_kind,
    site=autocomplete.complete_site,
    author=autocomplete.complete_author,
    since=autocomplete.complete_since,
)
async def topic(
    interaction: Interaction,
    name: app_commands.Range[str, 1, 200],
    kind: str | None = None,
    site: str | None = None,
    author: AuthorName | None = None,
    since: str | None = None,
    private: bool = False,
) -> None:
    """Show a topic and its facts, each under its source."""
    if since:
        since = autocomplete.read_span(since, interaction.created_at.date())
    request = TypedQuery(TopicQuery, name, kind, site, since, author=author)
    await interaction.client.dispatcher.answer(interaction, request, private=private)
