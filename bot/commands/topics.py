"""/topics: what there is to look up."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.questions import TopicsQuestion

if TYPE_CHECKING:
    from bot.client import Footnote


@app_commands.command()
@app_commands.describe(query="Only topics named like this", private="Show them to nobody but you")
async def topics(
    interaction: "discord.Interaction[Footnote]",
    query: app_commands.Range[str, 1, 200] | None = None,
    private: bool = False,
) -> None:
    """Browse the topics, and open one."""
    question = TopicsQuestion(query=query if query and query.strip() else None)
    await interaction.client.desk.answer(interaction, question, private=private)
