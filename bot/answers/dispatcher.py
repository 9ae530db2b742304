"""The dispatcher: it finds a request's handler and sends the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import discord
from discord import ui

from bot.answers.extension import ActionContext, Card
from bot.answers.lookup_runner import Job, LookupRunner
from bot.answers.registry import Registry
from bot.answers.reporter import Reporter
from bot.answers.responder import (
    DEFER_AFTER,
    AnswerSkipped,
    InteractionResponder,
    Responder,
    await_or_announce,
)
from bot.answers.shared_cards import SharedCards, ShareResponder
from bot.cards.miss import (
    not_permitted_card,
    not_yours_card,
    outdated_control_card,
)
from bot.discord_api.command_permissions import can_use_command
from bot.discord_api.errors import OUTAGES
from bot.discord_api.location import locate_interaction
from bot.queries.codec import QueryUnreadable
from bot.queries.custom_id import Effect, read_link
from bot.queries.query import Query, RenderContext, Request
from bot.ui.layout import read_typed_text
from facts.library.channels import EffectiveChannelSetting
from facts.library.library import Library
from facts.model.errors import NotFoundError
from facts.store.library_store import LibraryStore

Result = TypeVar("Result")

_DRAIN_TIMEOUT: Final = 1.5
"""Seconds to wait at shutdown for answers under way; see bot.app.runner."""
_SETTING_TIMEOUT: Final = 0.5
"""Seconds to wait for a channel's setting. After that, the answer is private."""


