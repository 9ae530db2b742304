"""Handlers of the choices for a new fact that the library may have already."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from discord import ui

from bot.curation import form_reader
from bot.curation.cards import plain_card
from bot.curation.context import CurationContext
from bot.curation.form_handlers import fact_card_after, save_citation, save_new_fact
from bot.curation.form_problems import explain_problem
from bot.curation.queries import (
    AddSourceTo,
    CitationForm,
    DropForm,
    NewFactForm,
    ReplaceFact,
    SaveAnyway,
)
from facts.curation.fact_edits import FactEdit
from facts.curation.forms import FormGone, FormId
from facts.model.changes import ChangeId
from facts.model.errors import FootnoteError
from facts.store.errors import InteractionRepeated

Values = Mapping[str, str]
Save = Callable[[NewFactForm, Values, CurationContext], Awaitable[ui.LayoutView]]


async def save_anyway(request: SaveAnyway, context: CurationContext) -> ui.LayoutView:
    """Save a new fact that resembles a known one."""
    return await _retry(request.form, partial(save_new_fact, allow_similar=True), context)


async def replace_fact(request: ReplaceFact, context: CurationContext) -> ui.LayoutView:
    """Replace a known fact by the new one of a form."""
    return await _retry(request.form, partial(_replace, request), context)


async def add_source_to(request: AddSourceTo, context: CurationContext) -> ui.LayoutView:
    """Add the source of a new fact to a known one that says the same."""
    return await _retry(request.form, partial(_cite, request), context)


async def drop_form(request: DropForm, context: CurationContext) -> ui.LayoutView:
    """Delete a saved form."""
    await context.drop_form(request.form)
    return plain_card("Cancelled. Nothing was saved.")


async def _replace(
    request: ReplaceFact, form: NewFactForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    new = form_reader.read_new_fact(form, values)
    edit = FactEdit(
        new.text,
        new.kind,
        new.topics or None,
        new.sources,
        questions=new.questions,
        base=ChangeId(request.base),
    )
    saved = await context.announce(await context.curator().edit_fact(request.fact, edit))
    return await fact_card_after(f"Replaced fact {request.fact}", saved, context)


async def _cite(
    request: AddSourceTo, form: NewFactForm, values: Values, context: CurationContext
) -> ui.LayoutView:
    citation = CitationForm(request.fact)
    return await save_citation(citation, values, context, questions=form.questions)


async def _retry(number: FormId, save: Save, context: CurationContext) -> ui.LayoutView:
    """Try again with a saved form; it stays if that fails."""
    form, values = await context.load_form(number)
    if not isinstance(form, NewFactForm):
        raise FormGone
    try:
        await context.require_curator()
        answer = await save(form, values, context)
    except InteractionRepeated:
        raise
    except FootnoteError as error:
        return await explain_problem(error, form, number, context)
    await context.drop_form(number)
    return answer
