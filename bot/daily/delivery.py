"""Bringing a post to its channel: once, and with a name for whatever stood in its way."""

import asyncio
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
import discord

from bot.app.logging_setup import in_short
from bot.daily.attempt import Attempt, Undelivered
from bot.daily.post_card import nonce_of, post_card
from bot.discord_api.permissions import lacking_to_post, role_in
from facts.daily.schedule import Assignment, Post, Trouble
from facts.daily.turn import Ballot

_AROUND: Final = datetime.timedelta(hours=1)
"""How far this machine's clock may be from Discord's, where no message tells Discord's time."""
_JITTER: Final = 5_000 << 22
"""Five seconds of Discord's ids, by which those of its machines may be out of order."""
_UNKNOWN_CHANNEL: Final = 10003
"""See https://docs.discord.com/developers/topics/opcodes-and-status-codes."""
_AT_ONCE: Final = 1.0
"""Seconds after which discord.py repeats by itself what Discord failed to answer: a refusal that
comes later may be of a repetition, and says nothing of what it repeats."""
_REFUSED: Final = 400
"""The first HTTP status that says no; from `_FAILED` on nobody can tell."""
_FAILED: Final = 500
_ALL_OF_IT: Final = None

Place = discord.TextChannel | discord.PartialMessageable


class Delivery:
    """Sends posts, and finds those that arrived. Raises Undelivered."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, attempt: Attempt, ballot: Ballot | None) -> discord.Message:
        """Send a post."""
        assignment, post = attempt.assignment, attempt.post
        if assignment.fact is None or ballot is None:
            raise Undelivered(Trouble.NO_FACT)
        place = self._place(post)
        self._check(post, place)
        with _named(place), _watched(attempt):
            return await place.send(
                view=post_card(assignment, assignment.fact, ballot),
                nonce=post.nonce,
                allowed_mentions=_mentions(assignment),
            )

    async def look(self, attempt: Attempt) -> discord.Message | None:
        """Return the message that a post arrived as before, if it is in its channel.

        The oldest message that may be it is looked at first, and how far that went is kept in the
        attempt. With a channel that is gone all its messages are.
        """
        post = attempt.post
        place = self._place(post)
        self._check(post, place)
        try:
            with _named(place):
                found = place.history(limit=_ALL_OF_IT, after=_before(post), oldest_first=True)
                async for message in found:
                    if self._is_own(message) and nonce_of(message) == post.nonce:
                        return message
                    attempt.passed(message.id)
        except Undelivered as trouble:
            if trouble.trouble is not Trouble.CHANNEL_GONE:
                raise
        attempt.found_nothing()
        return None

    async def fetched(self, post: Post) -> discord.Message | None:
        """Return the message of a post that is known to have arrived; None if it is gone."""
        place = self._place(post)
        self._check(post, place)
        with _named(place):
            try:
                return await place.fetch_message(post.message or 0)
            except discord.NotFound:
                return None

    def last_seen(self, channel: int) -> int | None:
        """Return an id that Discord gave before now, of a message in a channel that has any."""
        known = self._client.get_channel(channel)
        last = known.last_message_id if isinstance(known, discord.TextChannel) else None
        return last and last - _JITTER

    def has_lost_role(self, assignment: Assignment) -> bool:
        """Tell whether the role that a post is to ping is no more, as far as is known here."""
        role = assignment.schedule.plan.role
        if role is None:
            return False
        place = self._place(assignment.post)
        if not isinstance(place, discord.TextChannel):
            return False
        return not place.guild.unavailable and role_in(place, role) is None

    def _is_own(self, message: discord.Message) -> bool:
        return self._client.user is not None and message.author.id == self._client.user.id

    def _place(self, post: Post) -> Place:
        """Return where a post goes; a channel that is not known here is asked for by its id."""
        known = self._client.get_channel(post.channel)
        if isinstance(known, discord.TextChannel):
            return known
        return self._client.get_partial_messageable(post.channel, guild_id=post.server)

    def _check(self, post: Post, place: Place) -> None:
        """Ask nothing of Discord that it would refuse: too many refusals ban the bot's address.

        Discord names all servers that the bot is in when it connects, out of order or not.
        """
        if self._client.is_ready() and self._client.get_guild(post.server) is None:
            raise Undelivered(Trouble.SERVER_GONE)
        lacks = lacking_to_post(place) if isinstance(place, discord.TextChannel) else ()
        if lacks:
            raise Undelivered(Trouble.NOT_ALLOWED, ", ".join(lacks))


def _before(post: Post) -> discord.Object | datetime.datetime:
    """Return what came before the first message that may be a post."""
    return discord.Object(post.looked) if post.looked else post.claimed_at - _AROUND


def _mentions(assignment: Assignment) -> discord.AllowedMentions:
    role = assignment.schedule.plan.role
    allowed = discord.AllowedMentions.none()
    allowed.roles = [discord.Object(role)] if role else False
    return allowed


@contextmanager
def _watched(attempt: Attempt) -> Iterator[None]:
    """Note that a message may be sent now, and that it was not where Discord says no at once."""
    loop = asyncio.get_running_loop()
    began, attempt.may_have_sent = loop.time(), True
    try:
        yield
    except discord.HTTPException as error:
        refused = _REFUSED <= error.status < _FAILED
        attempt.may_have_sent = not (refused and loop.time() - began < _AT_ONCE)
        raise


@contextmanager
def _named(place: Place) -> Iterator[None]:
    """Give what goes wrong with a channel its name."""
    try:
        yield
    except discord.Forbidden as error:
        raise Undelivered(Trouble.NOT_ALLOWED, _forbidden(place, error)) from error
    except discord.NotFound as error:
        gone = error.code == _UNKNOWN_CHANNEL
        raise Undelivered(Trouble.CHANNEL_GONE if gone else Trouble.DISCORD) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Undelivered(Trouble.DISCORD, in_short(error)) from error


def _forbidden(place: Place, error: discord.Forbidden) -> str:
    lacks = lacking_to_post(place) if isinstance(place, discord.TextChannel) else ()
    return ", ".join(lacks) or in_short(error)
