"""/topic: one topic with its facts under their sources."""

from discord import app_commands

from bot.commands import completing
from bot.interactions import Interaction
from bot.questions import TopicQuestion
from bot.requests import Request


@app_commands.command()
@app_commands.describe(
    name="The topic's name, an alias, or something like it",
    kind="Only facts of this kind",
    site="Only facts from this site",
    since="Only facts published since then: 2026, Mar 2026, 2026-03-15",
    private="Show the answer to nobody but you",
)
@app_commands.autocomplete(
    name=completing.topic, kind=completing.kind, site=completing.site, since=completing.since
)
async def topic(
    interaction: Interaction,
    name: app_commands.Range[str, 1, 200],
    kind: str | None = None,
    site: str | None = None,
    since: str | None = None,
    private: bool = False,
) -> None:
    """Look up a topic: its facts, each under its source."""
    request = Request(TopicQuestion, name, kind, site, since)
    await interaction.client.desk.answer(interaction, request, private=private)
