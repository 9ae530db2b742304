"""Cards that list topics: all, similar ones, or a choice."""

from collections.abc import Iterator
from typing import Final

from discord import ui

from bot.discord_api.limits import BUTTONS
from bot.queries.custom_id import Effect
from bot.queries.library_queries import SimilarTopicsQuery, TopicQuery, TopicsQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import share_buttons
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    SIMILAR,
    Item,
    button_rows,
    entries,
    fit_card,
    heading,
    headline,
    inline,
    menu_row,
    pluralize,
    row,
    subtext,
)
from bot.ui.paging import TOPICS_PER_PAGE, Pages, pager
from facts.library.answers import TopicsAnswer
from facts.model.results import TopicSummary
from facts.model.selection import Selection, TopicOrder

_ORDERS: Final = {TopicOrder.LARGEST: "Most facts first", TopicOrder.NEWEST: "Newest facts first"}


def topics_card(answer: TopicsAnswer, query: TopicsQuery, context: RenderContext) -> ui.LayoutView:
    """Return one page of all topics."""
    count = pluralize(answer.count, "topic")

    def render(limit: int) -> Iterator[Item]:
        small_print = f"{count} · {_ORDERS[query.order].lower()}"
        yield heading("Topics", small_print, context=context)
        yield ui.Separator()
        yield from entries(_entry(each, limit) for each in answer.topics)

    buttons = button_rows(
        *pager(query, Pages(answer.count, TOPICS_PER_PAGE), context),
        *_order_buttons(query, context),
        *share_buttons(query, context),
    )
    return fit_card(render, ui.Separator(), *_menu(answer, context), *buttons)


def similar_topics_card(
    answer: TopicsAnswer, query: SimilarTopicsQuery, context: RenderContext
) -> ui.LayoutView:
    """Return the topics with names similar to a text, most similar first."""

    def render(limit: int) -> Iterator[Item]:
        yield heading(headline(SIMILAR, query.text), "most similar first", context=context)
        yield ui.Separator()
        yield from entries(_entry(each, limit) for each in answer.topics)

    shares = row(*share_buttons(query, context))
    return fit_card(render, ui.Separator(), *_menu(answer, context), *shares)


def choice_card(answer: TopicsAnswer, context: RenderContext) -> ui.LayoutView:
    """Return the topics that one question names, to choose from."""

    def render(limit: int) -> Iterator[Item]:
        title = f"Your question names {pluralize(answer.count, 'topic')}"
        yield heading(title, "`/compare` compares two topics", context=context)
        yield ui.Separator()
        yield from entries(_entry(each, limit) for each in answer.topics)

    if answer.count > BUTTONS:
        controls = _menu(answer, context)
    else:
        links = ((each.label, (Effect.OPEN, each.query)) for each in _options(answer))
        controls = row(*(button(label, link, context) for label, link in links))
    return fit_card(render, ui.Separator(), *controls)


def _entry(summary: TopicSummary, limit: int) -> str:
    aliases = ", ".join(summary.topic.aliases)
    known_as = f" ({inline(aliases, min(limit, 120))})" if aliases else ""
    figures = f"{pluralize(summary.facts, 'fact')} · {pluralize(summary.sources, 'source')}"
    return f"**{inline(summary.topic.name, min(limit, 200))}**{known_as}\n{subtext(figures)}"


def _menu(answer: TopicsAnswer, context: RenderContext) -> list[Item]:
    return menu_row("Open a topic…", Effect.OPEN, context, _options(answer))


def _options(answer: TopicsAnswer) -> list[Option]:
    return [
        Option(each.topic.name, TopicQuery(Selection(each.topic.id)), pluralize(each.facts, "fact"))
        for each in answer.topics
    ]


def _order_buttons(query: TopicsQuery, context: RenderContext) -> list[Control]:
    """Return a button for each other order."""
    return [
        button(label, (Effect.REPLACE, TopicsQuery(order)), context)
        for order, label in _ORDERS.items()
        if order is not query.order
    ]
