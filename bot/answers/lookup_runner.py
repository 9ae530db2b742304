"""Lookups: resolve and read a request in one snapshot, then render."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, TypeVar, cast

from discord import ui

from bot.answers.channel_focus import (
    FALLBACK_NOTICE,
    apply_focus,
    channel_notice,
    drop_stale_focus,
    remove_focus,
)
from bot.answers.extension import Card, CitedFacts, Lookup, Reaction, Resolution, StepFinder
from bot.answers.job import Job, identify_asker
from bot.answers.merged_things import follow_merges
from bot.answers.registry import Registry
from bot.answers.responder import AnswerSkipped, Responder
from bot.cards.channel import private_answer_card
from bot.cards.citation import citation_files_card
from bot.discord_api.location import Location
from bot.queries.custom_id import Effect
from bot.queries.query import Query, RenderContext
from bot.ui.controls import button
from bot.ui.layout import add_buttons
from facts.citations.bibliography import render_documents
from facts.library.channels import EffectiveChannelSetting
from facts.library.library import Library
from facts.model.errors import NoFactMatches, NoSearchHits, NotFoundError
from facts.store.asker import Purpose, run_errand
from facts.store.library_store import LibraryStore

Result = TypeVar("Result")

_NO_SETTING: Final = EffectiveChannelSetting()
"""The setting outside servers."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one snapshot gave: the query, and how to render its answer.

    Without an answer, it has the `miss`.
    """

    query: Query
    render: Callable[[RenderContext], Card] | None = None
    notice: str = ""
    miss: NotFoundError | None = None


Found = Card | NotFoundError
"""A card, or why there is none."""


class LookupRunner:
    """Answers requests from the store. Raises StoreError."""

    def __init__(self, store: LibraryStore, registry: Registry) -> None:
        self._store = store
        self._registry = registry

    async def read_setting(self, responder: Responder) -> EffectiveChannelSetting:
        """Return the channel setting in force where a user asks, without waiting for answers."""
        location = responder.location
        if not location.channels:
            return _NO_SETTING
        with run_errand(Purpose.SETTING, identify_asker(responder)):
            return await self.read(
                location, lambda library: library.channel_setting(location.channels)
            )

    async def read(self, location: Location, work: Callable[[Library], Result]) -> Result:
        """Run `work` on one snapshot of a location's library.

        It runs in the store's thread.
        """
        return await self._store.read(location.library, lambda snapshot: work(Library(snapshot)))

    async def run(self, job: Job) -> tuple[Job, Found]:
        """Return a job under the setting of its channel, and what answers it.

        Raises AnswerSkipped and ShareRefused.
        """
        settled, outcome = await self.read(job.responder.location, partial(self._answer, job))
        if isinstance(outcome, Reaction | NotFoundError):
            return settled, outcome
        if settled.responder.skips(outcome.query):
            raise AnswerSkipped
        if outcome.render is None:
            if outcome.miss is None:
                raise AnswerSkipped
            return settled, outcome.miss
        card = outcome.render(replace(settled.context, notice=outcome.notice))
        return settled, card if settled.obstacle else self._add_ratings(
            card, outcome.query, settled
        )

    def _add_ratings(self, card: Card, query: Query, job: Job) -> Card:
        """Return a reply to a message with the buttons that rate it."""
        if not (job.responder.answers_message and isinstance(card, ui.LayoutView)):
            return card
        steps = self._registry.rating_steps(query, job.responder.viewer)
        buttons = [button(each.label, (each.effect, each.query), job.context) for each in steps]
        return add_buttons(card, buttons)

    def _answer(
        self, job: Job, library: Library
    ) -> tuple[Job, _Outcome | Reaction | NotFoundError]:
        """Read the setting of the channel and the answer, all from one snapshot."""
        channels = job.responder.location.channels
        here = library.channel_setting(channels) if channels else _NO_SETTING
        settled = job.settle(here)
        try:
            return settled, self._find(settled, here, library)
        except NotFoundError as miss:
            return settled, miss

    def _find(
        self, job: Job, here: EffectiveChannelSetting, library: Library
    ) -> _Outcome | Reaction:
        """Resolve a request and read its answer."""
        request = apply_focus(job.request, here)
        resolver = self._registry.resolvers.get(type(request))
        resolution = (
            resolver.resolve(request, library) if resolver else Resolution(cast("Query", request))
        )
        if isinstance(resolution, Reaction):
            return resolution
        query = follow_merges(drop_stale_focus(resolution.query, here), library)
        if panel := self._registry.panel_lookups.get(type(query)):
            return _Outcome(
                query, panel.read(query, library, self._find_steps(job, library)).render
            )
        lookup = self._registry.lookups[type(query)]
        if job.effect is Effect.EXPORT and lookup.collect:
            return _Outcome(query, partial(_render_citations, lookup.collect(query, library)))
        is_public = not (job.responder.private or job.responder.replaces_card)
        if job.obstacle and is_public and lookup.collect:  # the answer is read when it is opened
            return _Outcome(query, partial(private_answer_card, query))
        if resolution.reading and query == resolution.query:
            notice = channel_notice(here, query, resolution.notice)
            return _Outcome(query, resolution.reading.render, notice)
        return _read_with_fallback(
            lookup, query, library, channel_notice(here, query, resolution.notice)
        )

    def _find_steps(self, job: Job, library: Library) -> StepFinder:
        """Return the finder of next steps for the user; a public card offers none."""
        if not job.responder.private:
            return lambda _: ()
        viewer = self._registry.identify(job.responder.viewer, library)
        return lambda thing: self._registry.panel_steps(thing, viewer)


def _read_with_fallback(
    lookup: Lookup[Any], query: Query, library: Library, notice: str
) -> _Outcome:
    """Read an answer on the channel's topics, or else from all facts."""
    try:
        try:
            return _Outcome(query, lookup.read(query, library).render, notice)
        except (NoSearchHits, NoFactMatches):
            wide = remove_focus(query)
            if wide == query:
                raise
            return _Outcome(query, lookup.read(wide, library).render, FALLBACK_NOTICE)
    except NotFoundError as miss:
        return _Outcome(query, miss=miss)


def _render_citations(cited: CitedFacts, _: RenderContext) -> Card:
    facts, count = cited
    return citation_files_card(render_documents(facts), len(facts), count)
