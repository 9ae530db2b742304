"""The card of one source with the facts that rest on it."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import fact_line, source_details, source_title
from bot.queries.library_queries import SourceQuery
from bot.queries.render_context import RenderContext
from bot.ui.layout import (
    Item,
    cite_all_button,
    facts_row,
    fit_card,
    heading,
    pluralize,
    row,
    share_buttons,
    text,
)
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from facts.library.answers import SourceAnswer


def source_card(
    answer: SourceAnswer, question: SourceQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return a page of a source's facts."""
    summary = answer.source
    authors = "; ".join(summary.authors) or None

    def render(limit: int) -> Iterator[Item]:
        details = source_details(summary.source, authors, limit)
        yield heading(
            source_title(summary.source, min(limit, 300)),
            details,
            pluralize(answer.totals.facts, "fact"),
            audience=audience,
        )
        yield ui.Separator()
        yield text("\n".join(fact_line(fact, limit) for fact in answer.facts))
        yield from facts_row(answer.facts, audience)
        pages = Pages(answer.totals.facts, FACTS_PER_PAGE)
        yield from row(
            *pager(question, pages, audience),
            cite_all_button(question, audience),
            *share_buttons(question, audience),
        )

    return fit_card(render)
