"""The card that lists topics."""

from collections.abc import Iterator
from typing import Final

from discord import ui

from bot.discord_api.limits import BUTTONS
from bot.queries.custom_id import Effect
from bot.queries.library_queries import SimilarTopicsQuery, TopicQuery, TopicsQuery
from bot.queries.render_context import RenderContext
from bot.ui.controls import Option, button
from bot.ui.headings import SIMILAR, headline
from bot.ui.layout import (
    Item,
    fit_card,
    heading,
    inline,
    menu_row,
    pluralize,
    row,
    share_buttons,
    subtext,
    text,
)
from bot.ui.paging import TOPICS_PER_PAGE, Pages, pager
from facts.library.answers import TopicsAnswer
from facts.model.results import TopicSummary
from facts.model.selection import Selection, TopicOrder

_ORDERS: Final = {TopicOrder.LARGEST: "Most facts first", TopicOrder.NEWEST: "Newest facts first"}


def topics_card(
    answer: TopicsAnswer, question: TopicsQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return a page of the topics."""
    count = pluralize(answer.count, "topic")

    def render(limit: int) -> Iterator[Item]:
        small_print = f"{count} · {_ORDERS[question.order].lower()}"
        yield heading("Topics", small_print, audience=audience)
        yield text("\n".join(_entry(each, limit) for each in answer.topics) or "None.")
        yield ui.Separator()
        yield from menu_row("Open a topic…", Effect.OPEN, audience, _options(answer))
        orders = _order_options(question)
        yield from menu_row("In another order…", Effect.REPLACE, audience, orders)
        pages = Pages(answer.count, TOPICS_PER_PAGE)
        yield from row(*pager(question, pages, audience), *share_buttons(question, audience))

    return fit_card(render)


def similar_topics_card(
    answer: TopicsAnswer, question: SimilarTopicsQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return the topics with names similar to a text, nearest first."""

    def render(limit: int) -> Iterator[Item]:
        yield heading(headline(SIMILAR, question.text), "the nearest first", audience=audience)
        yield text("\n".join(_entry(each, limit) for each in answer.topics) or "None.")
        yield ui.Separator()
        yield from menu_row("Open a topic…", Effect.OPEN, audience, _options(answer))
        yield from row(*share_buttons(question, audience))

    return fit_card(render)


def choice_card(answer: TopicsAnswer, audience: RenderContext) -> ui.LayoutView:
    """Return the topics that one question names, to choose from."""

    def render(limit: int) -> Iterator[Item]:
        title = f"You name {pluralize(answer.count, 'topic')}"
        yield heading(title, "`/compare` sets two beside each other", audience=audience)
        yield text("\n".join(_entry(each, limit) for each in answer.topics) or "None.")
        yield ui.Separator()
        options = _options(answer)
        if answer.count > BUTTONS:
            yield from menu_row("Open a topic…", Effect.OPEN, audience, options)
        else:
            links = ((each.label, (Effect.OPEN, each.query)) for each in options)
            yield from row(*(button(label, link, audience) for label, link in links))

    return fit_card(render)


def _entry(summary: TopicSummary, limit: int) -> str:
    aliases = ", ".join(summary.topic.aliases)
    known_as = f" ({inline(aliases, min(limit, 120))})" if aliases else ""
    figures = f"{pluralize(summary.facts, 'fact')} · {pluralize(summary.sources, 'source')}"
    return f"**{inline(summary.topic.name, min(limit, 200))}**{known_as}\n{subtext(figures)}"


def _options(answer: TopicsAnswer) -> list[Option]:
    return [
        Option(each.topic.name, TopicQuery(Selection(each.topic.id)), pluralize(each.facts, "fact"))
        for each in answer.topics
    ]


def _order_options(question: TopicsQuery) -> list[Option]:
    return [
        Option(label, TopicsQuery(order), chosen=order is question.order)
        for order, label in _ORDERS.items()
    ]
