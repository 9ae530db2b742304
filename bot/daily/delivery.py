"""Delivery of posts: send them, and find those that arrived before."""

import asyncio
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
import discord

from bot.daily.attempt import DEFAULT_LIMITS, Attempt, DeliveryFailed, PostingLimits
from bot.daily.post_card import post_card, read_nonce
from bot.discord_api.errors import ErrorCode, summarize_error
from bot.discord_api.permissions import find_role, missing_permissions
from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Trouble
from facts.daily.turn import Ballot

_CLOCK_TOLERANCE: Final = datetime.timedelta(hours=1)
"""The error of this machine's clock that a search allows for."""
_JITTER: Final = 5_000 << 22
"""Five seconds in Discord's ids, which may be out of order by that much."""
_CLIENT_ERROR: Final = 400
"""The first HTTP status that certainly refuses a request."""
_SERVER_ERROR: Final = 500
"""The first HTTP status that leaves open whether a request was carried out."""
_NO_LIMIT: Final = None

PostChannel = discord.TextChannel | discord.PartialMessageable


class Delivery:
    """Sends posts, and finds those that arrived. Raises DeliveryFailed."""

    def __init__(self, client: discord.Client, limits: PostingLimits = DEFAULT_LIMITS) -> None:
        self._client = client
        self._first_retry_after = limits.first_retry_after

    async def send(self, attempt: Attempt, ballot: Ballot | None) -> discord.Message:
        """Send a post."""
        job, post = attempt.job, attempt.post
        if job.fact is None or ballot is None:
            raise DeliveryFailed(Trouble.NO_FACT)
        channel = self._post_channel(post)
        self._check_reachable(post, channel)
        with _translate_errors(channel), _track_sending(attempt, self._first_retry_after):
            return await channel.send(
                view=post_card(job, job.fact, ballot),
                nonce=post.nonce,
                allowed_mentions=_allowed_mentions(job),
            )

    async def find_earlier(self, attempt: Attempt) -> discord.Message | None:
        """Return the message of an earlier attempt; None if there is none.

        The search reads the oldest candidates first and saves its progress in the attempt. A
        deleted channel has no messages.
        """
        post = attempt.post
        channel = self._post_channel(post)
        self._check_reachable(post, channel)
        try:
            with _translate_errors(channel):
                history = channel.history(
                    limit=_NO_LIMIT, after=_search_start(post), oldest_first=True
                )
                async for message in history:
                    if self._is_own(message) and read_nonce(message) == post.nonce:
                        return message
                    attempt.mark_searched(message.id)
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.CHANNEL_GONE:
                raise
        attempt.mark_unsent()
        return None

    def last_seen(self, channel: int) -> int | None:
        """Return an id just before a channel's last message, if known."""
        cached = self._client.get_channel(channel)
        last = cached.last_message_id if isinstance(cached, discord.TextChannel) else None
        return last and last - _JITTER

    def has_lost_role(self, job: PostJob) -> bool:
        """Return whether the role to ping was deleted.

        False if this is unknown.
        """
        role = job.schedule.plan.role
        if role is None:
            return False
        channel = self._post_channel(job.post)
        if not isinstance(channel, discord.TextChannel):
            return False
        return not channel.guild.unavailable and find_role(channel, role) is None

    def _is_own(self, message: discord.Message) -> bool:
        return self._client.user is not None and message.author.id == self._client.user.id

    def _post_channel(self, post: Post) -> PostChannel:
        """Return a post's channel, by its id alone if not cached."""
        cached = self._client.get_channel(post.channel)
        if isinstance(cached, discord.TextChannel):
            return cached
        return self._client.get_partial_messageable(post.channel, guild_id=post.server)

    def _check_reachable(self, post: Post, channel: PostChannel) -> None:
        """Raise DeliveryFailed for what Discord would refuse.

        Too many refusals ban the bot's IP address. Discord names all servers of the bot when it
        connects, unavailable ones too.
        """
        if self._client.is_ready() and self._client.get_guild(post.server) is None:
            raise DeliveryFailed(Trouble.SERVER_GONE)
        if names := _missing_names(channel):
            raise DeliveryFailed(Trouble.NOT_ALLOWED, names)


def _missing_names(channel: PostChannel) -> str:
    """Return the permissions missing for a post, as far as known."""
    return ", ".join(
        missing_permissions(channel) if isinstance(channel, discord.TextChannel) else ()
    )


def _search_start(post: Post) -> discord.Object | datetime.datetime:
    """Return the id or time where the search for a post starts."""
    return (
        discord.Object(post.searched_up_to)
        if post.searched_up_to
        else post.claimed_at - _CLOCK_TOLERANCE
    )


def _allowed_mentions(job: PostJob) -> discord.AllowedMentions:
    role = job.schedule.plan.role
    allowed = discord.AllowedMentions.none()
    allowed.roles = [discord.Object(role)] if role else False
    return allowed


@contextmanager
def _track_sending(attempt: Attempt, first_retry_after: float) -> Iterator[None]:
    """Record whether a message may have been sent.

    It was not if Discord refuses at once.
    """
    loop = asyncio.get_running_loop()
    began, attempt.may_have_sent = loop.time(), True
    try:
        yield
    except discord.HTTPException as error:
        is_refusal = _CLIENT_ERROR <= error.status < _SERVER_ERROR
        attempt.may_have_sent = not (is_refusal and loop.time() - began < first_retry_after)
        raise


@contextmanager
def _translate_errors(channel: PostChannel) -> Iterator[None]:
    """Raise Discord's errors as DeliveryFailed."""
    try:
        yield
    except discord.Forbidden as error:
        detail = _missing_names(channel) or summarize_error(error)
        raise DeliveryFailed(Trouble.NOT_ALLOWED, detail) from error
    except discord.NotFound as error:
        is_gone = error.code == ErrorCode.UNKNOWN_CHANNEL
        raise DeliveryFailed(Trouble.CHANNEL_GONE if is_gone else Trouble.DISCORD) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise DeliveryFailed(Trouble.DISCORD, summarize_error(error)) from error
