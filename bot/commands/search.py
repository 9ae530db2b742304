"""/search: facts by their words."""

from functools import partial

from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.commands import autocomplete
from bot.commands.autocomplete import AuthorName
from bot.queries.library_queries import SearchQuery
from bot.queries.unresolved import TypedQuery
from facts.questions.source_phrases import date_months


@app_commands.command()
@app_commands.describe(
    text="Words or a question; a phrase in quotes, -word to exclude; empty for the newest facts",
    topic="Only facts about this topic",
    kind="Only facts of this kind",
    site="Only facts from this site",
    author="Only facts by this person or organisation",
    private="Show the answer only to you",
)
@app_commands.autocomplete(
    text=autocomplete.complete_search,
    topic=complete_topic,
    kind=autocomplete.complete_kind,
    site=autocomplete.complete_site,
    author=autocomplete.complete_author,
)
async def search(
    interaction: Interaction,
    text: app_commands.Range[str, 1, 200] = "",
    topic: app_commands.Range[str, 1, 200] | None = None,
    kind: str | None = None,
    site: str | None = None,
    author: AuthorName | None = None,
    private: bool = False,
) -> None:
    """Find facts by their words. Misspelled words work too."""
    build = partial(SearchQuery, date_months(text.strip(), interaction.created_at.date()))
    request = TypedQuery(build, topic, kind, site, author=author, is_focusable=True)
    await interaction.client.dispatcher.answer(interaction, request, private=private)
