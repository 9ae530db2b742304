"""What commands are handed: an interaction whose client answers at a desk."""

import discord

from bot.answers.dispatcher import Desk


class Answering(discord.AutoShardedClient):
    """A client with a desk, where questions are answered."""

    desk: Desk


Interaction = discord.Interaction[Answering]
