"""Handlers of submitted forms: a change, or a card with which the form opens again."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from discord import ui

from bot.cards.miss import DISCORD_VOICE
from bot.curation import form_reader
from bot.curation.cards import (
    Done,
    done_card,
    duplicate_card,
    plain_card,
    problem_card,
    topic_notes,
)
from bot.curation.context import CurationContext
from bot.curation.history import THINGS_PER_CHANGE, compare_lines
from bot.curation.queries import (
    AddSourceTo,
    AnyForm,
    CitationForm,
    DropForm,
    FactForm,
    NewFactForm,
    RemovalForm,
    ReplaceFact,
    SaveAnyway,
    SourceForm,
    TopicForm,
)
from facts.curation.curator import Saved
from facts.curation.differences import list_differences
from facts.curation.errors import EditConflict, NearDuplicate, NearDuplicateFound, SameFactExists
from facts.curation.fact_edits import EditedFact, FactEdit
from facts.curation.fact_removals import RemovedFacts
from facts.curation.forms import FormId
from facts.library.library import Library
from facts.model.entities import Fact, FactId
from facts.model.errors import FootnoteError, SourceNotFound, TopicGone
from facts.store.errors import InteractionRepeated

Values = Mapping[str, str]
_CONFLICTS: Final = 3
"""The latest changes that a conflict shows, at most."""
WHO_SEES: Final = "Everyone on this server sees it; no other server does."
Submit = Callable[[AnyForm, Values, CurationContext], Awaitable[ui.LayoutView]]


async def submit(form: AnyForm, values: Values, context: CurationContext) -> ui.LayoutView:
    """Make the change that a form asks for. If that fails, keep the form."""
    try:
        await context.require_curator()
        answer = await _SUBMITS[type(form)](form, values, context)
    except InteractionRepeated:
        raise
    except FootnoteError as error:
        kept = await context.keep(form, dict(values))
        return await _explain(error, kept, context)
    await context.drop_form(form.form)
    return answer


async def save_anyway(request: SaveAnyway, context: CurationContext) -> ui.LayoutView:
    """Save a new fact that resembles a known one."""
    form, values = await context.load_form(request.form)

    async def save(form: AnyForm, values: Values, context: CurationContext) -> ui.LayoutView:
        assert isinstance(form, NewFactForm)  # noqa: S101 (only these resemble a fact)
        return await _save_new_fact(form, values, context, allow_similar=True)

    return await _retry(save, form, values, context)


async def replace_fact(request: ReplaceFact, context: CurationContext) -> ui.LayoutView:
    """Replace a known fact by the new one of a form."""
    form, values = await context.load_form(request.form)

    async def save(form: AnyForm, values: Values, context: CurationContext) -> ui.LayoutView:
        assert isinstance(form, NewFactForm)  # noqa: S101 (only these resemble a fact)
        new = form_reader.read_new_fact(form, values)
        edit = FactEdit(new.text, new.kind, new.topics or None, new.sources)
        saved = await context.announce(await context.curator().edit_fact(request.fact, edit))
        return await _fact_card(f"Replaced fact {request.fact}", saved, context)

    return await _retry(save, form, values, context)


async def add_source_to(request: AddSourceTo, context: CurationContext) -> ui.LayoutView:
    """Add the source of a new fact to a known one that says the same."""
    form, values = await context.load_form(request.form)

    async def save(_: AnyForm, values: Values, context: CurationContext) -> ui.LayoutView:
        return await _save_citation(CitationForm(request.fact), values, context)

    return await _retry(save, form, values, context)


async def drop_form(request: DropForm, context: CurationContext) -> ui.LayoutView:
    """Delete a saved form."""
    await context.drop_form(request.form)
    return plain_card("Cancelled. Nothing was saved.")


async def _retry(
    save: Submit, form: AnyForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    try:
        await context.require_curator()
        answer = await save(form, values, context)
    except InteractionRepeated:
        raise
    except FootnoteError as error:
        return await _explain(error, form.form or FormId(0), context)
    await context.drop_form(form.form)
    return answer


async def _explain(error: FootnoteError, form: FormId, context: CurationContext) -> ui.LayoutView:
    """Return the card that says why a form was not saved, and what can be done."""
    if isinstance(error, NearDuplicateFound):
        own = next((each.fact for each in error.duplicates if _is_own(each.fact, context)), None)
        return duplicate_card(error.duplicates, form, own, context.render)
    if isinstance(error, SameFactExists):
        fact = await context.read(lambda library: library.fact(error.fact))
        own = fact if _is_own(fact, context) else None
        return duplicate_card([NearDuplicate(fact, 100)], form, own, context.render)
    messages = context.interaction.client.dispatcher.registry.messages
    message = messages.render(error, DISCORD_VOICE)
    if isinstance(error, EditConflict):
        message = f"{message}\n" + "\n".join(await _list_conflict(error, context))
    return problem_card(message, form, context.render)


async def _list_conflict(error: EditConflict, context: CurationContext) -> list[str]:
    """Return what the other changes did, as lines of Markdown."""

    def read(library: Library) -> list[str]:
        things = (
            list_differences(
                library.changes.load_revisions(each.id, THINGS_PER_CHANGE), library.changes
            )
            for each in error.changes[-_CONFLICTS:]
        )
        return [line for each in things for line in compare_lines(each)]

    return await context.read(read)


def _is_own(fact: Fact, context: CurationContext) -> bool:
    return fact.library == context.library


async def _submit_new_fact(
    form: NewFactForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    return await _save_new_fact(form, values, context, allow_similar=False)


async def _save_new_fact(
    form: NewFactForm, values: Values, context: CurationContext, *, allow_similar: bool
) -> ui.LayoutView:
    new = form_reader.read_new_fact(form, values)
    saved = await context.curator().add_fact(new, allow_similar=allow_similar)
    await context.announce(saved)
    return await _fact_card(f"Saved as fact {saved.result.fact}", saved, context, WHO_SEES)


async def _submit_fact(form: FactForm, values: Values, context: CurationContext) -> ui.LayoutView:
    fact = await context.read(lambda library: library.fact(form.fact))
    edit = form_reader.read_fact_edit(form, values, fact)
    saved = await context.announce(await context.curator().edit_fact(form.fact, edit))
    return await _fact_card(f"Edited fact {form.fact}", saved, context)


async def _submit_topic(form: TopicForm, values: Values, context: CurationContext) -> ui.LayoutView:
    topic = await context.read_own(lambda _, snapshot: snapshot.topics.get(form.topic))
    if topic is None:
        raise TopicGone
    edit = form_reader.read_topic_edit(form, values, topic)
    saved = await context.announce(await context.curator().edit_topic(form.topic, edit))
    return await changed_card(saved, context)


async def _submit_source(
    form: SourceForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    source = await context.read_own(lambda _, snapshot: snapshot.sources.get(form.source))
    if source is None:
        raise SourceNotFound
    edit = form_reader.read_source_edit(form, values, source)
    saved = await context.announce(await context.curator().edit_source(form.source, edit))
    return await changed_card(saved, context)


async def _save_citation(
    form: CitationForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    edit = FactEdit(added_sources=(form_reader.read_source(values),))
    saved = await context.announce(await context.curator().edit_fact(form.fact, edit))
    return await _fact_card(f"Added a source to fact {form.fact}", saved, context)


async def _submit_removal(
    form: RemovalForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    reason = " ".join(values.get("reason", "").split())
    saved = await context.curator(reason).remove_facts((form.fact,))
    return removed_card(await context.announce(saved), context)


def removed_card(saved: Saved[RemovedFacts], context: CurationContext) -> ui.LayoutView:
    """Return the card after a removal."""
    result = saved.result
    said = [f"Removed {_count(result.removed)}"] if result.removed else []
    said += [f"Hid {_count(result.hidden)} of the shared library here"] if result.hidden else []
    said += [f"Took the source from {_count(result.kept)}"] if result.kept else []
    return done_card(Done("; ".join(said), saved.change), context.render)


async def changed_card(saved: Saved[Any], context: CurationContext) -> ui.LayoutView:
    """Return the card after a change, with its summary."""
    change = await context.read(lambda library: library.changes.get(saved.change))
    title = DISCORD_VOICE.name(change.summary) if change else "Done"
    return done_card(Done(title, saved.change), context.render)


async def _fact_card(
    title: str, saved: Saved[EditedFact], context: CurationContext, note: str = ""
) -> ui.LayoutView:
    fact = await context.read(lambda library: library.fact(saved.result.fact))
    notes = (*filter(None, (note,)), *topic_notes(saved.result.new_topics))
    return done_card(Done(title, saved.change, fact, notes), context.render)


def _count(facts: tuple[FactId, ...]) -> str:
    return f"fact {facts[0]}" if len(facts) == 1 else f"{len(facts):,} facts"


_SUBMITS: Final[Mapping[type[AnyForm], Callable[..., Awaitable[ui.LayoutView]]]] = {
    NewFactForm: _submit_new_fact,
    FactForm: _submit_fact,
    TopicForm: _submit_topic,
    SourceForm: _submit_source,
    CitationForm: _save_citation,
    RemovalForm: _submit_removal,
}
