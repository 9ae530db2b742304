"""Post extras: open a thread, pin the message, publish it.

Each is tried once.
"""

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from typing import Any, Final

import aiohttp
import discord

from bot.daily.post_card import read_nonce
from bot.daily.schedule_text import DEFAULT_TITLE
from bot.discord_api.errors import ErrorCode, summarize_error
from bot.ui.text_fit import plain_text, truncate
from facts.daily.post import Post
from facts.daily.schedule import Plan

_log: Final = logging.getLogger(__name__)
_STEP_TIMEOUT: Final = 180.0
"""Seconds for one step: discord.py may wait for a rate limit."""
_THREAD_NAME: Final = 100
"""Characters of a thread's name, a limit of Discord."""
_ALREADY_DONE: Final = frozenset({ErrorCode.THREAD_ALREADY_CREATED, ErrorCode.ALREADY_CROSSPOSTED})
"""Discord's error codes for a message that already has a thread, or is published already."""


async def apply_extras(message: discord.Message, post: Post, plan: Plan) -> str:
    """Apply the extras of a plan to a post that arrived.

    Return which extras failed and why, in plain text; "" if none did. The post stays either way.
    """
    failures = []
    for name, step in _iter_steps(message, post, plan):
        try:
            async with asyncio.timeout(_STEP_TIMEOUT):
                await step
        except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:
            if isinstance(error, discord.HTTPException) and error.code in _ALREADY_DONE:
                continue
            _log.warning("Post %d has no %s: %s", post.id, name, summarize_error(error))
            failures.append(f"no {name}: {_reason(error)}")
    return "; ".join(failures)


def _iter_steps(
    message: discord.Message, post: Post, plan: Plan
) -> Iterator[tuple[str, Coroutine[Any, Any, object]]]:
    """Yield the name and the work of each extra."""
    if plan.thread:
        name = f"{post.day.isoformat()} · {plan.title or DEFAULT_TITLE}"
        yield "thread", message.create_thread(name=truncate(plain_text(name), _THREAD_NAME))
    if plan.pin:
        yield "pin", _replace_pin(message, post)
    if plan.publish:
        yield "publication", message.publish()


async def _replace_pin(message: discord.Message, post: Post) -> None:
    """Pin a post, and unpin earlier ones of its schedule.

    A channel has room for few pins.
    """
    earlier = [
        pinned
        async for pinned in message.channel.pins()
        if pinned.id < message.id and _is_same_schedule(pinned, message, post)
    ]
    await message.pin()
    for each in earlier:
        await each.unpin()


def _is_same_schedule(pinned: discord.Message, message: discord.Message, post: Post) -> bool:
    """Return whether a message is a post of the same schedule."""
    nonce = read_nonce(pinned) if pinned.author.id == message.author.id else None
    return nonce is not None and nonce.startswith(post.nonce.split("-", maxsplit=1)[0] + "-")


def _reason(error: Exception) -> str:
    """Return Discord's own words for an error if there are any."""
    if isinstance(error, discord.HTTPException) and error.text:
        return error.text
    return summarize_error(error)
