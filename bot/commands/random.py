"""/random: a random fact."""

from functools import partial
from secrets import randbelow

from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.commands import autocomplete
from bot.queries.library_queries import RandomQuery
from bot.queries.unresolved import TypedQuery
from facts.model.random_order import SEED_COUNT


@app_commands.command()
@app_commands.describe(
    topic="Only facts about this topic",
    kind="Only facts of this kind",
    site="Only facts from this site",
    private="Show the answer only to you",
)
@app_commands.autocomplete(
    topic=complete_topic,
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
    """Show a random fact. None repeats until you have seen them all."""
    request = TypedQuery(
        partial(RandomQuery, randbelow(SEED_COUNT)), topic, kind, site, is_focusable=True
    )
    await interaction.client.dispatcher.answer(interaction, request, private=private)
