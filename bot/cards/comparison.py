"""The card of two topics: what they share, and what only one of them has."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import grouped, source_entry
from bot.queries.library_queries import Audience, CompareQuestion, SourceQuestion, TopicQuestion
from bot.ui.controls import Control, Option, Verb, button
from bot.ui.layout import (
    Item,
    cite_all,
    counted,
    facts_row,
    fitted,
    head,
    menu_row,
    row,
    share,
    shown,
    text,
)
from bot.ui.paging import FACTS_A_PAGE, SOURCES_A_PAGE, Pages, pager
from facts.library.comparison import ComparisonAnswer, Side
from facts.model.entities import Topic
from facts.model.selection import Selection

_NAME: Final = 100


def comparison_card(
    answer: ComparisonAnswer, question: CompareQuestion, audience: Audience
) -> ui.LayoutView:
    """Return a page of a comparison."""

    def render(limit: int) -> Iterator[Item]:
        first, second = (
            shown(each.name, min(limit, _NAME)) for each in (answer.first, answer.second)
        )
        title = f"{first} and {second}"
        yield head(title, _figures(answer, first, second), audience=audience)
        yield text(_unshared(answer, question) + _told(question.pair.side, first, second))
        for part in _listed(answer, question, limit):
            yield ui.Separator()
            yield text(part)
        yield from _controls(answer, question, audience)

    return fitted(render)


def _figures(answer: ComparisonAnswer, first: str, second: str) -> str:
    sizes = answer.sizes
    shared = (
        f"{counted(sizes[Side.BOTH], 'fact')} on both, "
        f"{counted(sizes[Side.SOURCES], 'source')} in common"
    )
    apart = f"{sizes[Side.FIRST]:,} only on {first}, {sizes[Side.SECOND]:,} only on {second}"
    return f"{shared} · {apart}"


def _unshared(answer: ComparisonAnswer, question: CompareQuestion) -> str:
    """Return that the topics share nothing, or no fact, where the part shown does not say so."""
    if answer.sizes[Side.BOTH] or question.pair.side is Side.BOTH:
        return ""
    if answer.sizes[Side.SOURCES]:
        return "They share no fact, but rest on sources in common.\n"
    return "They share nothing: no fact is on both, and no source is in common.\n"


def _told(side: Side, first: str, second: str) -> str:
    return {
        Side.BOTH: "**On both**",
        Side.FIRST: f"**Only on {first}**",
        Side.SECOND: f"**Only on {second}**",
        Side.SOURCES: "**Sources that both rest on**",
    }[side]


def _listed(answer: ComparisonAnswer, question: CompareQuestion, limit: int) -> list[str]:
    if question.pair.side is Side.SOURCES:
        start = question.page * SOURCES_A_PAGE + 1
        listed = [source_entry(*each, limit) for each in enumerate(answer.sources, start)]
    else:
        listed = grouped(answer.facts, limit)
    return listed or ["None."]


def _controls(
    answer: ComparisonAnswer, question: CompareQuestion, audience: Audience
) -> Iterator[Item]:
    yield ui.Separator()
    yield from facts_row(answer.facts, audience)
    sources = [
        Option(each.source.title, SourceQuestion(each.source.id), counted(each.facts, "fact"))
        for each in answer.sources
    ]
    yield from menu_row("Read the facts of a source…", Verb.OPEN, audience, sources)
    yield from menu_row("Another part…", Verb.TURN, audience, _sides(answer, question))
    yield from row(_to_topic(answer.first, audience), _to_topic(answer.second, audience))
    side = question.pair.side
    size = SOURCES_A_PAGE if side is Side.SOURCES else FACTS_A_PAGE
    pages = Pages(answer.sizes[side], size)
    cites = () if side is Side.SOURCES or not answer.facts else (cite_all(question, audience),)
    yield from row(*pager(question, pages, audience), *cites, *share(question, audience))


def _sides(answer: ComparisonAnswer, question: CompareQuestion) -> list[Option]:
    labels = {
        Side.BOTH: "Facts on both",
        Side.SOURCES: "Sources that both rest on",
        Side.FIRST: f"Only on {answer.first.name[:_NAME]}",
        Side.SECOND: f"Only on {answer.second.name[:_NAME]}",
    }
    return [
        Option(
            f"({answer.sizes[side]:,}) {label}",
            CompareQuestion(replace(question.pair, side=side)),
            chosen=side is question.pair.side,
        )
        for side, label in labels.items()
    ]


def _to_topic(topic: Topic, audience: Audience) -> Control:
    return button(topic.name, (Verb.OPEN, TopicQuestion(Selection(topic.id))), audience)
