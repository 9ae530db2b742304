"""Cards for when there is no answer: what was wrong, and what to do."""

from collections.abc import Sequence
from functools import singledispatch

from discord import ui

from bot.cards.parts import Item, card, named, row, shown, text
from bot.controls import Control, Verb, button
from bot.questions import Audience, TopicQuestion, TopicsQuestion
from facts import errors
from facts.store import Match, Selection

_QUERY = 200
_NAME = 60


def miss_card(miss: errors.FootnoteError, audience: Audience) -> ui.LayoutView:
    """Return what a person reads who was to be told of an error, with ways on from there."""
    return card(text(told(miss)), *_ways_on(miss, audience))


def trouble_card(reference: str) -> ui.LayoutView:
    """Return what a person reads when the program failed; the log has the reference."""
    return card(
        text(
            "Something went wrong here, and it was not you. Nothing was changed. Try again; if it "
            f"stays, tell who runs this bot the reference `{reference}`."
        )
    )


def old_control_card() -> ui.LayoutView:
    """Return what a person reads who used a control that this version does not know."""
    return card(
        text("This control is of another version of Footnote. Ask again with `/topic` or `/help`.")
    )


@singledispatch
def told(error: errors.FootnoteError) -> str:
    """Return what was wrong and what to do, in Markdown."""
    raise NotImplementedError(type(error).__name__) from error


@told.register
def _(_: errors.LibraryEmpty) -> str:
    return "There are no facts here yet. Who runs this bot can load some with `footnote import`."


@told.register
def _(error: errors.TopicNotFound) -> str:
    query = f"No topic is named like “{shown(error.query, _QUERY)}”."
    if error.nearest:
        return f"{query} Did you mean one of these?"
    return f"{query} `/topics` lists them all, `/search` looks into the facts."


@told.register
def _(_: errors.TopicGone) -> str:
    return "That topic is not there any more. `/topics` lists all there are."


@told.register
def _(_: errors.SourceNotFound) -> str:
    return "That source is not there any more. `/sources` lists all there are."


@told.register
def _(error: errors.FactNotFound) -> str:
    return f"No fact has the number {error.fact}. `/search` finds facts by their words."


@told.register
def _(error: errors.NoFactMatches) -> str:
    if not (error.kinds or error.sites):
        return "No fact fits these filters any more."
    kinds, sites = _listed(error.kinds), _listed(error.sites)
    return f"No fact fits these filters. Kinds here: {kinds}. Sites here: {sites}."


@told.register
def _(error: errors.NothingFound) -> str:
    return f"No fact's text is near “{shown(error.query, _QUERY)}”. Try fewer or other words."


@told.register
def _(error: errors.DateUnclear) -> str:
    words = shown(error.words, _QUERY)
    return f"“{words}” is no date. Write 2026, Mar 2026 or 2026-03-15 for `since`."


def _ways_on(miss: errors.FootnoteError, audience: Audience) -> Sequence[Item]:
    if isinstance(miss, errors.TopicNotFound) and miss.nearest:
        return row(*(_to_topic(match, audience) for match in miss.nearest))
    if isinstance(miss, errors.TopicNotFound | errors.TopicGone):
        return row(button("All topics", (Verb.TURN, TopicsQuestion()), audience))
    return ()


def _to_topic(match: Match, audience: Audience) -> Control:
    return button(named(match), (Verb.TURN, TopicQuestion(Selection(match.topic))), audience)


def _listed(names: tuple[str, ...], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(shown(name, _NAME) for name in names[:most]) + more or "none"
