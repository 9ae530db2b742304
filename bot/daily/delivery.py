"""Bringing a post to its channel: once, and with a name for whatever stood in its way."""

import asyncio
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
import discord

from bot.daily.attempt import Attempt, DeliveryFailed
from bot.daily.post_card import post_card, read_nonce
from bot.discord_api.errors import ErrorCode, summarize_error
from bot.discord_api.permissions import find_role, missing_permissions
from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Trouble
from facts.daily.turn import Ballot

_CLOCK_TOLERANCE: Final = datetime.timedelta(hours=1)
"""How far this machine's clock may be from Discord's, where no message tells Discord's time."""
_JITTER: Final = 5_000 << 22
"""Five seconds of Discord's ids, by which those of its machines may be out of order."""
_FIRST_RETRY_AFTER: Final = 1.0
"""Seconds after which discord.py repeats by itself what Discord failed to answer: a refusal that
comes later may be of a repetition, and says nothing of what it repeats."""
_CLIENT_ERROR: Final = 400
"""The first HTTP status that says no; from `_FAILED` on nobody can tell."""
_SERVER_ERROR: Final = 500
_NO_LIMIT: Final = None

PostChannel = discord.TextChannel | discord.PartialMessageable


class Delivery:
    """Sends posts, and finds those that arrived. Raises Undelivered."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, attempt: Attempt, ballot: Ballot | None) -> discord.Message:
        """Send a post."""
        assignment, post = attempt.assignment, attempt.post
        if assignment.fact is None or ballot is None:
            raise DeliveryFailed(Trouble.NO_FACT)
        place = self._post_channel(post)
        self._check_reachable(post, place)
        with _translate_errors(place), _track_sending(attempt):
            return await place.send(
                view=post_card(assignment, assignment.fact, ballot),
                nonce=post.nonce,
                allowed_mentions=_allowed_mentions(assignment),
            )

    async def find_earlier(self, attempt: Attempt) -> discord.Message | None:
        """Return the message that a post arrived as before, if it is in its channel.

        The oldest message that may be it is looked at first, and how far that went is kept in the
        attempt. With a channel that is gone all its messages are.
        """
        post = attempt.post
        place = self._post_channel(post)
        self._check_reachable(post, place)
        try:
            with _translate_errors(place):
                found = place.history(limit=_NO_LIMIT, after=_search_start(post), oldest_first=True)
                async for message in found:
                    if self._is_own(message) and read_nonce(message) == post.nonce:
                        return message
                    attempt.mark_searched(message.id)
        except DeliveryFailed as trouble:
            if trouble.trouble is not Trouble.CHANNEL_GONE:
                raise
        attempt.mark_unsent()
        return None

    async def fetch(self, post: Post) -> discord.Message | None:
        """Return the message of a post that is known to have arrived; None if it is gone."""
        place = self._post_channel(post)
        self._check_reachable(post, place)
        with _translate_errors(place):
            try:
                return await place.fetch_message(post.message or 0)
            except discord.NotFound:
                return None

    def last_seen(self, channel: int) -> int | None:
        """Return an id that Discord gave before now, of a message in a channel that has any."""
        known = self._client.get_channel(channel)
        last = known.last_message_id if isinstance(known, discord.TextChannel) else None
        return last and last - _JITTER

    def has_lost_role(self, assignment: PostJob) -> bool:
        """Tell whether the role that a post is to ping is no more, as far as is known here."""
        role = assignment.schedule.plan.role
        if role is None:
            return False
        place = self._post_channel(assignment.post)
        if not isinstance(place, discord.TextChannel):
            return False
        return not place.guild.unavailable and find_role(place, role) is None

    def _is_own(self, message: discord.Message) -> bool:
        return self._client.user is not None and message.author.id == self._client.user.id

    def _post_channel(self, post: Post) -> PostChannel:
        """Return where a post goes; a channel that is not known here is asked for by its id."""
        known = self._client.get_channel(post.channel)
        if isinstance(known, discord.TextChannel):
            return known
        return self._client.get_partial_messageable(post.channel, guild_id=post.server)

    def _check_reachable(self, post: Post, place: PostChannel) -> None:
        """Ask nothing of Discord that it would refuse: too many refusals ban the bot's address.

        Discord names all servers that the bot is in when it connects, out of order or not.
        """
        if self._client.is_ready() and self._client.get_guild(post.server) is None:
            raise DeliveryFailed(Trouble.SERVER_GONE)
        lacks = missing_permissions(place) if isinstance(place, discord.TextChannel) else ()
        if lacks:
            raise DeliveryFailed(Trouble.NOT_ALLOWED, ", ".join(lacks))


def _search_start(post: Post) -> discord.Object | datetime.datetime:
    """Return what came before the first message that may be a post."""
    return (
        discord.Object(post.searched_up_to)
        if post.searched_up_to
        else post.claimed_at - _CLOCK_TOLERANCE
    )


def _allowed_mentions(assignment: PostJob) -> discord.AllowedMentions:
    role = assignment.schedule.plan.role
    allowed = discord.AllowedMentions.none()
    allowed.roles = [discord.Object(role)] if role else False
    return allowed


@contextmanager
def _track_sending(attempt: Attempt) -> Iterator[None]:
    """Note that a message may be sent now, and that it was not where Discord says no at once."""
    loop = asyncio.get_running_loop()
    began, attempt.may_have_sent = loop.time(), True
    try:
        yield
    except discord.HTTPException as error:
        refused = _CLIENT_ERROR <= error.status < _SERVER_ERROR
        attempt.may_have_sent = not (refused and loop.time() - began < _FIRST_RETRY_AFTER)
        raise


@contextmanager
def _translate_errors(place: PostChannel) -> Iterator[None]:
    """Give what goes wrong with a channel its name."""
    try:
        yield
    except discord.Forbidden as error:
        raise DeliveryFailed(Trouble.NOT_ALLOWED, _forbidden_detail(place, error)) from error
    except discord.NotFound as error:
        gone = error.code == ErrorCode.UNKNOWN_CHANNEL
        raise DeliveryFailed(Trouble.CHANNEL_GONE if gone else Trouble.DISCORD) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise DeliveryFailed(Trouble.DISCORD, summarize_error(error)) from error


def _forbidden_detail(place: PostChannel, error: discord.Forbidden) -> str:
    lacks = missing_permissions(place) if isinstance(place, discord.TextChannel) else ()
    return ", ".join(lacks) or summarize_error(error)
