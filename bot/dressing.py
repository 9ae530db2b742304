"""What is done to a post that arrived: a thread under it, a pin, its publication."""

import logging
from collections.abc import Awaitable, Iterator
from typing import Final

import aiohttp
import discord

from bot.cards.daily import TITLE
from bot.cards.text import clipped, plain
from bot.logs import in_short
from facts.schedules import Plan, Post

_log: Final = logging.getLogger(__name__)
_THREAD_NAME: Final = 100
"""Limit set by Discord."""


async def dress(message: discord.Message, post: Post, plan: Plan) -> None:
    """Do what the plan asks for. The post stands without it: what fails is logged, no more."""
    for step in _steps(message, post, plan):
        try:
            await step
        except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:
            _log.warning("Post %d stands undressed: %s", post.id, in_short(error))


def _steps(message: discord.Message, post: Post, plan: Plan) -> Iterator[Awaitable[object]]:
    if plan.thread and not message.flags.has_thread:
        name = f"{post.day.isoformat()} · {plan.title or TITLE}"
        yield message.create_thread(name=clipped(plain(name), _THREAD_NAME))
    if plan.pin and not message.pinned:
        yield message.pin()
    if plan.publish and not message.flags.crossposted:
        yield message.publish()
