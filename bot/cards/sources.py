"""The card that lists sources."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import source_entry
from bot.queries.library_queries import Audience, SourceQuestion, SourcesQuestion
from bot.ui.controls import Option, Verb
from bot.ui.layout import Item, cite_all, counted, fitted, head, menu_row, row, share, shown, text
from bot.ui.paging import SOURCES_A_PAGE, Pages, pager
from facts.library.answers import SourcesAnswer


def sources_card(
    answer: SourcesAnswer, question: SourcesQuestion, audience: Audience
) -> ui.LayoutView:
    """Return a page of the list of sources, those with most facts first."""
    first = question.page * SOURCES_A_PAGE + 1

    def render(limit: int) -> Iterator[Item]:
        figures = (
            f"{counted(answer.extent.sources, 'source')} of {counted(answer.extent.facts, 'fact')}"
        )
        yield head("Sources", _about(answer, limit), figures, audience=audience)
        for number, each in enumerate(answer.sources, first):
            yield text(source_entry(number, each, limit))
        yield ui.Separator()
        yield from menu_row("Read the facts of a source…", Verb.OPEN, audience, _options(answer))
        pages = Pages(answer.extent.sources, SOURCES_A_PAGE)
        yield from row(
            *pager(question, pages, audience),
            cite_all(question, audience),
            *share(question, audience),
        )

    return fitted(render)


def _about(answer: SourcesAnswer, limit: int) -> str:
    topic = f"on {shown(answer.topic.name, min(limit, 200))}" if answer.topic else ""
    if answer.selection.focus:
        topic = "on what this channel is about"
    site = answer.selection.site
    return " ".join(filter(None, (topic, f"at {shown(site, min(limit, 100))}" if site else "")))


def _options(answer: SourcesAnswer) -> list[Option]:
    return [
        Option(each.source.title, SourceQuestion(each.source.id), counted(each.facts, "fact"))
        for each in answer.sources
    ]
