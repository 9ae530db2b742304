"""/help and /about: how to use the bot, and what it is."""

from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.queries.library_queries import AboutQuery, HelpQuery


@app_commands.command(name="help")
async def help_(interaction: Interaction) -> None:
    """Show how to use Footnote."""
    await interaction.client.dispatcher.answer(interaction, HelpQuery(), private=True)


@app_commands.command()
async def about(interaction: Interaction) -> None:
    """Show the version, an invite link, and what Footnote stores about you."""
    query = AboutQuery(interaction.application_id)
    await interaction.client.dispatcher.answer(interaction, query, private=True)
