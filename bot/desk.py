"""Where questions arrive and answers leave: the one way from an interaction to a card."""

import asyncio
import logging
import secrets
from typing import Any, Final

import aiohttp
import discord
from discord import ui

from bot.answering import answered, asked
from bot.cards.headlines import typed_text
from bot.cards.misses import TOLD, miss_card, not_yours_card, old_control_card, trouble_card
from bot.codes import QuestionUnreadable, decoded
from bot.controls import Verb, read_link
from bot.daily_desk import DailyDesk
from bot.daily_questions import DailyQuestion, Vote
from bot.questions import Audience, Question, Request, UserId
from bot.replying import Reply, is_lost, send_privately
from facts.errors import Missing
from facts.library import Library
from facts.model import SHARED, LibraryId
from facts.store import Store

_log: Final = logging.getLogger(__name__)
_LAST_ANSWERS: Final = 1.5
"""Seconds that answers under way are waited for at the end; see running.DEADLINE."""


class Desk:
    """Answers commands and controls from the store, each interaction from its own library."""

    def __init__(self, store: Store, daily: DailyDesk) -> None:
        self._store = store
        self.daily = daily
        self._under_way: set[asyncio.Task[Any]] = set()

    def library(self, interaction: discord.Interaction[Any]) -> Library:
        """Return the library that the person sees: the server's, or else the shared one.

        A server that has not installed the bot itself, where somebody brought it along, is none.
        """
        brought = interaction.is_user_integration() and not interaction.is_guild_integration()
        server = None if brought else interaction.guild_id
        return Library(self._store, LibraryId(server) if server else SHARED)

    async def answer(
        self,
        interaction: discord.Interaction[Any],
        question: Question | Request,
        *,
        private: bool = False,
    ) -> None:
        """Answer a command."""
        await self._reply(Reply(interaction, private), question)

    async def follow(
        self, interaction: discord.Interaction[Any], custom_id: str, chosen: str | None
    ) -> None:
        """Answer a control: what its id leads to, or the option `chosen` in its menu."""
        try:
            link = read_link(custom_id)
            question = decoded(chosen or link.code, typed_text(interaction.message))
        except QuestionUnreadable:
            await self._say(interaction, old_control_card())
            return
        is_asker = link.asker == interaction.user.id
        if link.verb is Verb.STEER and not is_asker:
            await self._say(interaction, not_yours_card())
            return
        turns = link.verb is Verb.VOTE or (is_asker and link.verb in (Verb.TURN, Verb.STEER))
        was_private = interaction.message is not None and interaction.message.flags.ephemeral
        private = was_private if turns else link.verb is not Verb.SHARE
        await self._reply(Reply(interaction, private, edits=turns), question)

    async def rest(self) -> None:
        """Wait for the answers under way, but not for long."""
        if others := self._under_way - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=_LAST_ANSWERS)

    async def failed(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Tell the person privately that something went wrong, and the log what."""
        if is_lost(error):
            _log.info("An answer found nobody to take it: %s", error)
            return
        reference = secrets.token_hex(3)
        _log.error("Failure %s", reference, exc_info=error)
        await self._say(interaction, trouble_card(reference))

    async def _say(self, interaction: discord.Interaction[Any], card: ui.LayoutView) -> None:
        try:
            await send_privately(interaction, card)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("A person could not be told: %s", error)

    async def _reply(self, reply: Reply, question: Question | Request) -> None:
        interaction = reply.interaction
        audience = Audience(UserId(interaction.user.id), reply.private)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (whatever awaits runs in one)
        self._under_way.add(task)
        try:
            await reply.send(self._card(interaction, question, audience, edits=reply.edits))
        except TOLD as miss:
            await self._say(interaction, miss_card(miss, audience))
        except Exception as error:  # noqa: BLE001 (one of the two nets: whatever it is, it is told)
            await self.failed(interaction, error)
        finally:
            self._under_way.discard(task)

    async def _card(
        self,
        interaction: discord.Interaction[Any],
        question: Question | Request,
        audience: Audience,
        *,
        edits: bool,
    ) -> ui.LayoutView:
        library = self.library(interaction)
        try:
            if isinstance(question, Vote):
                return await self.daily.voted(interaction, question)
            if isinstance(question, DailyQuestion):
                return await self.daily.card(interaction, question, audience)
            if isinstance(question, Request):
                question, audience = await asked(question, library, audience)
            return await answered(question, library, audience)
        except Missing as miss:
            if edits:  # the card there was is worth more than the news that there is no other
                raise
            return miss_card(miss, audience)
