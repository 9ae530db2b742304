"""Where questions arrive and answers leave: the one way from an interaction to a card."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable
from typing import Any, Final

import aiohttp
import discord
from discord import ui

from bot.answers.channel_focus import (
    add_channel_notice,
    answer_with_fallback,
    apply_focus,
    drop_stale_focus,
)
from bot.answers.message_responder import ShareResponder
from bot.answers.resolver import resolve
from bot.answers.responder import AnswerSkipped, InteractionResponder, Responder, is_lost
from bot.answers.shared_cards import SharedCards
from bot.cards.channel import private_answer_card
from bot.cards.error_messages import USER_ERRORS
from bot.cards.miss import (
    failure_card,
    miss_card,
    not_manager_card,
    not_yours_card,
    outdated_control_card,
)
from bot.daily.queries import DailyQuery, Vote
from bot.daily.service import DailyHandlers
from bot.discord_api.command_permissions import can_use_command
from bot.discord_api.errors import OUTAGES
from bot.discord_api.location import Location, locate_interaction
from bot.queries.codec import QueryUnreadable, decode_query
from bot.queries.library_queries import (
    Citable,
    CitationsQuery,
    Query,
    RelatedFactsQuery,
    RenderContext,
)
from bot.queries.unresolved import Unresolved
from bot.ui.attachments import Response
from bot.ui.controls import Effect, read_link
from bot.ui.headings import read_typed_text
from facts.library.channels import EffectiveChannelSetting
from facts.library.library import Library
from facts.model.errors import NotFoundError
from facts.store.library_store import Store

_log: Final = logging.getLogger(__name__)
_DRAIN_TIMEOUT: Final = 1.5
"""Seconds that answers under way are waited for at the end; see running.DEADLINE."""
_SETTING_TIMEOUT: Final = 0.5
"""Seconds that a channel's setting is waited for; where it comes later, the answer is private."""
_ACTION_COMMAND: Final = "daily"
"""The command whose cards are steered by."""
_NO_SETTING: Final = EffectiveChannelSetting()
"""What counts outside of a server's channels."""


