"""*Find facts* in a message's menu: the facts that relate to it."""

import discord
from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.discord_api.message_text import message_text
from bot.queries.library_queries import UnreadableMessageQuery, UnreadableReason
from bot.queries.query import Query
from bot.queries.unresolved import Unresolved, UnresolvedMessage


@app_commands.context_menu(name="Find facts")
async def find_facts(interaction: Interaction, message: discord.Message) -> None:
    """Show the facts that relate to a message, privately."""
    query = _build_query(message, interaction.client.user)
    await interaction.client.dispatcher.answer(interaction, query, private=True)


def _build_query(message: discord.Message, bot: discord.abc.User | None) -> Query | Unresolved:
    if bot and message.author.id == bot.id:
        return UnreadableMessageQuery(UnreadableReason.OWN)
    text = message_text(message)
    return (
        UnresolvedMessage(message.id, text)
        if text
        else UnreadableMessageQuery(UnreadableReason.EMPTY)
    )
