"""Answers that are replies to messages of people."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.answers.responder import (
    InteractionResponder,
    await_or_announce,
    is_lost,
    send_privately,
    unpack_response,
)
from bot.discord_api.location import Location, locate_interaction, locate_message
from bot.queries.library_queries import Query, UserId
from bot.ui.attachments import Response


@dataclass(slots=True)
class MessageResponder:
    """The way back to a message: a reply in its channel, or the one that is there already.

    `reply` is the last one sent; `has_answer` tells what needs no other one.
    """

    message: discord.Message
    reply: discord.Message | None = None
    has_answer: Callable[[Query], bool] = lambda _: False

    @property
    def asker(self) -> UserId:
        return UserId(self.message.author.id)

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

    def skips(self, question: Query) -> bool:
        return self.has_answer(question)

    async def send(self, answer: Awaitable[ui.LayoutView | Response]) -> None:
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
    """The way from a private answer about a message to a reply to that message, seen by all.

    `address` is that of the reply once it was sent.
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
    def location(self) -> Location:
        return locate_interaction(self.interaction)

    def as_private(self) -> InteractionResponder:
        return InteractionResponder(self.interaction)

    def skips(self, question: Query) -> bool:  # noqa: ARG002 (as in Way)
        return False

    async def send(self, answer: Awaitable[ui.LayoutView | Response]) -> None:
        """Where the bot may not reply, the card comes as an answer of its own."""
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
        """Reply where the bot is at home; Discord takes no second one for the same nonce."""
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
