"""/random: a fact by chance."""

from functools import partial
from secrets import randbelow

from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.commands import autocomplete
from bot.queries.library_queries import RandomQuery
from bot.queries.unresolved import TypedQuery
from facts.model.random_order import SEED_COUNT


@app_commands.command()
@app_commands.describe(
    topic="Only facts on this topic",
    kind="Only facts of this kind",
    site="Only facts from this site",
    private="Show it to nobody but you",
)
@app_commands.autocomplete(
    topic=autocomplete.complete_topic,
    kind=autocomplete.complete_kind,
    site=autocomplete.complete_site,
)
async def random(
    interaction: Interaction,
    topic: app_commands.Range[str, 1, 200] | None = None,
    kind: str | None = None,
    site: str | None = None,
    private: bool = False,
) -> None:
    """Show a fact by chance; Another shows them all before one comes again."""
    request = TypedQuery(
        partial(RandomQuery, randbelow(SEED_COUNT)), topic, kind, site, is_focusable=True
    )
    await interaction.client.dispatcher.answer(interaction, request, private=private)
