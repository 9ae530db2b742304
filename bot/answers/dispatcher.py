"""The dispatcher: it finds a request's handler and sends the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import discord
from discord import ui

from bot.answers.budget import Budget
from bot.answers.extension import Action, ActionContext, Card, Form
from bot.answers.gate import Gate
from bot.answers.job import Job, ShareRefused, identify_asker, open_job
from bot.answers.lookup_runner import Found, LookupRunner
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
from bot.cards.miss import not_shared_card, outdated_control_card
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from bot.discord_api.location import locate_interaction
from bot.queries.codec import QueryUnreadable
from bot.queries.custom_id import Effect, read_link
from bot.queries.query import RenderContext, Request
from bot.queries.unresolved import UnresolvedQuestion
from facts.curation.store import CurationStore
from facts.library.library import Library
from facts.model.errors import LibraryEmpty, NoRelatedFact, NotFoundError
from facts.store.asker import Purpose, run_errand
from facts.store.errors import InteractionRepeated

Result = TypeVar("Result")

_DRAIN_TIMEOUT: Final = 1.5
"""Seconds to wait at shutdown for answers under way; see bot.app.runner."""


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
        self._budget = Budget()
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
        job = open_job(responder, query)
        with self._work_for(responder):
            await self._send(job, self._submit(form, values, job))

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
        job = open_job(responder, request, effect, shared_url)
        with self._work_for(responder):
            return await self._send(job, self._build(job))

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
    def _work_for(self, responder: Responder) -> Iterator[None]:
        """Count the current task among the answers under way, and let it read for the user."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (coroutines run in tasks)
        self._under_way.add(task)
        try:
            with run_errand(Purpose.ANSWER, identify_asker(responder)):
                yield
        finally:
            self._under_way.discard(task)

    async def _send(self, job: Job, answer: Awaitable[tuple[Job, Card]]) -> bool:
        """Send an answer, or tell the user what went wrong.

        This is one of the two nets for errors.
        """
        announced: list[Responder] = []

        async def announce() -> None:
            announced.append(await self._find_way(job))
            await announced[0].announce()

        try:
            settled, card = await await_or_announce(answer, announce, self._defer_after)
            await (*announced, settled.responder)[0].send(card)
        except (AnswerSkipped, InteractionRepeated):
            return False
        except ShareRefused as refusal:
            await self.tell(job.responder, not_shared_card(refusal.obstacle))
            return False
        except Exception as error:  # noqa: BLE001 (a net: the user sees a message for any error)
            await self._reporter.report(job.responder, error, job.context)
            return False
        return True

    async def _find_way(self, job: Job) -> Responder:
        """Return the responder for an answer that is not there yet, private where it must be."""
        here = await self._lookups.read_setting(job.responder)
        return job.settle(here).responder

    def _action_context(
        self, interaction: discord.Interaction[Any], context: RenderContext
    ) -> ActionContext:
        return ActionContext(interaction, context, self._store.once(interaction.id))

    async def _submit(
        self, form: Form[Any], values: Mapping[str, str], job: Job
    ) -> tuple[Job, Card]:
        assert isinstance(job.responder, InteractionResponder)  # noqa: S101 (a modal is one)
        with self._budget.admit(identify_asker(job.responder)):
            context = self._action_context(job.responder.interaction, job.context)
            return job, await form.submit(job.request, values, context)

    async def _build(self, job: Job) -> tuple[Job, Card]:
        with self._budget.admit(identify_asker(job.responder)):
            if action := self.registry.actions.get(type(job.request)):
                job = job.settle(await self._lookups.read_setting(job.responder))
                found = await self._act(action, job)
            else:
                job, found = await self._lookups.run(job)
        if not isinstance(found, NotFoundError):
            return job, found
        if job.responder.replaces_card:
            raise found  # keep the card that is there: it is worth more than a miss
        self._report_unanswered(job, found)
        return job, self._reporter.miss_card(job.responder, found, job.context)

    async def _act(self, action: Action[Any], job: Job) -> Found:
        responder = job.responder
        assert isinstance(responder, InteractionResponder)  # noqa: S101 (only interactions act)
        try:
            context = self._action_context(responder.interaction, job.context)
            return await action.run(job.request, context)
        except NotFoundError as miss:
            return miss

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
