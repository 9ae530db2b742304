"""Cards that answer a change: what was done, and how to take it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import ui

from bot.curation.queries import (
    AddSourceTo,
    DropForm,
    OpenNewFact,
    OpenSavedForm,
    ReplaceFact,
    SaveAnyway,
    UndoChange,
)
from bot.queries.custom_id import Effect
from bot.queries.library_queries import HelpQuery, PanelQuery, RandomQuery
from bot.queries.query import RenderContext, UserId
from bot.ui.controls import Control, NextStep, button
from bot.ui.layout import Item, card, fit_card, inline, pluralize, row, subtext, text
from bot.ui.markdown import escape
from bot.ui.text_fit import truncate
from facts.curation.errors import NearDuplicate
from facts.curation.forms import FormId
from facts.curation.named_things import NewTopic
from facts.model.changes import ChangeId
from facts.model.entities import Fact

_TEXT: Final = 600
_NAME: Final = 100
_SOURCES: Final = 3
"""The sources that a card names, at most: those that came last."""
_TEXTS_KEPT: Final = (
    "Their text is kept for 90 days after they were last asked, without who asked. "
    "`/library misses` lists them for curators."
)
_TEXTS_NOT_KEPT: Final = "They are counted. Their text is not kept."
KEPT_NOTE: Final = "What you typed is kept for a day."


@dataclass(frozen=True, slots=True)
class Done:
    """What a change did: a title and notes in Markdown, its fact if one, and what comes next."""

    title: str
    change: ChangeId
    fact: Fact | None = None
    notes: tuple[str, ...] = ()
    undoable: bool = True
    steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The curator roles, and whether the text of questions is kept."""

    roles: tuple[int, ...]
    keeps_questions: bool


def done_card(done: Done, context: RenderContext) -> ui.LayoutView:
    """Return the card after a change, with a button that undoes it."""
    lines, fact = [f"**{done.title}**"], done.fact
    if fact:
        lines += show_fact(fact, _TEXT)
    lines += map(subtext, done.notes)
    controls: list[Control] = []
    if done.undoable:
        controls.append(button("Undo", (Effect.ACT, UndoChange(done.change)), context))
    if fact:
        panel = PanelQuery(chosen=1, facts=(fact.id,))
        controls.append(button("More…", (Effect.OPEN, panel), context))
    controls += [button(each.label, (each.effect, each.query), context) for each in done.steps]
    return card(text("\n".join(lines)), *row(*controls))


def topic_notes(new_topics: Sequence[NewTopic]) -> tuple[str, ...]:
    """Return a line for each topic that was made, with the name nearest to it."""
    return tuple(
        f"“{inline(each.name, _NAME)}” is a new topic."
        + (f" A similar one: “{inline(each.nearest, _NAME)}”." if each.nearest else "")
        for each in new_topics
    )


def problem_card(
    message: str, form: FormId, context: RenderContext, *, note: str = KEPT_NOTE
) -> ui.LayoutView:
    """Return the card for a form that was not saved; it opens again as it was."""
    controls = [
        *_open_again(form, context),
        button("Cancel", (Effect.ACT, DropForm(form)), context),
    ]
    return card(text(f"{message}\n{subtext(note)}"), *row(*controls))


@dataclass(frozen=True, slots=True)
class DuplicateChoice:
    """A new fact that the library may have already: its saved form, and the fact to change instead.

    `own` is None if the user may not change one. `base` is the last change of it so far.
    """

    form: FormId
    own: Fact | None = None
    base: int = 0


def duplicate_card(
    duplicates: Sequence[NearDuplicate], choice: DuplicateChoice, context: RenderContext
) -> ui.LayoutView:
    """Return the card for a new fact that resembles known ones."""
    anyway = button("Save anyway", (Effect.ACT, SaveAnyway(choice.form)), context)

    def render(limit: int) -> Iterator[Item]:
        yield text("**The library may have this already.**")
        for each in duplicates:
            yield text(
                "\n".join(
                    [f"**{each.likeness} % like #{each.fact.id}**", *show_fact(each.fact, limit)]
                )
            )

    return fit_card(render, *_choices(choice, anyway, context))


