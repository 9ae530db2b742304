"""/help and /about: how to use the bot here, and what it is."""

from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.queries.library_queries import AboutQuery, HelpQuery


@app_commands.command(name="help")
async def help_(interaction: Interaction) -> None:
    """Show how to look things up here."""
    await interaction.client.dispatcher.answer(interaction, HelpQuery(), private=True)


@app_commands.command()
async def about(interaction: Interaction) -> None:
    """Say what Footnote is, what it knows here, and what it keeps of you."""
    question = AboutQuery(interaction.application_id)
    await interaction.client.dispatcher.answer(interaction, question, private=True)
