"""The menu of a message, *Find facts*: what the library says about it."""

import discord
from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.discord_api.message_text import spoken_in
from bot.queries.library_queries import Question, Unreadable, UnreadableQuestion
from bot.queries.unresolved import Asked, EchoRequest


@app_commands.context_menu(name="Find facts")
async def find_facts(interaction: Interaction, message: discord.Message) -> None:
    """Show privately which facts bear on a message."""
    question = _question(message, interaction.client.user)
    await interaction.client.desk.answer(interaction, question, private=True)


def _question(message: discord.Message, bot: discord.abc.User | None) -> Question | Asked:
    if bot and message.author.id == bot.id:
        return UnreadableQuestion(Unreadable.OWN)
    text = spoken_in(message)
    return EchoRequest(message.id, text) if text else UnreadableQuestion(Unreadable.EMPTY)