class Dispatcher:
    """Answers commands and controls from the store, each interaction from its own library."""

    def __init__(self, store: Store, daily: DailyHandlers) -> None:
        self._store = store
        self.daily = daily
        self._shares = SharedCards()
        self._under_way: set[asyncio.Task[Any]] = set()

    def library(self, interaction: discord.Interaction[Any]) -> Library:
        """Return the library that the person sees: the server's, or else the shared one."""
        return Library(self._store, locate_interaction(interaction).library)

    async def answer(
        self,
        interaction: discord.Interaction[Any],
        question: Query | Unresolved,
        *,
        private: bool = False,
    ) -> None:
        """Answer a command."""
        await self.reply(InteractionResponder(interaction, private), question)

    async def follow(
        self, interaction: discord.Interaction[Any], custom_id: str, chosen: str | None
    ) -> None:
        """Answer a control: what its id leads to, or the option `chosen` in its menu."""
        try:
            link = read_link(custom_id)
            question = decode_query(chosen or link.code, read_typed_text(interaction.message))
            if link.effect is Effect.EXPORT:
                question = _export_query(question)
        except QueryUnreadable:
            await _say(InteractionResponder(interaction), outdated_control_card())
            return
        if link.effect is Effect.SHARE and isinstance(question, RelatedFactsQuery):
            await self._share(interaction, question)
            return
        is_asker = link.asker == interaction.user.id
        if link.effect is Effect.ACT and not await self._can_act(interaction, is_asker):
            return
        turns = link.effect is Effect.VOTE or (
            is_asker and link.effect in (Effect.REPLACE, Effect.ACT)
        )
        was_private = interaction.message is not None and interaction.message.flags.ephemeral
        private = was_private if turns else link.effect is not Effect.SHARE
        await self.reply(InteractionResponder(interaction, private, edits=turns), question)

    async def _can_act(self, interaction: discord.Interaction[Any], is_asker: bool) -> bool:
        """Tell whether a person may steer by a card; who may not is told why."""
        if not is_asker:
            await _say(InteractionResponder(interaction), not_yours_card())
            return False
        try:
            if await can_use_command(interaction, _ACTION_COMMAND):
                return True
        except OUTAGES as error:
            await self.report_failure(interaction, error)
            return False
        await _say(InteractionResponder(interaction), not_manager_card())
        return False

    async def _share(
        self, interaction: discord.Interaction[Any], question: RelatedFactsQuery
    ) -> None:
        """Reply with the facts to the message that they bear on, once, and mark the card so."""
        assert interaction.message is not None  # noqa: S101 (what was pressed is on one)
        share = self._shares.get(interaction.message.id)
        async with share.lock:
            if not share.address:
                way = ShareResponder(interaction, question.message)
                await self.reply(way, question)
                share.address = way.address
            if share.address:
                card = InteractionResponder(interaction, private=True, edits=True)
                await self.reply(card, question, shared=share.address)

    async def drain(self) -> None:
        """Wait for the answers under way, but not for long."""
        if others := self._under_way - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=_DRAIN_TIMEOUT)

    async def report_failure(
        self, interaction: discord.Interaction[Any], error: BaseException
    ) -> None:
        """Tell the person privately that something went wrong, and the log what."""
        await _report_failure(InteractionResponder(interaction), error)

    async def reply(
        self, way: Responder, question: Query | Unresolved, *, shared: str = ""
    ) -> bool:
        """Answer a question on the way that it came, and tell whether it was answered.

        It is not where the way declines it. Whatever goes wrong is told on the way too. `shared` is
        where all see the answer already.
        """
        audience = RenderContext(way.asker, way.private)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (whatever awaits runs in one)
        self._under_way.add(task)
        try:
            setting = asyncio.ensure_future(self._read_setting(way.location))
            await asyncio.wait({setting}, timeout=_SETTING_TIMEOUT)
            if not isinstance(question, Vote) and (not setting.done() or (await setting).is_quiet):
                way = way.as_private()
            audience = RenderContext(way.asker, way.private, shared_url=shared)
            await way.send(self._card(way, question, audience, setting))
        except AnswerSkipped:
            return False
        except USER_ERRORS as miss:
            await _say(way, miss_card(miss, audience))
        except Exception as error:  # noqa: BLE001 (one of the two nets: whatever it is, it is told)
            await _report_failure(way, error)
        else:
            return True
        finally:
            self._under_way.discard(task)
        return False

    async def tell(self, way: Responder, card: ui.LayoutView) -> None:
        """Show a card on a way; where it cannot be shown, the log is told."""
        await _say(way, card)

    async def _read_setting(self, place: Location) -> EffectiveChannelSetting:
        """Return what counts in a place."""
        if not place.channels:
            return _NO_SETTING
        return await Library(self._store, place.library).channels.resolve_setting(place.channels)

    async def _card(
        self,
        way: Responder,
        question: Query | Unresolved,
        audience: RenderContext,
        setting: Awaitable[EffectiveChannelSetting],
    ) -> ui.LayoutView | Response:
        library, here = Library(self._store, way.location.library), await setting
        try:
            if isinstance(question, Unresolved):
                question, audience = await resolve(apply_focus(question, here), library, audience)
            if way.skips(question):
                raise AnswerSkipped
            if isinstance(question, Vote | DailyQuery):
                return await self._answer_daily(way, question, audience)
            question = drop_stale_focus(question, here)
            if (
                here.is_quiet
                and not (way.private or way.replaces_card)
                and isinstance(question, Citable)
            ):
                return private_answer_card(question, audience)
            return await answer_with_fallback(
                question, library, add_channel_notice(here, question, audience)
            )
        except NotFoundError as miss:
            if (
                way.replaces_card
            ):  # what there was is worth more than the news that there is no other
                raise
            return miss_card(miss, audience)

    async def _answer_daily(
        self, way: Responder, question: DailyQuery | Vote, audience: RenderContext
    ) -> ui.LayoutView | Response:
        assert isinstance(way, InteractionResponder)  # noqa: S101 (no message asks for the fact of the day)
        if isinstance(question, Vote):
            return await self.daily.vote(way.interaction, question)
        return await self.daily.card(way.interaction, question, audience)


async def _report_failure(way: Responder, error: BaseException) -> None:
    if is_lost(error):
        _log.info("An answer found nobody to take it: %s", error)
        return
    reference = secrets.token_hex(3)
    _log.error("Failure %s", reference, exc_info=error)
    await _say(way, failure_card(reference))


async def _say(way: Responder, card: ui.LayoutView) -> None:
    try:
        await way.say(card)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.warning("A person could not be told: %s", error)


def _export_query(question: Query) -> CitationsQuery:
    if not isinstance(question, Citable):
        raise QueryUnreadable(type(question).__name__)
    return CitationsQuery(question)
