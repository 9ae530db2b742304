"""Where questions arrive and answers leave: the one way from an interaction to a card."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable
from typing import Any, Final

import aiohttp
import discord
from discord import ui

from bot.answers.channel_focus import as_it_is_set, focused, preferred, told_of
from bot.answers.message_responder import SharedReply
from bot.answers.resolver import asked
from bot.answers.responder import Declined, Reply, Way, is_lost
from bot.answers.shared_cards import Shares
from bot.app.logging_setup import OUTAGES
from bot.cards.channel import hushed_card
from bot.cards.error_messages import TOLD
from bot.cards.miss import (
    miss_card,
    not_manager_card,
    not_yours_card,
    old_control_card,
    trouble_card,
)
from bot.daily.queries import DailyQuestion, Vote
from bot.daily.service import DailyDesk
from bot.discord_api.command_permissions import may_use
from bot.discord_api.location import Place, of_interaction
from bot.queries.codec import QuestionUnreadable, decoded
from bot.queries.library_queries import Audience, Citable, CitationsQuestion, EchoQuestion, Question
from bot.queries.unresolved import Asked
from bot.ui.attachments import Parcel
from bot.ui.controls import Verb, read_link
from bot.ui.headings import typed_text
from facts.library.channels import InForce
from facts.library.library import Library
from facts.model.errors import Missing
from facts.store.library_store import Store

_log: Final = logging.getLogger(__name__)
_LAST_ANSWERS: Final = 1.5
"""Seconds that answers under way are waited for at the end; see running.DEADLINE."""
_PATIENCE: Final = 0.5
"""Seconds that a channel's setting is waited for; where it comes later, the answer is private."""
_STEERED_BY: Final = "daily"
"""The command whose cards are steered by."""
_ANYWHERE: Final = InForce()
"""What counts outside of a server's channels."""


