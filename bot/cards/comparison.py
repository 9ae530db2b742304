"""The card of two topics: what they share, and what only one of them has."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import group_by_source, source_entry
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CompareQuery, SourceQuery, TopicQuery
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    cite_all_button,
    facts_row,
    fit_card,
    heading,
    inline,
    menu_row,
    pluralize,
    row,
    share_buttons,
    text,
)
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE, Pages, pager
from facts.library.comparison import ComparisonAnswer, Side
from facts.model.entities import Topic
from facts.model.selection import Selection

_NAME: Final = 100


def comparison_card(
    answer: ComparisonAnswer, question: CompareQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return a page of a comparison."""

    def render(limit: int) -> Iterator[Item]:
        first, second = (
            inline(each.name, min(limit, _NAME)) for each in (answer.first, answer.second)
        )
        title = f"{first} and {second}"
        yield heading(title, _figures(answer, first, second), audience=audience)
        yield text(
            _nothing_shared_note(answer, question) + _side_title(question.pair.side, first, second)
        )
        for part in _items(answer, question, limit):
            yield ui.Separator()
            yield text(part)
        yield from _controls(answer, question, audience)

    return fit_card(render)


def _figures(answer: ComparisonAnswer, first: str, second: str) -> str:
    sizes = answer.sizes
    shared = (
        f"{pluralize(sizes[Side.BOTH], 'fact')} on both, "
        f"{pluralize(sizes[Side.SOURCES], 'source')} in common"
    )
    apart = f"{sizes[Side.FIRST]:,} only on {first}, {sizes[Side.SECOND]:,} only on {second}"
    return f"{shared} · {apart}"


def _nothing_shared_note(answer: ComparisonAnswer, question: CompareQuery) -> str:
    """Return that the topics share nothing, or no fact, where the part shown does not say so."""
    if answer.sizes[Side.BOTH] or question.pair.side is Side.BOTH:
        return ""
    if answer.sizes[Side.SOURCES]:
        return "They share no fact, but rest on sources in common.\n"
    return "They share nothing: no fact is on both, and no source is in common.\n"


def _side_title(side: Side, first: str, second: str) -> str:
    return {
        Side.BOTH: "**On both**",
        Side.FIRST: f"**Only on {first}**",
        Side.SECOND: f"**Only on {second}**",
        Side.SOURCES: "**Sources that both rest on**",
    }[side]


def _items(answer: ComparisonAnswer, question: CompareQuery, limit: int) -> list[str]:
    if question.pair.side is Side.SOURCES:
        start = question.page * SOURCES_PER_PAGE + 1
        listed = [source_entry(*each, limit) for each in enumerate(answer.sources, start)]
    else:
        listed = group_by_source(answer.facts, limit)
    return listed or ["None."]


def _controls(
    answer: ComparisonAnswer, question: CompareQuery, audience: RenderContext
) -> Iterator[Item]:
    yield ui.Separator()
    yield from facts_row(answer.facts, audience)
    sources = [
        Option(each.source.title, SourceQuery(each.source.id), pluralize(each.facts, "fact"))
        for each in answer.sources
    ]
    yield from menu_row("Read the facts of a source…", Effect.OPEN, audience, sources)
    yield from menu_row("Another part…", Effect.REPLACE, audience, _side_options(answer, question))
    yield from row(_topic_button(answer.first, audience), _topic_button(answer.second, audience))
    side = question.pair.side
    size = SOURCES_PER_PAGE if side is Side.SOURCES else FACTS_PER_PAGE
    pages = Pages(answer.sizes[side], size)
    cites = (
        () if side is Side.SOURCES or not answer.facts else (cite_all_button(question, audience),)
    )
    yield from row(*pager(question, pages, audience), *cites, *share_buttons(question, audience))


def _side_options(answer: ComparisonAnswer, question: CompareQuery) -> list[Option]:
    labels = {
        Side.BOTH: "Facts on both",
        Side.SOURCES: "Sources that both rest on",
        Side.FIRST: f"Only on {answer.first.name[:_NAME]}",
        Side.SECOND: f"Only on {answer.second.name[:_NAME]}",
    }
    return [
        Option(
            f"({answer.sizes[side]:,}) {label}",
            CompareQuery(replace(question.pair, side=side)),
            chosen=side is question.pair.side,
        )
        for side, label in labels.items()
    ]


def _topic_button(topic: Topic, audience: RenderContext) -> Control:
    return button(topic.name, (Effect.OPEN, TopicQuery(Selection(topic.id))), audience)
