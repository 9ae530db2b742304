"""The card of one source with its facts."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import fact_line, source_details, source_title
from bot.queries.library_queries import SourceQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, facts_row, share_buttons
from bot.ui.layout import Item, fit_card, heading, pluralize, row, text
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from facts.library.answers import SourceAnswer


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
        yield text("\n".join(fact_line(fact, limit) for fact in answer.facts))
        yield from facts_row(answer.facts, context)
        pages = Pages(answer.totals.facts, FACTS_PER_PAGE)
        yield from row(
            *pager(query, pages, context),
            cite_all_button(query, context),
            *share_buttons(query, context),
        )

    return fit_card(render)
