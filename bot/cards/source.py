"""The card of one source with the facts that rest on it."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import fact_line, source_details, source_title
from bot.queries.library_queries import Audience, SourceQuestion
from bot.ui.layout import Item, cite_all, counted, facts_row, fitted, head, row, share, text
from bot.ui.paging import FACTS_A_PAGE, Pages, pager
from facts.library.answers import SourceAnswer


def source_card(
    answer: SourceAnswer, question: SourceQuestion, audience: Audience
) -> ui.LayoutView:
    """Return a page of a source's facts."""
    summary = answer.source
    authors = "; ".join(summary.authors) or None

    def render(limit: int) -> Iterator[Item]:
        details = source_details(summary.source, authors, limit)
        yield head(
            source_title(summary.source, min(limit, 300)),
            details,
            counted(answer.extent.facts, "fact"),
            audience=audience,
        )
        yield ui.Separator()
        yield text("\n".join(fact_line(fact, limit) for fact in answer.facts))
        yield from facts_row(answer.facts, audience)
        pages = Pages(answer.extent.facts, FACTS_A_PAGE)
        yield from row(
            *pager(question, pages, audience),
            cite_all(question, audience),
            *share(question, audience),
        )

    return fitted(render)
