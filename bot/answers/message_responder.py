"""Responders that reply to messages of users."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.answers.extension import Card, Viewer
from bot.answers.responder import (
    InteractionResponder,
    await_or_announce,
    is_lost,
    send_privately,
    unpack_response,
)
from bot.discord_api.location import Location, locate_interaction, locate_message
from bot.queries.query import Query, UserId


@dataclass(slots=True)
class MessageResponder:
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
            return Viewer(author, channel.permissions_for(author))
        return Viewer(author, discord.Permissions.none())

    @property
    def location(self) -> Location:
        return locate_message(self.message)

    @property
    def private(self) -> bool:
        return False

    @property
    def replaces_card(self) -> bool:
        return False

    def as_private(self) -> "MessageResponder":
        """Return itself: the reply can only point to a private answer."""
        return self

    def skips(self, query: Query) -> bool:
        return self.has_answer(query)

    async def send(self, answer: Awaitable[Card]) -> None:
        card, _ = unpack_response(await await_or_announce(answer, self.message.channel.typing))
        await self.say(card)

    async def say(self, card: ui.LayoutView) -> None:
        """Edit the reply, or send one where there is none (any more)."""
        if self.reply:
            with suppress(discord.NotFound):
                self.reply = await self.reply.edit(view=card)
                return
        self.reply = await self.message.reply(view=card, mention_author=False)


@dataclass(slots=True)
class ShareResponder:
    """Shares a private answer about a message as a public reply to that message.

    `address` is the address of the reply once it is sent.
    """

    interaction: discord.Interaction[Any]
    message: int
    address: str = ""
    private: bool = False
    replaces_card: bool = True

    @property
    def asker(self) -> UserId:
        return UserId(self.interaction.user.id)

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.interaction.user, self.interaction.permissions)

    @property
    def location(self) -> Location:
        return locate_interaction(self.interaction)

    def as_private(self) -> InteractionResponder:
        return InteractionResponder(self.interaction)

    def skips(self, query: Query) -> bool:  # noqa: ARG002 (as in Responder)
        return False

    async def send(self, answer: Awaitable[Card]) -> None:
        """Reply with the card; where the bot may not reply, send it as a follow-up."""
        card, _ = unpack_response(await await_or_announce(answer, self._acknowledge))
        await self._acknowledge()
        try:
            sent = await self._send_reply(card)
        except discord.HTTPException as error:
            if not is_lost(error):
                raise
            sent = None
        sent = sent or await self.interaction.followup.send(view=card, wait=True)
        server = self.interaction.guild_id or "@me"  # which the answer to a control does not know
        self.address = f"https://discord.com/channels/{server}/{sent.channel.id}/{sent.id}"

    async def _send_reply(self, card: ui.LayoutView) -> discord.Message | None:
        """Reply in a server that has the bot. Discord drops a second reply with the same nonce."""
        channel, pressed = self.interaction.channel, self.interaction.message
        if not (
            self.location.channels and pressed and isinstance(channel, discord.abc.Messageable)
        ):
            return None
        target = discord.PartialMessage(channel=channel, id=self.message)
        return await target.reply(view=card, mention_author=False, nonce=pressed.id)

    async def _acknowledge(self) -> None:
        if not self.interaction.response.is_done():
            await self.interaction.response.defer()

    async def say(self, card: ui.LayoutView) -> None:
        await send_privately(self.interaction, card)
