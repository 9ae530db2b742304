"""Responders that reply to messages of users."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Self

import discord
from discord import ui

from bot.answers.extension import Card, Reaction, Viewer
from bot.answers.responder import unpack_response
from bot.discord_api.errors import OUTAGES
from bot.discord_api.location import Location, locate_message
from bot.discord_api.permissions import can_react
from bot.queries.query import Query, UserId

_log: Final = logging.getLogger(__name__)


class MessageMixin:
    """The part that responders to messages and posts share: Discord shows these to all."""

    __slots__ = ()

    @property
    def private(self) -> bool:
        return False

    @property
    def writing_obstacle(self) -> str:
        return ""  # what was written shows that its author may write

    @property
    def replaces_card(self) -> bool:
        return False

    def as_private(self) -> Self:
        """Return itself: the reply can only point to a private answer."""
        return self


@dataclass(slots=True)
class MessageResponder(MessageMixin):
    """Replies to a message, or edits the reply that is there.

    `reply` is the last reply sent. `has_answer` returns whether a query needs no other answer.
    """

    message: discord.Message
    reply: discord.Message | None = None
    has_answer: Callable[[Query], bool] = lambda _: False

    @property
    def asker(self) -> UserId:
        return UserId(self.message.author.id)

    @property
    def viewer(self) -> Viewer:
        author, channel = self.message.author, self.message.channel
        if isinstance(author, discord.Member) and isinstance(channel, discord.abc.GuildChannel):
            return Viewer(author, channel.permissions_for(author), self.location.library)
        return Viewer(author, discord.Permissions.none(), self.location.library)

    @property
    def location(self) -> Location:
        return locate_message(self.message)

    @property
    def answers_message(self) -> bool:
        return True

    def skips(self, query: Query) -> bool:
        return self.has_answer(query)

    async def announce(self) -> None:
        await self.message.channel.typing()

    async def send(self, answer: Card) -> None:
        if isinstance(answer, Reaction):
            await self._react(answer.emoji)
        else:
            card, _ = unpack_response(answer)
            await self.say(card)

    async def say(self, card: ui.LayoutView) -> None:
        """Edit the reply, or send one if there is none."""
        if self.reply:
            with suppress(discord.NotFound):
                self.reply = await self.reply.edit(view=card)
                return
        self.reply = await self.message.reply(view=card, mention_author=False)

    async def _react(self, emoji: str) -> None:
        """Add a reaction if the bot may, and delete the reply to what was asked before."""
        if self.reply:
            with suppress(discord.NotFound):
                await self.reply.delete()
            self.reply = None
        if can_react(self.message):
            try:
                await self.message.add_reaction(emoji)
            except OUTAGES as error:
                _log.info("A reaction could not be added: %s", error)
