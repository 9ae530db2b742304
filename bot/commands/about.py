"""/help and /about: how to use the bot here, and what it is."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.inviting import invite_url
from bot.questions import AboutQuestion, HelpQuestion

if TYPE_CHECKING:
    from bot.client import Footnote


@app_commands.command(name="help")
async def help_(interaction: "discord.Interaction[Footnote]") -> None:
    """Show how to look things up here."""
    await interaction.client.desk.answer(interaction, HelpQuestion(), private=True)


@app_commands.command()
async def about(interaction: "discord.Interaction[Footnote]") -> None:
    """Say what Footnote is, what it knows here, and what it keeps of you."""
    question = AboutQuestion(invite_url(interaction.application_id))
    await interaction.client.desk.answer(interaction, question, private=True)
