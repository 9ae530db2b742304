"""Pressed controls: who may use one, and where its answer appears."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.answers.registry import Registry
from bot.answers.reporter import Reporter
from bot.answers.responder import InteractionResponder
from bot.answers.shared_cards import SharedCards, ShareResponder
from bot.cards.miss import not_permitted_card, not_yours_card, outdated_control_card
from bot.discord_api.command_permissions import can_use_command
from bot.discord_api.errors import OUTAGES
from bot.queries.codec import QueryUnreadable, encode_query
from bot.queries.custom_id import Effect, Link, read_link
from bot.queries.query import Query
from bot.ui.layout import read_typed_text


class ControlHandler:
    """Answers pressed buttons and menus through `reply` of the dispatcher."""

    def __init__(
        self, registry: Registry, reply: Callable[..., Awaitable[bool]], reporter: Reporter
    ) -> None:
        self._registry = registry
        self._reply = reply
        self._reporter = reporter
        self._shares = SharedCards()

    async def answer(
        self, interaction: discord.Interaction[Any], custom_id: str, chosen: str | None
    ) -> None:
        """Answer a control.

        The query is that of the control, or in a menu that of the option `chosen`. The card is
        edited for the user who asked for it; any other user gets a private copy.
        """
        responder = InteractionResponder(interaction)
        try:
            link, query = self._read(interaction, custom_id, chosen)
        except QueryUnreadable:
            await self._reporter.tell(responder, outdated_control_card())
            return
        effect, is_asker = link.effect, link.asker == interaction.user.id
        if effect is Effect.SHARE:
            await self._share(interaction, query)
        elif await self._can_use(responder, query, is_barred=effect is Effect.ACT and not is_asker):
            edits = effect is Effect.VOTE or (is_asker and effect in (Effect.REPLACE, Effect.ACT))
            private = not edits or _is_private(interaction)
            await self._reply(InteractionResponder(interaction, private, edits), query, effect)

    def _read(
        self, interaction: discord.Interaction[Any], custom_id: str, chosen: str | None
    ) -> tuple[Link, Query]:
        """Return what a control leads to. Raises QueryUnreadable.

        Only a private card can be shared.
        """
        link = read_link(custom_id)
        query = self._registry.codec.decode(
            chosen or link.code, read_typed_text(interaction.message)
        )
        self._registry.check_effect(query, link.effect)
        if link.effect is Effect.SHARE and not _is_private(interaction):
            raise QueryUnreadable(custom_id)
        return link, query

    async def _can_use(
        self, responder: InteractionResponder, query: Query, *, is_barred: bool
    ) -> bool:
        """Return whether the user may use this card; if not, say why.

        `is_barred` is whether the card belongs to another user, and acts only for that one.
        """
        if is_barred:
            await self._reporter.tell(responder, not_yours_card())
            return False
        action = self._registry.actions.get(type(query))
        if action is None or action.command is None:
            return True
        try:
            if await can_use_command(responder.interaction, action.command):
                return True
        except OUTAGES as error:
            await self._reporter.fail(responder, error)
        else:
            await self._reporter.tell(responder, not_permitted_card(action.command))
        return False

    async def _share(self, interaction: discord.Interaction[Any], query: Query) -> None:
        """Share an answer once, as a reply to the message it concerns if there is one.

        The private card then links to the shared answer.
        """
        assert interaction.message is not None  # noqa: S101 (every control is on a message)
        share = self._shares.get((interaction.message.id, encode_query(query)))
        lookup = self._registry.lookups[type(query)]
        target = lookup.share_target(query) if lookup.share_target else None
        async with share.lock:
            if not share.address:
                responder = ShareResponder(interaction, target)
                await self._reply(responder, query, Effect.SHARE)
                share.address = responder.address
            if share.address:
                card = InteractionResponder(interaction, private=True, edits=True)
                await self._reply(card, query, shared_url=share.address)


def _is_private(interaction: discord.Interaction[Any]) -> bool:
    """Return whether only the user sees the card of a control."""
    return interaction.message is not None and interaction.message.flags.ephemeral
