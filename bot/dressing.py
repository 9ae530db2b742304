"""What is done to a post that arrived: a thread under it, a pin, its publication."""

import logging
from collections.abc import Awaitable, Iterator
from typing import Final

import aiohttp
import discord

from bot.cards.daily import TITLE, nonce_of
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
        yield _pin_instead(message, post)
    if plan.publish and not message.flags.crossposted:
        yield message.publish()


async def _pin_instead(message: discord.Message, post: Post) -> None:
    """Pin a post in the place of those of its schedule before it: a channel holds few pins."""
    before = [pinned async for pinned in message.channel.pins() if _is_of(pinned, message, post)]
    await message.pin()
    for each in before:
        await each.unpin()


def _is_of(pinned: discord.Message, message: discord.Message, post: Post) -> bool:
    """Tell whether a message is a post of the same schedule."""
    nonce = nonce_of(pinned) if pinned.author.id == message.author.id else None
    return nonce is not None and nonce.startswith(post.nonce.split("-", maxsplit=1)[0] + "-")
