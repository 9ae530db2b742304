"""Cards of sources: a list of them, and one with its facts."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import fact_entry, source_details, source_entry, source_title
from bot.queries.custom_id import Effect
from bot.queries.library_queries import SourceQuery, SourcesQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, more_button, share_buttons
from bot.ui.controls import Option
from bot.ui.layout import (
    Item,
    button_rows,
    entries,
    fit_card,
    heading,
    inline,
    menu_row,
    pluralize,
)
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE, Pages, pager
from facts.library.answers import SourceAnswer, SourcesAnswer


def sources_card(
    answer: SourcesAnswer, query: SourcesQuery, context: RenderContext
) -> ui.LayoutView:
    """Return one page of the sources, most facts first."""
    first = query.page * SOURCES_PER_PAGE + 1

    def render(limit: int) -> Iterator[Item]:
        sources = pluralize(answer.totals.sources, "source")
        figures = f"{sources} of {pluralize(answer.totals.facts, 'fact')}"
        yield heading("Sources", _filters(answer, limit), figures, context=context)
        yield ui.Separator()
        numbered = enumerate(answer.sources, first)
        yield from entries(source_entry(*each, limit) for each in numbered)
        yield ui.Separator()
        yield from menu_row("Read the facts of a source…", Effect.OPEN, context, _options(answer))
        pages = Pages(answer.totals.sources, SOURCES_PER_PAGE)
        yield from button_rows(
            *pager(query, pages, context),
            cite_all_button(query, context),
            *share_buttons(query, context),
        )

    return fit_card(render)


def _filters(answer: SourcesAnswer, limit: int) -> str:
    topic = f"on {inline(answer.topic.name, min(limit, 200))}" if answer.topic else ""
    if answer.selection.focus:
        topic = "on what this channel is about"
    site = answer.selection.site
    return " ".join(filter(None, (topic, f"at {inline(site, min(limit, 100))}" if site else "")))


def _options(answer: SourcesAnswer) -> list[Option]:
    return [
        Option(each.source.title, SourceQuery(each.source.id), pluralize(each.facts, "fact"))
        for each in answer.sources
    ]


def source_card(answer: SourceAnswer, query: SourceQuery, context: RenderContext) -> ui.LayoutView:
    """Return one page of a source and its facts."""
    summary = answer.source
    authors = "; ".join(summary.authors) or None

    def render(limit: int) -> Iterator[Item]:
        details = source_details(summary.source, authors, limit)
        yield heading(
            source_title(summary.source, min(limit, 300)),
            details,
            pluralize(answer.totals.facts, "fact"),
            context=context,
        )
        yield ui.Separator()
        yield from entries(fact_entry(fact, limit, source="") for fact in answer.facts)
        yield ui.Separator()
        pages = Pages(answer.totals.facts, FACTS_PER_PAGE)
        yield from button_rows(
            *pager(query, pages, context),
            more_button(answer.facts, context, source=summary.source.id),
            cite_all_button(query, context),
            *share_buttons(query, context),
        )

    return fit_card(render)