class Desk:
    """Answers commands and controls from the store, each interaction from its own library."""

    def __init__(self, store: Store, daily: DailyDesk) -> None:
        self._store = store
        self.daily = daily
        self._shares = Shares()
        self._under_way: set[asyncio.Task[Any]] = set()

    def library(self, interaction: discord.Interaction[Any]) -> Library:
        """Return the library that the person sees: the server's, or else the shared one."""
        return Library(self._store, of_interaction(interaction).library)

    async def answer(
        self,
        interaction: discord.Interaction[Any],
        question: Question | Asked,
        *,
        private: bool = False,
    ) -> None:
        """Answer a command."""
        await self.reply(Reply(interaction, private), question)

    async def follow(
        self, interaction: discord.Interaction[Any], custom_id: str, chosen: str | None
    ) -> None:
        """Answer a control: what its id leads to, or the option `chosen` in its menu."""
        try:
            link = read_link(custom_id)
            question = decoded(chosen or link.code, typed_text(interaction.message))
            if link.verb is Verb.CITE:
                question = _all_cited(question)
        except QuestionUnreadable:
            await _say(Reply(interaction), old_control_card())
            return
        if link.verb is Verb.SHARE and isinstance(question, EchoQuestion):
            await self._share(interaction, question)
            return
        is_asker = link.asker == interaction.user.id
        if link.verb is Verb.STEER and not await self._may_steer(interaction, is_asker):
            return
        turns = link.verb is Verb.VOTE or (is_asker and link.verb in (Verb.TURN, Verb.STEER))
        was_private = interaction.message is not None and interaction.message.flags.ephemeral
        private = was_private if turns else link.verb is not Verb.SHARE
        await self.reply(Reply(interaction, private, edits=turns), question)

    async def _may_steer(self, interaction: discord.Interaction[Any], is_asker: bool) -> bool:
        """Tell whether a person may steer by a card; who may not is told why."""
        if not is_asker:
            await _say(Reply(interaction), not_yours_card())
            return False
        try:
            if await may_use(interaction, _STEERED_BY):
                return True
        except OUTAGES as error:
            await self.failed(interaction, error)
            return False
        await _say(Reply(interaction), not_manager_card())
        return False

    async def _share(self, interaction: discord.Interaction[Any], question: EchoQuestion) -> None:
        """Reply with the facts to the message that they bear on, once, and mark the card so."""
        assert interaction.message is not None  # noqa: S101 (what was pressed is on one)
        share = self._shares.of(interaction.message.id)
        async with share.under_way:
            if not share.address:
                way = SharedReply(interaction, question.message)
                await self.reply(way, question)
                share.address = way.address
            if share.address:
                card = Reply(interaction, private=True, edits=True)
                await self.reply(card, question, shared=share.address)

    async def rest(self) -> None:
        """Wait for the answers under way, but not for long."""
        if others := self._under_way - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=_LAST_ANSWERS)

    async def failed(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Tell the person privately that something went wrong, and the log what."""
        await _failed(Reply(interaction), error)

    async def reply(self, way: Way, question: Question | Asked, *, shared: str = "") -> bool:
        """Answer a question on the way that it came, and tell whether it was answered.

        It is not where the way declines it. Whatever goes wrong is told on the way too. `shared` is
        where all see the answer already.
        """
        audience = Audience(way.asker, way.private)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (whatever awaits runs in one)
        self._under_way.add(task)
        try:
            setting = asyncio.ensure_future(self._setting(way.place))
            await asyncio.wait({setting}, timeout=_PATIENCE)
            if not isinstance(question, Vote) and (not setting.done() or (await setting).quiet):
                way = way.hushed()
            audience = Audience(way.asker, way.private, shared=shared)
            await way.send(self._card(way, question, audience, setting))
        except Declined:
            return False
        except TOLD as miss:
            await _say(way, miss_card(miss, audience))
        except Exception as error:  # noqa: BLE001 (one of the two nets: whatever it is, it is told)
            await _failed(way, error)
        else:
            return True
        finally:
            self._under_way.discard(task)
        return False

    async def tell(self, way: Way, card: ui.LayoutView) -> None:
        """Show a card on a way; where it cannot be shown, the log is told."""
        await _say(way, card)

    async def _setting(self, place: Place) -> InForce:
        """Return what counts in a place."""
        if not place.channels:
            return _ANYWHERE
        return await Library(self._store, place.library).channels.in_force(place.channels)

    async def _card(
        self,
        way: Way,
        question: Question | Asked,
        audience: Audience,
        setting: Awaitable[InForce],
    ) -> ui.LayoutView | Parcel:
        library, here = Library(self._store, way.place.library), await setting
        try:
            if isinstance(question, Asked):
                question, audience = await asked(focused(question, here), library, audience)
            if way.declines(question):
                raise Declined
            if isinstance(question, Vote | DailyQuestion):
                return await self._daily_card(way, question, audience)
            question = as_it_is_set(question, here)
            if here.quiet and not (way.private or way.keeps_card) and isinstance(question, Citable):
                return hushed_card(question, audience)
            return await preferred(question, library, told_of(here, question, audience))
        except Missing as miss:
            if way.keeps_card:  # what there was is worth more than the news that there is no other
                raise
            return miss_card(miss, audience)

    async def _daily_card(
        self, way: Way, question: DailyQuestion | Vote, audience: Audience
    ) -> ui.LayoutView | Parcel:
        assert isinstance(way, Reply)  # noqa: S101 (no message asks for the fact of the day)
        if isinstance(question, Vote):
            return await self.daily.voted(way.interaction, question)
        return await self.daily.card(way.interaction, question, audience)


async def _failed(way: Way, error: BaseException) -> None:
    if is_lost(error):
        _log.info("An answer found nobody to take it: %s", error)
        return
    reference = secrets.token_hex(3)
    _log.error("Failure %s", reference, exc_info=error)
    await _say(way, trouble_card(reference))


async def _say(way: Way, card: ui.LayoutView) -> None:
    try:
        await way.say(card)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.warning("A person could not be told: %s", error)


def _all_cited(question: Question) -> CitationsQuestion:
    if not isinstance(question, Citable):
        raise QuestionUnreadable(type(question).__name__)
    return CitationsQuestion(question)
