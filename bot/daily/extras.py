"""What is done to a post that arrived: a thread under it, a pin, its publication."""

import logging
from collections.abc import Awaitable, Iterator
from typing import Final

import aiohttp
import discord

from bot.daily.attempt import DeliveryFailed
from bot.daily.delivery import Delivery
from bot.daily.post_card import read_nonce
from bot.daily.schedule_text import DEFAULT_TITLE
from bot.discord_api.errors import ErrorCode, summarize_error
from bot.ui.text_fit import plain_text, truncate
from facts.daily.outbox import Outbox
from facts.daily.post import Post
from facts.daily.schedule import Plan

_log: Final = logging.getLogger(__name__)
_THREAD_NAME: Final = 100
"""Limit set by Discord."""
_ALREADY_DONE: Final = frozenset({ErrorCode.THREAD_ALREADY_CREATED, ErrorCode.ALREADY_CROSSPOSTED})
_SERVER_ERROR: Final = 500
"""The first HTTP status of what may go well another time."""


class PostExtras:
    """Dresses posts, and records that: also those of a process that died before it did."""

    def __init__(self, posting: Outbox, delivery: Delivery) -> None:
        self._outbox = posting
        self._delivery = delivery

    async def apply(self, message: discord.Message, post: Post, plan: Plan) -> None:
        """Do what the plan asks for; what Discord fails to do is tried again later."""
        if await apply_extras(message, post, plan):
            await self._outbox.mark_extras_done(post)

    async def resume(self, post: Post, plan: Plan) -> None:
        """Do what may have been left undone about a post. What was done is not done again."""
        try:
            message = await self._delivery.fetch(post)
        except DeliveryFailed as trouble:
            _log.info("Post %d stands undressed still: %s", post.id, trouble.trouble)
            return
        if message is None:
            await self._outbox.mark_extras_done(post)
        else:
            await self.apply(message, post, plan)


def has_extras(plan: Plan) -> bool:
    """Tell whether something is to be done to a post once it arrived."""
    return plan.thread or plan.pin or plan.publish


async def apply_extras(message: discord.Message, post: Post, plan: Plan) -> bool:
    """Do what the plan asks for, and tell whether nothing is left that may go well later.

    The post stands without it: what fails is logged, no more.
    """
    done = True
    for step in _steps(message, post, plan):
        try:
            await step
        except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:
            if not (isinstance(error, discord.HTTPException) and error.code in _ALREADY_DONE):
                _log.warning("Post %d stands undressed: %s", post.id, summarize_error(error))
                done = done and _is_final(error)
    return done


def _is_final(error: Exception) -> bool:
    if isinstance(error, discord.HTTPException):
        return error.status < _SERVER_ERROR
    return not isinstance(error, aiohttp.ClientError | OSError)


def _steps(message: discord.Message, post: Post, plan: Plan) -> Iterator[Awaitable[object]]:
    if plan.thread and not message.flags.has_thread:
        name = f"{post.day.isoformat()} · {plan.title or DEFAULT_TITLE}"
        yield message.create_thread(name=truncate(plain_text(name), _THREAD_NAME))
    if plan.pin:
        yield _replace_pin(message, post)
    if plan.publish and not message.flags.crossposted:
        yield message.publish()


async def _replace_pin(message: discord.Message, post: Post) -> None:
    """Pin a post in the place of those of its schedule before it: a channel holds few pins.

    A later one that is pinned stays, and this one is not.
    """
    others = [
        pinned
        async for pinned in message.channel.pins()
        if pinned.id != message.id and _is_same_schedule(pinned, message, post)
    ]
    if any(each.id > message.id for each in others):
        return
    if not message.pinned:
        await message.pin()
    for each in others:
        await each.unpin()


def _is_same_schedule(pinned: discord.Message, message: discord.Message, post: Post) -> bool:
    """Tell whether a message is a post of the same schedule."""
    nonce = read_nonce(pinned) if pinned.author.id == message.author.id else None
    return nonce is not None and nonce.startswith(post.nonce.split("-", maxsplit=1)[0] + "-")
