"""Handlers of `/library misses`: list kept questions, answer them, dismiss them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from discord import ui

from bot.curation.cards import Done, done_card
from bot.curation.context import CurationContext
from bot.curation.form_fields import FormField, build_modal, text_field
from bot.curation.learning.cards import (
    Misses,
    fact_choice_card,
    gone_card,
    misses_card,
    question_card,
)
from bot.curation.learning.queries import (
    AnswerQuestions,
    DismissQuestions,
    FactChoiceForm,
    MissesQuery,
    OpenFactChoice,
    Questions,
    WriteFact,
)
from bot.curation.queries import NewFactForm
from bot.queries.custom_id import Effect
from bot.ui.choice_labels import find_typed_fact
from bot.ui.controls import NextStep, modal
from bot.ui.layout import inline
from facts.curation.errors import NothingChanged, QuestionsGone
from facts.curation.learning.groups import group_questions
from facts.library.library import Library
from facts.model.entities import Fact, LibraryId
from facts.model.errors import NotFoundError
from facts.model.kept_questions import KeptQuestion
from facts.model.selection import Slice
from facts.questions.related_facts import find_related_facts
from facts.store.library_store import Snapshot

_NEAR: Final = 10
"""Facts that are offered for a question, at most."""
_QUESTION: Final = 200
_FACT: Final = FormField(
    "fact", "The fact that answers it", "Its number, or words of it", required=True, limit=300
)
NEXT_QUESTION: Final = NextStep("More questions", MissesQuery(), Effect.REPLACE)


async def show_misses(query: MissesQuery, context: CurationContext) -> ui.LayoutView:
    """Show a page of kept questions, or one group with what can be done with it."""
    await context.require_curator()

    def read(_: LibraryId, snapshot: Snapshot) -> tuple[Misses, Sequence[Fact]]:
        kept = snapshot.questions.load()
        misses = Misses(kept, group_questions(kept.questions))
        chosen = next((each for each in misses.groups if query.chosen in each.ids), None)
        return misses, _find_near(chosen.head, Library(snapshot)) if chosen else ()

    misses, near = await context.read_own(read)
    chosen = next((each for each in misses.groups if query.chosen in each.ids), None)
    if chosen:
        return question_card(chosen, near, query, context.render)
    return misses_card(misses, query, context.render)


async def answer_questions(request: AnswerQuestions, context: CurationContext) -> ui.LayoutView:
    """Give questions to a fact; the same questions find it at once from then on."""
    await context.require_curator()
    kept = await _load_questions(request.questions, context)
    try:
        saved = await context.curator().answer_questions(request.fact, request.questions)
    except QuestionsGone:
        return gone_card(context.render)
    except NothingChanged:
        await context.store.questions.drop(context.library, request.questions)
        return gone_card(context.render)
    await context.announce(saved)
    fact = await context.read(lambda library: library.fact(request.fact))
    asked = f" “{inline(kept[0].text, _QUESTION)}”" if kept else ""
    done = Done(f"Fact {fact.id} now answers{asked}", saved.change, fact, steps=(NEXT_QUESTION,))
    return done_card(done, context.render)


async def open_fact_choice(request: OpenFactChoice, context: CurationContext) -> ui.Modal:
    """Open the form that takes the number or words of a fact."""
    await context.require_curator()
    form = FactChoiceForm(request.questions)
    return modal("Choose a fact", form, context.render, [text_field(_FACT)])


async def choose_fact(
    form: FactChoiceForm, values: Mapping[str, str], context: CurationContext
) -> ui.LayoutView:
    """Show the fact that a user typed, to be confirmed."""
    await context.require_curator()
    kept = await _load_questions(form.questions, context)
    if not kept:
        return gone_card(context.render)

    def read(library: Library) -> Fact:
        return library.fact(find_typed_fact(values.get("fact", ""), library))

    return fact_choice_card(await context.read(read), kept, context.render)


async def write_fact(request: WriteFact, context: CurationContext) -> ui.Modal | ui.LayoutView:
    """Open the form of a new fact, which gets the questions."""
    await context.require_curator()
    kept = await _load_questions(request.questions, context)
    if not kept:
        return gone_card(context.render)
    form = NewFactForm(questions=tuple(each.id for each in kept))
    return build_modal(form, {}, context.render, question=kept[0].text)


async def dismiss_questions(request: DismissQuestions, context: CurationContext) -> ui.LayoutView:
    """Delete questions, and show the others."""
    await context.require_curator()
    await context.store.questions.drop(context.library, request.questions)
    return await show_misses(MissesQuery(), context)


async def _load_questions(
    questions: Questions, context: CurationContext
) -> tuple[KeptQuestion, ...]:
    return await context.read_own(lambda _, snapshot: snapshot.questions.get_many(questions))


def _find_near(question: KeptQuestion, library: Library) -> tuple[Fact, ...]:
    """Return the facts that have words of a question, best first."""
    found: list[Fact] = []
    with suppress(NotFoundError):
        hits = library.search(question.text, part=Slice(limit=_NEAR)).hits
        found += (hit.fact for hit in hits)
    with suppress(NotFoundError):
        found += (each.fact for each in find_related_facts(library, question.text, _NEAR))
    return tuple({fact.id: fact for fact in found}.values())[:_NEAR]


OPENERS: Final[dict[type[Any], Any]] = {
    OpenFactChoice: open_fact_choice,
    WriteFact: write_fact,
}
READERS: Final[dict[type[Any], Any]] = {MissesQuery: show_misses}
WRITERS: Final[dict[type[Any], Any]] = {
    AnswerQuestions: answer_questions,
    DismissQuestions: dismiss_questions,
}
