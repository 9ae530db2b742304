"""The slash commands, one subject a file."""

from typing import Any, Final

from discord import app_commands

from bot.commands.about import about, help_
from bot.commands.daily import daily
from bot.commands.fact import fact
from bot.commands.random import random
from bot.commands.search import search
from bot.commands.sources import sources
from bot.commands.topic import topic
from bot.commands.topics import topics

COMMANDS: Final[tuple[app_commands.Command[Any, ..., None] | app_commands.Group, ...]] = (
    topic, topics, sources, search, random, fact, daily, help_, about,
)  # fmt: skip
"""In the order of the help."""
