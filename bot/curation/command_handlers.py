"""Handlers of the commands that change the library at once, and of *Undo*."""

from collections.abc import Awaitable
from typing import Any

from discord import ui

from bot.curation.cards import Done, ServerSettings, done_card, settings_card
from bot.curation.context import CurationContext
from bot.curation.errors import OptionsUnclear
from bot.curation.form_handlers import changed_card, removed_card
from bot.curation.history import show_history
from bot.curation.queries import HistoryQuery, UndoChange
from bot.curation.requests import (
    ChangeAlias,
    ChangeSettings,
    MergeThings,
    RemoveThings,
    TypedHistory,
)
from bot.curation.typed_things import (
    pick_one,
    pick_source,
    pick_topic,
    pick_topic_or_source,
)
from bot.ui.choice_labels import find_typed_fact
from facts.curation import form_input
from facts.curation.curator import Saved
from facts.curation.differences import SETTINGS
from facts.library.library import Library
from facts.model.entities import LibraryId, SourceId, TopicId
from facts.store.library_store import Snapshot


async def change_alias(request: ChangeAlias, context: CurationContext) -> ui.LayoutView:
    """Add an alias to a topic, or remove one."""
    await context.require_curator()
    verb, typed = pick_one(add=request.add, remove=request.remove)
    topic = await context.read(lambda library: pick_topic(request.topic, library))
    alias, curator = form_input.parse_name("alias", typed), context.curator()
    work = curator.add_alias(topic, alias) if verb == "add" else curator.remove_alias(topic, alias)
    return await _finish(work, context)


async def merge_things(request: MergeThings, context: CurationContext) -> ui.LayoutView:
    """Merge a topic into another one, or a source into another one."""
    await context.require_curator()
    curator = context.curator()
    (thing, first), (other, into) = await context.read(
        lambda it: (
            pick_topic_or_source(request.first, it),
            pick_topic_or_source(request.into, it),
        )
    )
    if thing != other:
        raise OptionsUnclear(("two topics", "two sources"))
    if thing == "source":
        return await _finish(curator.merge_sources(SourceId(first), SourceId(into)), context)
    return await _finish(curator.merge_topics(TopicId(first), TopicId(into)), context)


async def remove_things(request: RemoveThings, context: CurationContext) -> ui.LayoutView:
    """Remove a fact, or all facts of a source; managers can purge a fact."""
    await context.require_curator()
    name, typed = pick_one(fact=request.fact, source=request.source)
    curator = context.curator(form_input.parse_reason(request.reason))
    if name == "source":
        source = await context.read(lambda library: pick_source(typed, library))
        return removed_card(
            await context.announce(await curator.remove_source_facts(source)), context
        )
    if request.purge:
        context.require_manager()
        fact = await context.read(lambda library: find_typed_fact(typed, library, removed=True))
        saved = await context.announce(await curator.purge_facts((fact,)))
        note = (
            "Its text is gone from the library and its history. This cannot be undone. Backups "
            "still have it, and the titles of its sources stay."
        )
        return done_card(
            Done(f"Purged fact {fact}", saved.change, notes=(note,), undoable=False), context.render
        )
    fact = await context.read(lambda library: find_typed_fact(typed, library))
    return removed_card(await context.announce(await curator.remove_facts((fact,))), context)


async def undo(request: UndoChange, context: CurationContext) -> ui.LayoutView:
    """Undo a change of the library."""
    await context.require_curator()
    revisions = await context.read(lambda it: it.changes.load_revisions(request.change, 1))
    if any(each.entity == SETTINGS for each in revisions):
        context.require_manager()
    return await _finish(context.curator().undo(request.change), context)


async def list_history(request: TypedHistory, context: CurationContext) -> ui.LayoutView:
    """Show the history of a topic, a fact or a user, as typed."""

    def resolve(library: Library) -> HistoryQuery:
        topic = request.topic and pick_topic(request.topic, library)
        fact = request.fact and find_typed_fact(request.fact, library, removed=True)
        return HistoryQuery(topic or None, fact or None, request.user)

    return await show_history(await context.read(resolve), context)


async def change_settings(request: ChangeSettings, context: CurationContext) -> ui.LayoutView:
    """Show the settings of the server, or change them."""
    before = await context.read_own(_read_settings)
    roles = {*before.roles, request.add} - {request.remove, None}
    wanted = ServerSettings(
        tuple(sorted(role for role in roles if role)),
        before.keeps_questions if request.questions is None else request.questions,
    )
    if wanted == before:
        return settings_card(wanted, None, context.render)
    context.require_manager()
    curator, saved = context.curator(), None
    if wanted.roles != before.roles:
        saved = await context.announce(await curator.set_curators(wanted.roles))
    if wanted.keeps_questions != before.keeps_questions:
        work = curator.set_question_texts(keep=wanted.keeps_questions)
        saved = await context.announce(await work)
    return settings_card(wanted, saved.change if saved else None, context.render)


def _read_settings(_: LibraryId, snapshot: Snapshot) -> ServerSettings:
    roles = tuple(sorted(snapshot.changes.curator_roles()))
    return ServerSettings(roles, snapshot.questions.load().keeps_text)


async def _finish(work: Awaitable[Saved[Any]], context: CurationContext) -> ui.LayoutView:
    return await changed_card(await context.announce(await work), context)
