"""The commands, one subject a file."""

from typing import Any, Final

from discord import app_commands

from bot.commands.channel import channel
from bot.commands.compare import compare
from bot.commands.fact import fact
from bot.commands.find_facts import find_facts
from bot.commands.help import about, help_
from bot.commands.random import random
from bot.commands.search import search
from bot.commands.sources import sources
from bot.commands.topic import topic
from bot.commands.topics import topics
from bot.daily.commands import daily

AnyCommand = app_commands.Command[Any, ..., None] | app_commands.Group | app_commands.ContextMenu

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    topic, topics, sources, search, random, fact, compare, find_facts, channel, daily, help_, about,
)  # fmt: skip
"""In the order of the help, menus of messages among them."""
