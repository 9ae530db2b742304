"""The card of a comparison of two topics."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_entries, source_entry
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CompareQuery, SourceQuery, TopicQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, more_button, share_buttons
from bot.ui.controls import Control, Option, button
from bot.ui.layout import Item, entries, fit_card, heading, inline, menu_row, pluralize, row, text
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE, Pages, pager
from bot.ui.text_fit import plain_text, truncate
from facts.library.comparison import ComparisonAnswer, Side
from facts.model.selection import Selection

_NAME: Final = 100
_TAB: Final = 22
"""UTF-16 units of a topic's name on a button."""


def comparison_card(
    answer: ComparisonAnswer, query: CompareQuery, context: RenderContext
) -> ui.LayoutView:
    """Return one page of one side of a comparison."""

    def render(limit: int) -> Iterator[Item]:
        first, second = (
            inline(each.name, min(limit, _NAME)) for each in (answer.first, answer.second)
        )
        title = f"{first} and {second}"
        yield heading(title, _figures(answer, first, second), context=context)
        yield text(
            _nothing_shared_note(answer, query) + _side_title(query.pair.side, first, second)
        )
        yield ui.Separator()
        yield from entries(_list_side(answer, query, limit))

    return fit_card(render, *_controls(answer, query, context))


def _figures(answer: ComparisonAnswer, first: str, second: str) -> str:
    sizes = answer.sizes
    shared = (
        f"{pluralize(sizes[Side.BOTH], 'fact')} on both, "
        f"{pluralize(sizes[Side.SOURCES], 'source')} in common"
    )
    separate = f"{sizes[Side.FIRST]:,} only on {first}, {sizes[Side.SECOND]:,} only on {second}"
    return f"{shared} · {separate}"


def _nothing_shared_note(answer: ComparisonAnswer, query: CompareQuery) -> str:
    """Return a note that no fact is shared.

    It is empty if there is one, or if this page shows that already.
    """
    if answer.sizes[Side.BOTH] or query.pair.side is Side.BOTH:
        return ""
    if answer.sizes[Side.SOURCES]:
        return "They share no fact, but they have sources in common.\n"
    return "They share nothing: no fact is about both, and no source is in common.\n"


def _side_title(side: Side, first: str, second: str) -> str:
    return {
        Side.BOTH: "**On both**",
        Side.FIRST: f"**Only on {first}**",
        Side.SECOND: f"**Only on {second}**",
        Side.SOURCES: "**Sources in common**",
    }[side]


def _list_side(answer: ComparisonAnswer, query: CompareQuery, limit: int) -> list[str]:
    if query.pair.side is not Side.SOURCES:
        return fact_entries(answer.facts, limit)
    start = query.page * SOURCES_PER_PAGE + 1
    return [source_entry(*each, limit) for each in enumerate(answer.sources, start)]


def _controls(
    answer: ComparisonAnswer, query: CompareQuery, context: RenderContext
) -> Iterator[Item]:
    yield ui.Separator()
    yield from menu_row("Open a topic or source…", Effect.OPEN, context, _open_options(answer))
    side = query.pair.side
    pages = Pages(answer.sizes[side], SOURCES_PER_PAGE if side is Side.SOURCES else FACTS_PER_PAGE)
    has_facts = answer.facts and side is not Side.SOURCES
    mores = (more_button(answer.facts, context),) if has_facts else ()
    cites = (cite_all_button(query, context),) if has_facts else ()
    yield from row(*_side_buttons(answer, query, context), *mores)
    yield from row(*pager(query, pages, context), *cites, *share_buttons(query, context))


def _open_options(answer: ComparisonAnswer) -> list[Option]:
    topics = (answer.first, answer.second)
    return [
        *(Option(each.name, TopicQuery(Selection(each.id)), "topic") for each in topics),
        *(
            Option(each.source.title, SourceQuery(each.source.id), pluralize(each.facts, "fact"))
            for each in answer.sources
        ),
    ]


def _side_buttons(
    answer: ComparisonAnswer, query: CompareQuery, context: RenderContext
) -> list[Control]:
    """Return a button for each side; that of the side shown is off."""
    labels = {
        Side.BOTH: "On both",
        Side.SOURCES: "Shared sources",
        Side.FIRST: f"Only {truncate(plain_text(answer.first.name), _TAB)}",
        Side.SECOND: f"Only {truncate(plain_text(answer.second.name), _TAB)}",
    }
    return [
        button(
            f"{label} ({answer.sizes[side]:,})",
            (Effect.REPLACE, CompareQuery(replace(query.pair, side=side))),
            context,
            disabled=side is query.pair.side,
        )
        for side, label in labels.items()
    ]