def same_fact_card(fact: Fact, choice: DuplicateChoice, context: RenderContext) -> ui.LayoutView:
    """Return the card for a new fact with exactly the text of a known one."""

    def render(limit: int) -> Iterator[Item]:
        yield text("\n".join([f"**#{fact.id} has exactly this text.**", *show_fact(fact, limit)]))

    return fit_card(render, *_choices(choice, None, context))


def _choices(
    choice: DuplicateChoice, anyway: Control | None, context: RenderContext
) -> Iterator[Item]:
    form, own, controls = choice.form, choice.own, []
    notes = [KEPT_NOTE]
    if own:
        notes.insert(0, "*Replace* gives it your text, topics and source in place of its own.")
        swap = ReplaceFact(form, own.id, choice.base)
        controls = [
            button(
                f"Add your source to #{own.id}", (Effect.ACT, AddSourceTo(form, own.id)), context
            ),
            button(f"Replace #{own.id}", (Effect.ACT, swap), context),
        ]
    controls += [anyway] if anyway else []
    controls += [
        *_open_again(form, context),
        button("Cancel", (Effect.ACT, DropForm(form)), context),
    ]
    yield text("\n".join(map(subtext, notes)))
    yield from row(*controls)


def show_fact(fact: Fact, limit: int) -> list[str]:
    """Return a fact as lines of Markdown: its text, then its small print."""
    words = escape(truncate(fact.text, min(limit, _TEXT))) or "…"
    return [words, *map(subtext, _describe(fact))]


def plain_card(message: str) -> ui.LayoutView:
    """Return a card with just a text, in Markdown."""
    return card(text(message))


def settings_card(
    settings: ServerSettings, change: ChangeId | None, context: RenderContext
) -> ui.LayoutView:
    """Return the card with the settings of a server."""
    roles = settings.roles
    named = ", ".join(f"<@&{role}>" for role in roles)
    who = f"Members with {named}, and everyone" if roles else "Everyone"
    lines = [
        "**Curators of this server**",
        f"{who} with the permission Manage Server can add, correct and remove facts.",
        subtext("`/library settings` with `add` or `remove` changes the roles."),
        "**Questions without a right answer**",
        _TEXTS_KEPT if settings.keeps_questions else _TEXTS_NOT_KEPT,
        subtext("`/library settings` with `questions` changes this."),
    ]
    undo = [button("Undo", (Effect.ACT, UndoChange(change)), context)] if change else []
    return card(text("\n".join(lines)), *row(*undo))


def welcome_card() -> ui.LayoutView:
    """Return the message to a server that the bot has joined. Any member may press its buttons."""
    context = RenderContext(UserId(0), private=False)
    lines = (
        "**Footnote keeps this team's facts, each with its source.**",
        "Ask with `/topic` or `@Footnote`, and add what your team knows with `/library add`.",
        subtext("What you add here stays on this server. `/library settings` says who may add."),
    )
    return card(
        text("\n".join(lines)),
        *row(
            button("Add a first fact", (Effect.FORM, OpenNewFact()), context),
            button("Try an example", (Effect.OPEN, RandomQuery(1)), context),
            button("Help", (Effect.OPEN, HelpQuery()), context),
        ),
    )


def _open_again(form: FormId, context: RenderContext) -> list[Control]:
    return [button("Open again", (Effect.FORM, OpenSavedForm(form)), context)]


def _describe(fact: Fact) -> list[str]:
    topics = ", ".join(inline(link.name, _NAME) for link in fact.topic_links[:5])
    sources = [inline(each.source.title, _NAME) for each in fact.citations[-_SOURCES:]]
    more = len(fact.citations) - len(sources)
    sources += [f"{pluralize(more, 'more source')}"] if more else []
    return [" · ".join(filter(None, (f"#{fact.id}", inline(fact.kind, 40), topics, *sources)))]