class Dispatcher:
    """Answers requests of commands, controls, modals and messages."""

    def __init__(
        self, store: LibraryStore, registry: Registry, *, defer_after: float = DEFER_AFTER
    ) -> None:
        self.registry = registry
        self._defer_after = defer_after
        self._lookups = LookupRunner(store, registry)
        self._reporter = Reporter(registry)
        self._shares = SharedCards()
        self._under_way: set[asyncio.Task[Any]] = set()

    async def answer(
        self, interaction: discord.Interaction[Any], request: Request, *, private: bool = False
    ) -> None:
        """Answer a command."""
        await self.reply(InteractionResponder(interaction, private), request)

    async def follow(
        self, interaction: discord.Interaction[Any], custom_id: str, chosen: str | None
    ) -> None:
        """Answer a control.

        The query is that of the control, or in a menu that of the option `chosen`.
        """
        responder = InteractionResponder(interaction)
        try:
            link = read_link(custom_id)
            query = self.registry.codec.decode(
                chosen or link.code, read_typed_text(interaction.message)
            )
        except QueryUnreadable:
            await self.tell(responder, outdated_control_card())
            return
        effect, is_asker = link.effect, link.asker == interaction.user.id
        lookup = self.registry.lookup(query)
        if effect is Effect.EXPORT and not (lookup and lookup.collect):
            await self.tell(responder, outdated_control_card())
        elif effect is Effect.SHARE and lookup and lookup.share_target:
            await self._share(interaction, query, lookup.share_target(query))
        elif effect is not Effect.ACT or await self._can_act(responder, query, is_asker=is_asker):
            edits = effect is Effect.VOTE or (is_asker and effect in (Effect.REPLACE, Effect.ACT))
            was_private = interaction.message is not None and interaction.message.flags.ephemeral
            private = was_private if edits else effect is not Effect.SHARE
            await self.reply(InteractionResponder(interaction, private, edits), query, effect)

    async def submit(
        self, interaction: discord.Interaction[Any], custom_id: str, values: Mapping[str, str]
    ) -> None:
        """Answer a modal from the values of its fields.

        Any process may have opened it.
        """
        responder = InteractionResponder(interaction)
        try:
            query = self.registry.codec.decode(read_link(custom_id).code)
            form = self.registry.forms[type(query)]
        except (QueryUnreadable, KeyError):
            await self.tell(responder, outdated_control_card())
            return
        context = ActionContext(interaction, RenderContext(responder.asker, private=True))
        with self._track():
            await self._send(responder, form.submit(query, values, context), context.render_context)

    async def reply(
        self,
        responder: Responder,
        request: Request,
        effect: Effect = Effect.OPEN,
        *,
        shared_url: str = "",
    ) -> bool:
        """Answer a request through a responder, and return whether it was answered.

        A responder may skip a request that has an answer already. A miss or a failure shows the
        user a message. `shared_url` is the public message that already shows the answer.
        """
        with self._track():
            setting = asyncio.ensure_future(self._lookups.read_setting(responder.location))
            await asyncio.wait({setting}, timeout=_SETTING_TIMEOUT)
            is_public = setting.done() and not setting.exception() and not setting.result().is_quiet
            if not (is_public or effect is Effect.VOTE):
                responder = responder.as_private()
            context = RenderContext(responder.asker, responder.private, shared_url=shared_url)
            card = self._build(Job(responder, request, effect, context), setting)
            return await self._send(responder, card, context)

    async def read(
        self, interaction: discord.Interaction[Any], work: Callable[[Library], Result]
    ) -> Result:
        """Run `work` on one snapshot of the user's library.

        It runs in the store's thread.
        """
        return await self._lookups.read(locate_interaction(interaction), work)

    async def tell(self, responder: Responder, card: ui.LayoutView) -> None:
        """Show a card to the user, if that is possible."""
        await self._reporter.tell(responder, card)

    async def report_failure(
        self, interaction: discord.Interaction[Any], error: BaseException
    ) -> None:
        """Show the user privately that something failed, and log the error."""
        await self._reporter.fail(InteractionResponder(interaction), error)

    async def drain(self) -> None:
        """Wait for the answers under way, but not for long."""
        if others := self._under_way - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=_DRAIN_TIMEOUT)

    @contextmanager
    def _track(self) -> Iterator[None]:
        """Count the current task among the answers under way."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (coroutines run in tasks)
        self._under_way.add(task)
        try:
            yield
        finally:
            self._under_way.discard(task)

    async def _send(
        self, responder: Responder, card: Awaitable[Card], context: RenderContext
    ) -> bool:
        """Send a card, or tell the user what went wrong.

        This is one of the two nets for errors.
        """
        try:
            answer = await await_or_announce(card, responder.announce, self._defer_after)
            await responder.send(answer)
        except AnswerSkipped:
            return False
        except Exception as error:  # noqa: BLE001 (a net: the user sees a message for any error)
            await self._reporter.report(responder, error, context)
            return False
        return True

    async def _can_act(
        self, responder: InteractionResponder, query: Query, *, is_asker: bool
    ) -> bool:
        """Return whether the user may use this card; if not, say why."""
        if not is_asker:
            await self.tell(responder, not_yours_card())
            return False
        action = self.registry.actions.get(type(query))
        if action is None or action.command is None:
            return True
        try:
            if await can_use_command(responder.interaction, action.command):
                return True
        except OUTAGES as error:
            await self._reporter.fail(responder, error)
        else:
            await self.tell(responder, not_permitted_card(action.command))
        return False

    async def _share(
        self, interaction: discord.Interaction[Any], query: Query, target: int
    ) -> None:
        """Share an answer once, as a reply to the message it concerns.

        The private card then links to the reply.
        """
        assert interaction.message is not None  # noqa: S101 (every control is on a message)
        share = self._shares.get(interaction.message.id)
        async with share.lock:
            if not share.address:
                responder = ShareResponder(interaction, target)
                await self.reply(responder, query)
                share.address = responder.address
            if share.address:
                card = InteractionResponder(interaction, private=True, edits=True)
                await self.reply(card, query, shared_url=share.address)

    async def _build(self, job: Job, setting: Awaitable[EffectiveChannelSetting]) -> Card:
        here, responder = await setting, job.responder
        try:
            if action := self.registry.actions.get(type(job.request)):
                assert isinstance(responder, InteractionResponder)  # noqa: S101 (only interactions act)
                return await action.run(
                    job.request, ActionContext(responder.interaction, job.context)
                )
            return await self._lookups.run(job, here)
        except NotFoundError as error:
            if responder.replaces_card:
                raise  # keep the card that is there: it is worth more than a miss
            return self._reporter.miss_card(responder, error, job.context)
