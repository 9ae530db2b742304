"""The dispatcher: it finds a request's handler and sends the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import discord
from discord import ui

from bot.answers.extension import ActionContext, Card
from bot.answers.gate import Gate
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
from bot.cards.miss import QUIET_CHANNEL, not_shared_card, outdated_control_card
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from bot.discord_api.location import locate_interaction
from bot.queries.codec import QueryUnreadable
from bot.queries.custom_id import Effect, read_link
from bot.queries.query import RenderContext, Request
from bot.queries.unresolved import UnresolvedQuestion
from facts.curation.store import CurationStore
from facts.library.channels import EffectiveChannelSetting
from facts.library.library import Library
from facts.model.errors import LibraryEmpty, NoRelatedFact, NotFoundError
from facts.store.errors import InteractionRepeated

Result = TypeVar("Result")

_DRAIN_TIMEOUT: Final = 1.5
"""Seconds to wait at shutdown for answers under way; see bot.app.runner."""
_SETTING_TIMEOUT: Final = 0.5
"""Seconds to wait for a channel's setting. After that, the answer is private."""


class Dispatcher:
    """Answers requests of commands, controls, modals and messages."""

    def __init__(
        self,
        store: CurationStore,
        registry: Registry,
        *,
        access: AccessPolicy = EVERYWHERE,
        defer_after: float = DEFER_AFTER,
    ) -> None:
        self.registry = registry
        self._store = store
        self._defer_after = defer_after
        self._lookups = LookupRunner(store, registry)
        self._reporter = Reporter(registry)
        self.gate = Gate(access, self._reporter)
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
            link = read_link(custom_id)
            query = self.registry.codec.decode(link.code)
            form = self.registry.find_form(query, link.effect)
        except QueryUnreadable:
            await self.tell(responder, outdated_control_card())
            return
        render_context = RenderContext(
            responder.asker, private=True, library=responder.location.library
        )
        context = self._action_context(interaction, render_context)
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
        user a message. `shared_url` is the public message that already shows the answer. Where the
        user may not write, or the channel is quiet, the answer is private.
        """
        with self._track():
            setting = asyncio.ensure_future(self._lookups.read_setting(responder.location))
            await asyncio.wait({setting}, timeout=_SETTING_TIMEOUT)
            obstacle = responder.writing_obstacle or _find_quiet(setting)
            if effect is Effect.SHARE and obstacle:
                await self.tell(responder, not_shared_card(obstacle))
                return False
            if obstacle and effect is not Effect.VOTE:
                responder = responder.as_private()
            context = RenderContext(
                responder.asker,
                responder.private,
                shared_url=shared_url,
                can_share=not obstacle,
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
        except (AnswerSkipped, InteractionRepeated):
            return False
        except Exception as error:  # noqa: BLE001 (a net: the user sees a message for any error)
            await self._reporter.report(responder, error, context)
            return False
        return True

    def _action_context(
        self, interaction: discord.Interaction[Any], context: RenderContext
    ) -> ActionContext:
        return ActionContext(interaction, context, self._store.once(interaction.id))

    async def _build(self, job: Job, setting: Awaitable[EffectiveChannelSetting]) -> Card:
        here, responder = await setting, job.responder
        try:
            if action := self.registry.actions.get(type(job.request)):
                assert isinstance(responder, InteractionResponder)  # noqa: S101 (only interactions act)
                context = self._action_context(responder.interaction, job.context)
                return await action.run(job.request, context)
            return await self._lookups.run(job, here)
        except NotFoundError as error:
            if responder.replaces_card:
                raise  # keep the card that is there: it is worth more than a miss
            self._report_unanswered(job, error)
            return self._reporter.miss_card(responder, error, job.context)

    def _report_unanswered(self, job: Job, error: NotFoundError) -> None:
        """Tell the features of a question without an answer, beside the reply to it."""
        question, library = job.request, job.responder.location.library
        if not isinstance(question, UnresolvedQuestion):
            return
        if isinstance(error, LibraryEmpty | NoRelatedFact):
            return
        report = asyncio.create_task(self.registry.report_unanswered(library, question.text))
        self._under_way.add(report)
        report.add_done_callback(self._under_way.discard)


def _find_quiet(setting: "asyncio.Future[EffectiveChannelSetting]") -> str:
    """Return why answers are private in a channel, or ""."""
    is_public = setting.done() and not setting.exception() and not setting.result().is_quiet
    return "" if is_public else QUIET_CHANNEL
