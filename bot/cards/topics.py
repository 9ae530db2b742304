"""The card that lists topics."""

from collections.abc import Iterator
from typing import Final

from discord import ui

from bot.discord_api.limits import BUTTONS
from bot.queries.library_queries import RenderContext, TopicQuery, TopicsQuery
from bot.ui.controls import Effect, Option, button
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

    def render(limit: int) -> Iterator[Item]:
        yield heading(*_head(answer, question), audience=audience)
        yield text("\n".join(_entry(each, limit) for each in answer.topics) or "None.")
        yield ui.Separator()
        yield from menu_row("Open a topic…", Effect.OPEN, audience, _options(answer))
        if question.query is None:
            yield from menu_row(
                "In another order…", Effect.REPLACE, audience, _order_options(question)
            )
        pages = Pages(answer.count, TOPICS_PER_PAGE)
        yield from row(*pager(question, pages, audience), *share_buttons(question, audience))

    return fit_card(render)


def choice_card(answer: TopicsAnswer, audience: RenderContext) -> ui.LayoutView:
    """Return topics to choose from, all of which were named in one question."""

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


def _head(answer: TopicsAnswer, question: TopicsQuery) -> tuple[str, str]:
    if question.query is not None:
        return headline(SIMILAR, question.query), "the nearest first"
    return "Topics", f"{pluralize(answer.count, 'topic')} · {_ORDERS[question.order].lower()}"


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
