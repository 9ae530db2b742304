"""The card that lists topics."""

from collections.abc import Iterator
from typing import Final

from discord import ui

from bot.discord_api.limits import BUTTONS
from bot.queries.library_queries import Audience, TopicQuestion, TopicsQuestion
from bot.ui.controls import Option, Verb, button
from bot.ui.headings import LIKE, headline
from bot.ui.layout import Item, counted, fitted, head, menu_row, row, share, shown, small, text
from bot.ui.paging import TOPICS_A_PAGE, Pages, pager
from facts.library.answers import TopicsAnswer
from facts.model.results import TopicSummary
from facts.model.selection import Selection, TopicOrder

_ORDERS: Final = {TopicOrder.LARGEST: "Most facts first", TopicOrder.NEWEST: "Newest facts first"}


def topics_card(
    answer: TopicsAnswer, question: TopicsQuestion, audience: Audience
) -> ui.LayoutView:
    """Return a page of the topics."""

    def render(limit: int) -> Iterator[Item]:
        yield head(*_head(answer, question), audience=audience)
        yield text("\n".join(_entry(each, limit) for each in answer.topics) or "None.")
        yield ui.Separator()
        yield from menu_row("Open a topic…", Verb.OPEN, audience, _options(answer))
        if question.query is None:
            yield from menu_row("In another order…", Verb.TURN, audience, _orders(question))
        pages = Pages(answer.count, TOPICS_A_PAGE)
        yield from row(*pager(question, pages, audience), *share(question, audience))

    return fitted(render)


def choice_card(answer: TopicsAnswer, audience: Audience) -> ui.LayoutView:
    """Return topics to choose from, all of which were named in one question."""

    def render(limit: int) -> Iterator[Item]:
        title = f"You name {counted(answer.count, 'topic')}"
        yield head(title, "`/compare` sets two beside each other", audience=audience)
        yield text("\n".join(_entry(each, limit) for each in answer.topics) or "None.")
        yield ui.Separator()
        options = _options(answer)
        if answer.count > BUTTONS:
            yield from menu_row("Open a topic…", Verb.OPEN, audience, options)
        else:
            links = ((each.label, (Verb.OPEN, each.question)) for each in options)
            yield from row(*(button(label, link, audience) for label, link in links))

    return fitted(render)


def _head(answer: TopicsAnswer, question: TopicsQuestion) -> tuple[str, str]:
    if question.query is not None:
        return headline(LIKE, question.query), "the nearest first"
    return "Topics", f"{counted(answer.count, 'topic')} · {_ORDERS[question.order].lower()}"


def _entry(summary: TopicSummary, limit: int) -> str:
    aliases = ", ".join(summary.topic.aliases)
    known_as = f" ({shown(aliases, min(limit, 120))})" if aliases else ""
    figures = f"{counted(summary.facts, 'fact')} · {counted(summary.sources, 'source')}"
    return f"**{shown(summary.topic.name, min(limit, 200))}**{known_as}\n{small(figures)}"


def _options(answer: TopicsAnswer) -> list[Option]:
    return [
        Option(
            each.topic.name, TopicQuestion(Selection(each.topic.id)), counted(each.facts, "fact")
        )
        for each in answer.topics
    ]


def _orders(question: TopicsQuestion) -> list[Option]:
    return [
        Option(label, TopicsQuestion(order), chosen=order is question.order)
        for order, label in _ORDERS.items()
    ]
