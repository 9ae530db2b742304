"""What commands are handed: an interaction whose client answers at a desk."""

import discord

from bot.answers.dispatcher import Dispatcher


class AnsweringClient(discord.AutoShardedClient):
    """A client with a desk, where questions are answered."""

    dispatcher: Dispatcher


Interaction = discord.Interaction[AnsweringClient]
