"""Cards of `/library misses`: the kept questions, and one group of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import ui

from bot.curation.cards import show_fact
from bot.curation.learning.queries import (
    AnswerQuestions,
    DismissQuestions,
    MissesQuery,
    OpenFactChoice,
    Questions,
    WriteFact,
)
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    button_rows,
    card,
    entries,
    fit_card,
    heading,
    inline,
    menu_row,
    pluralize,
    row,
    subtext,
    text,
)
from bot.ui.paging import Pages, pager
from facts.curation.learning.groups import QuestionGroup
from facts.model.entities import Fact
from facts.model.kept_questions import KeptQuestion, KeptQuestions, QuestionTally

GROUPS_PER_PAGE: Final = 8
_TITLE: Final = "Questions without a right answer"
_ANSWERS: Final = "This fact answers it"
_OFF: Final = (
    "Their texts are not kept. Members with the permission Manage Server can switch that on: "
    "`/library settings` with `questions: True`."
)


@dataclass(frozen=True, slots=True)
class Misses:
    """What `/library misses` shows: the numbers, and all groups of questions."""

    kept: KeptQuestions
    groups: tuple[QuestionGroup, ...]


def misses_card(misses: Misses, query: MissesQuery, context: RenderContext) -> ui.LayoutView:
    """Return a page of the groups, the most frequent first."""
    groups, start = misses.groups, query.page * GROUPS_PER_PAGE
    shown = groups[start : start + GROUPS_PER_PAGE]
    options = [
        Option(
            each.head.text,
            MissesQuery(query.page, each.head.id),
            f"asked {pluralize(each.count, 'time')}",
        )
        for each in shown
    ]

    def render(limit: int) -> Iterator[Item]:
        yield heading(_TITLE, _describe_tally(misses.kept.tally))
        if not misses.kept.keeps_text:
            yield text(_OFF)
            return
        yield from entries((_entry(each, limit) for each in shown), none="There are none now.")

    if not misses.kept.keeps_text:
        return fit_card(render)
    menu = menu_row("Choose a question…", Effect.REPLACE, context, options)
    turns = button_rows(*pager(query, Pages(len(groups), GROUPS_PER_PAGE), context))
    return fit_card(render, *menu, *turns)


def question_card(
    group: QuestionGroup, near: Sequence[Fact], query: MissesQuery, context: RenderContext
) -> ui.LayoutView:
    """Return a group of questions, and what can be done with them.

    `near` are the facts nearest to the first question.
    """
    options = [
        Option(each.text, AnswerQuestions(each.id, group.ids), f"#{each.id} · {each.kind}")
        for each in near
    ]

    def render(limit: int) -> Iterator[Item]:
        yield heading(inline(group.head.text, limit), _describe_count(group))
        others = [f"“{inline(each.text, limit)}”" for each in group.questions[1:]]
        if others:
            yield text("\n".join(["Also asked as:", *others]))

    buttons = button_rows(
        button("Another fact…", (Effect.FORM, OpenFactChoice(group.ids)), context),
        button("Write this fact", (Effect.FORM, WriteFact(group.ids)), context),
        button("Dismiss", (Effect.ACT, DismissQuestions(group.ids)), context),
        button("All questions", (Effect.REPLACE, MissesQuery(query.page)), context),
    )
    return fit_card(render, *menu_row(f"{_ANSWERS}…", Effect.ACT, context, options), *buttons)


def fact_choice_card(
    fact: Fact, questions: Sequence[KeptQuestion], context: RenderContext
) -> ui.LayoutView:
    """Return the fact that was typed, with a button that gives it the questions."""
    ids: Questions = tuple(each.id for each in questions)

    def render(limit: int) -> Iterator[Item]:
        asked = [f"“{inline(each.text, limit)}”" for each in questions]
        yield text("\n".join([*asked, subtext("Is this the fact that answers it?")]))
        yield text("\n".join(show_fact(fact, limit)))

    return fit_card(render, *row(*_choice_buttons(fact, ids, context)))


def gone_card(context: RenderContext) -> ui.LayoutView:
    """Return the card for questions that are kept no longer."""
    back = button("All questions", (Effect.REPLACE, MissesQuery()), context)
    return card(text("This question was answered or dismissed already."), *row(back))


def _choice_buttons(fact: Fact, questions: Questions, context: RenderContext) -> list[Control]:
    return [
        button(_ANSWERS, (Effect.ACT, AnswerQuestions(fact.id, questions)), context),
        button("Another fact…", (Effect.FORM, OpenFactChoice(questions)), context),
    ]


def _entry(group: QuestionGroup, limit: int) -> str:
    return f"**{inline(group.head.text, limit)}**\n{subtext(_describe_count(group))}"


def _describe_count(group: QuestionGroup) -> str:
    """Return how often a group was asked, how it ended, and when it was asked last."""
    misses = sum(each.misses for each in group.questions)
    rejected = group.count - misses
    others = len(group.questions) - 1
    last = max(each.last_day for each in group.questions)
    parts = (
        f"{pluralize(misses, 'time')} without an answer" if misses else "",
        f"{pluralize(rejected, 'time')} not what was asked" if rejected else "",
        f"last on {last.isoformat()}",
        f"{pluralize(others, 'other wording')}" if others else "",
    )
    return " · ".join(filter(None, parts))


def _describe_tally(tally: QuestionTally) -> str:
    return (
        f"So far {pluralize(tally.misses, 'question')} found no answer, "
        f"{pluralize(tally.rejected, 'answer')} did not fit, {tally.helpful:,} helped."
    )
