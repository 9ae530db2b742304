"""*Save as fact* in a message's menu: the message becomes the text and the source of a fact."""

from typing import Final

import discord
from discord import app_commands

from bot.answers.client_protocol import Interaction
from bot.curation.requests import SaveMessage
from bot.discord_api.message_text import message_text
from bot.queries.query import UserId
from bot.ui.text_fit import truncate
from facts.curation.form_input import MAX_TEXT

_NAME: Final = 80


@app_commands.context_menu(name="Save as fact")
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
async def save_as_fact(interaction: Interaction, message: discord.Message) -> None:
    """Open the form of a new fact with a message as its source."""
    request = SaveMessage(_form_values(message), message.id, UserId(message.author.id))
    await interaction.client.dispatcher.answer(interaction, request, private=True)


def _form_values(message: discord.Message) -> tuple[tuple[str, str], ...]:
    """Return what the form shows at first.

    The name and link of a channel that not every member can view are left out.
    """
    author = truncate(message.author.display_name, _NAME)
    source = f"Message by {author}"
    if _is_open(message.channel):
        channel = truncate(getattr(message.channel, "name", ""), _NAME)
        source = f"{source} in #{channel}\n{message.jump_url}"
    day = message.created_at.date().isoformat()
    text = truncate(message_text(message), MAX_TEXT) if message_text(message) else ""
    return (("fact", text), ("source", source), ("authors", f"{author}, {day}"))


def _is_open(channel: object) -> bool:
    """Return whether every member of the server can view a channel."""
    if isinstance(channel, discord.Thread):
        return not channel.is_private() and _is_open(channel.parent)
    if not isinstance(channel, discord.abc.GuildChannel):
        return False
    return channel.permissions_for(channel.guild.default_role).view_channel
