"""The dispatcher: it finds a request's handler and sends the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import discord
from discord import ui

from bot.answers.extension import ActionContext, Card
from bot.answers.lookup_runner import Job, LookupRunner
from bot.answers.pressed_controls import ControlHandler
from bot.answers.registry import Registry
from bot.answers.reporter import Reporter
from bot.answers.responder import (
    DEFER_AFTER,
    AnswerSkipped,
    InteractionResponder,
    Responder,
    await_or_announce,
)
from bot.cards.miss import outdated_control_card
from bot.discord_api.location import locate_interaction
from bot.queries.codec import QueryUnreadable
from bot.queries.custom_id import Effect, read_link
from bot.queries.query import RenderContext, Request
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
        self.controls = ControlHandler(registry, self.reply, self._reporter)
        self._under_way: set[asyncio.Task[Any]] = set()

    async def answer(
        self, interaction: discord.Interaction[Any], request: Request, *, private: bool = False
    ) -> None:
        """Answer a command."""
        await self.reply(InteractionResponder(interaction, private), request)

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
        render_context = RenderContext(
            responder.asker, private=True, library=responder.location.library
        )
        context = ActionContext(interaction, render_context)
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
            context = RenderContext(
                responder.asker,
                responder.private,
                shared_url=shared_url,
                library=responder.location.library,
            )
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
