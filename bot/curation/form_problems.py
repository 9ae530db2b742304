"""Cards for a form that was not saved: why, and what can be done."""

from typing import Final

from discord import ui

from bot.cards.miss import DISCORD_VOICE
from bot.curation.cards import DuplicateChoice, duplicate_card, problem_card, same_fact_card
from bot.curation.context import CurationContext
from bot.curation.history import THINGS_PER_CHANGE, compare_lines
from bot.curation.queries import AnyForm, NewFactForm
from facts.curation.differences import list_differences
from facts.curation.errors import EditConflict, NearDuplicateFound, SameFactExists
from facts.curation.forms import FormId
from facts.library.library import Library
from facts.model.entities import Fact
from facts.model.errors import FootnoteError

_CONFLICTS: Final = 3
"""The latest changes that a conflict shows, at most."""


async def explain_problem(
    error: FootnoteError, form: AnyForm, number: FormId, context: CurationContext
) -> ui.LayoutView:
    """Return the card for an error; `number` is that of the saved form."""
    if isinstance(form, NewFactForm) and isinstance(error, NearDuplicateFound):
        choice = await _find_choice([each.fact for each in error.duplicates], number, context)
        return duplicate_card(error.duplicates, choice, context.render)
    if isinstance(form, NewFactForm) and isinstance(error, SameFactExists):
        fact = await context.read(lambda library: library.fact(error.fact))
        others = [] if error.is_cited else [fact]
        return same_fact_card(fact, await _find_choice(others, number, context), context.render)
    messages = context.interaction.client.dispatcher.registry.messages
    message = messages.render(error, DISCORD_VOICE)
    if isinstance(error, EditConflict):
        message = "\n".join([message, *await _list_conflict(error, context)])
    return problem_card(message, number, context.render)


async def _find_choice(
    facts: list[Fact], number: FormId, context: CurationContext
) -> DuplicateChoice:
    """Return what a user may do instead of adding a fact: change the likest own one."""
    own = next((fact for fact in facts if fact.library == context.library), None)
    if own is None:
        return DuplicateChoice(number)
    base = await context.read(lambda library: library.changes.last("fact", own.id))
    return DuplicateChoice(number, own, base)


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
