"""Sharing of private answers, at most once for each card."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Final

import discord
from discord import ui

from bot.answers.extension import Card
from bot.answers.responder import (
    InteractionMixin,
    InteractionResponder,
    is_lost,
    unpack_response,
)

_MAX_CARDS: Final = 500
"""Answers to remember. A shared card soon shows a link instead of its button, so the record only
matters for a second press before that."""


@dataclass(slots=True)
class SharedCard:
    """The address of a shared message, once it is sent.

    `lock` is held while it is sent.
    """

    address: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class SharedCards:
    """The last shared answers, by the private card and the query that it showed."""

    def __init__(self, max_cards: int = _MAX_CARDS) -> None:
        self._max_cards = max_cards
        self._shares: OrderedDict[Hashable, SharedCard] = OrderedDict()

    def get(self, card: Hashable) -> SharedCard:
        """Return the record of an answer on a card."""
        share = self._shares.setdefault(card, SharedCard())
        while len(self._shares) > self._max_cards:
            self._shares.popitem(last=False)
        return share


@dataclass(slots=True)
class ShareResponder(InteractionMixin):
    """Shares a private answer publicly.

    `message` is the message to reply to, for an answer about a message. `address` is the address of
    the shared answer once it is sent.
    """

    interaction: discord.Interaction[Any]
    message: int | None = None
    address: str = ""
    private: bool = False
    replaces_card: bool = True

    def as_private(self) -> InteractionResponder:
        return InteractionResponder(self.interaction)

    async def announce(self) -> None:
        if not self.interaction.response.is_done():
            await self.interaction.response.defer()

    async def send(self, answer: Card) -> None:
        """Send the card as a reply, or as a follow-up without permission."""
        card, _ = unpack_response(answer)
        await self.announce()
        try:
            sent = await self._send_reply(card)
        except discord.HTTPException as error:
            if not is_lost(error):
                raise
            sent = None
        sent = sent or await self.interaction.followup.send(view=card, wait=True)
        server = self.interaction.guild_id or "@me"  # a follow-up does not name it
        self.address = f"https://discord.com/channels/{server}/{sent.channel.id}/{sent.id}"

    async def _send_reply(self, card: ui.LayoutView) -> discord.Message | None:
        """Reply to the message, if there is one, in a server that has the bot.

        Discord drops a second reply with the same nonce.
        """
        channel, pressed = self.interaction.channel, self.interaction.message
        if not (
            self.message
            and self.location.channels
            and pressed
            and isinstance(channel, discord.abc.Messageable)
        ):
            return None
        target = discord.PartialMessage(channel=channel, id=self.message)
        return await target.reply(view=card, mention_author=False, nonce=pressed.id)
