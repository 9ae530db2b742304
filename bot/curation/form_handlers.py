"""Handlers of submitted forms: a change, or a card with which the form opens again."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from discord import ui

from bot.curation import form_reader
from bot.curation.cards import Done, done_card, topic_notes
from bot.curation.context import CurationContext
from bot.curation.form_problems import explain_problem
from bot.curation.queries import (
    AnyForm,
    CitationForm,
    FactForm,
    NewFactForm,
    PhrasingsForm,
    RemovalForm,
    SourceForm,
    TopicForm,
)
from bot.ui.layout import inline
from facts.curation import form_input
from facts.curation.curator import Saved
from facts.curation.fact_edits import EditedFact, FactEdit
from facts.curation.fact_removals import RemovedFacts, name_facts
from facts.curation.phrasing_edits import parse_phrasings
from facts.model.errors import FootnoteError, SourceNotFound, TopicGone
from facts.model.kept_questions import QuestionId
from facts.store.errors import InteractionRepeated

Values = Mapping[str, str]
WHO_SEES: Final = "Everyone on this server sees it; no other server does."
_SUMMARY: Final = 300
"""UTF-16 units of a change's summary on a card, at most."""


async def submit(form: AnyForm, values: Values, context: CurationContext) -> ui.LayoutView:
    """Make the change that a form asks for. If that fails, keep the form."""
    try:
        await context.require_curator()
        answer = await _SUBMITS[type(form)](form, values, context)
    except InteractionRepeated:
        raise
    except FootnoteError as error:
        kept = await context.keep(form, dict(values))
        return await explain_problem(error, form, kept, context)
    await context.drop_form(form.form)
    return answer


async def save_new_fact(
    form: NewFactForm, values: Values, context: CurationContext, *, allow_similar: bool = False
) -> ui.LayoutView:
    """Add the fact of a form."""
    new = form_reader.read_new_fact(form, values)
    saved = await context.curator().add_fact(new, allow_similar=allow_similar)
    await context.announce(saved)
    return await fact_card_after(f"Saved as fact {saved.result.fact}", saved, context, WHO_SEES)


async def _submit_fact(form: FactForm, values: Values, context: CurationContext) -> ui.LayoutView:
    fact = await context.read(lambda library: library.fact(form.fact))
    edit = form_reader.read_fact_edit(form, values, fact)
    saved = await context.announce(await context.curator().edit_fact(form.fact, edit))
    return await fact_card_after(f"Edited fact {form.fact}", saved, context)


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


async def save_citation(
    form: CitationForm,
    values: Values,
    context: CurationContext,
    *,
    questions: tuple[QuestionId, ...] = (),
) -> ui.LayoutView:
    """Add the source of a form to a fact, and kept questions that the fact answers."""
    edit = FactEdit(added_sources=(form_reader.read_source(values),), questions=questions)
    saved = await context.announce(await context.curator().edit_fact(form.fact, edit))
    return await fact_card_after(f"Added a source to fact {form.fact}", saved, context)


async def _submit_phrasings(
    form: PhrasingsForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    phrasings = parse_phrasings(values.get("phrasings", ""))
    saved = await context.curator().set_phrasings(form.fact, phrasings)
    return await changed_card(await context.announce(saved), context)


async def _submit_removal(
    form: RemovalForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    reason = form_input.parse_reason(values.get("reason", ""))
    saved = await context.curator(reason).remove_facts((form.fact,))
    return removed_card(await context.announce(saved), context)


def removed_card(saved: Saved[RemovedFacts], context: CurationContext) -> ui.LayoutView:
    """Return the card after a removal."""
    result = saved.result
    said = [f"Removed {name_facts(result.removed)}"] if result.removed else []
    said += [f"Hid {name_facts(result.hidden)} of the shared library here"] if result.hidden else []
    said += [f"Took the source from {name_facts(result.kept)}"] if result.kept else []
    return done_card(Done("; ".join(said), saved.change), context.render)


async def changed_card(saved: Saved[Any], context: CurationContext) -> ui.LayoutView:
    """Return the card after a change, with its summary."""
    change = await context.read(lambda library: library.changes.get(saved.change))
    title = inline(change.summary, _SUMMARY) if change else "Done"
    return done_card(Done(title, saved.change), context.render)


async def fact_card_after(
    title: str, saved: Saved[EditedFact], context: CurationContext, note: str = ""
) -> ui.LayoutView:
    """Return the card after a change of a fact, with the fact as it is now."""
    fact = await context.read(lambda library: library.fact(saved.result.fact))
    notes = (*filter(None, (note,)), *topic_notes(saved.result.new_topics))
    return done_card(Done(title, saved.change, fact, notes), context.render)


_SUBMITS: Final[Mapping[type[AnyForm], Callable[..., Awaitable[ui.LayoutView]]]] = {
    NewFactForm: save_new_fact,
    FactForm: _submit_fact,
    TopicForm: _submit_topic,
    SourceForm: _submit_source,
    CitationForm: save_citation,
    RemovalForm: _submit_removal,
    PhrasingsForm: _submit_phrasings,
}
