"""Bringing a post to its channel: once, and with a name for whatever stood in its way."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
import discord

from bot.cards.daily import nonce_of, post_card
from bot.logs import in_short
from bot.permitting import lacking_to_post, role_in
from facts.schedules import Assignment, Post, Trouble
from facts.turns import Ballot

_AROUND: Final = datetime.timedelta(hours=1)
"""How far this machine's clock may be from Discord's when a message is looked for by its time."""
_UNKNOWN_CHANNEL: Final = 10003
"""See https://docs.discord.com/developers/topics/opcodes-and-status-codes."""
_ALL_OF_IT: Final = None


class Undelivered(Exception):
    """A post did not arrive, or nobody can tell; `detail` says what a manager could mend."""

    def __init__(self, trouble: Trouble, detail: str | None = None) -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


Place = discord.TextChannel | discord.PartialMessageable


class Delivery:
    """Sends posts, and finds those that arrived."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, assignment: Assignment, ballot: Ballot | None) -> discord.Message:
        """Send a post. Raises Undelivered."""
        if assignment.fact is None or ballot is None:
            raise Undelivered(Trouble.NO_FACT)
        post = assignment.post
        place = self._place(post)
        _check(place)
        with _named(place):
            return await place.send(
                view=post_card(assignment, assignment.fact, ballot),
                nonce=post.nonce,
                allowed_mentions=_mentions(assignment),
            )

    async def arrived(self, post: Post) -> discord.Message | None:
        """Return the message that a post arrived as, if it is in its channel. Raises Undelivered.

        A message is looked for from the day's claim on: before it there was nothing to send.
        """
        place = self._place(post)
        _check(place)
        with _named(place):
            since = post.claimed_at - _AROUND
            async for message in place.history(limit=_ALL_OF_IT, after=since, oldest_first=True):
                if self._is_own(message) and nonce_of(message) == post.nonce:
                    return message
        return None

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


def _check(place: Place) -> None:
    """Ask nothing of Discord that it would refuse: too many refusals ban the bot's address."""
    lacks = lacking_to_post(place) if isinstance(place, discord.TextChannel) else ()
    if lacks:
        raise Undelivered(Trouble.NOT_ALLOWED, ", ".join(lacks))


def _mentions(assignment: Assignment) -> discord.AllowedMentions:
    role = assignment.schedule.plan.role
    allowed = discord.AllowedMentions.none()
    allowed.roles = [discord.Object(role)] if role else False
    return allowed


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
