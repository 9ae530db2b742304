"""The card of search results, with the matching words marked."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import fact_line, source_lines
from bot.queries.library_queries import SearchQuery
from bot.queries.render_context import RenderContext
from bot.ui.headings import SEARCH, headline
from bot.ui.layout import (
    Item,
    cite_all_button,
    facts_row,
    fit_card,
    heading,
    inline,
    pluralize,
    row,
    search_everything_buttons,
    share_buttons,
    text,
)
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from facts.library.answers import SearchAnswer
from facts.model.results import MAX_HITS, Hit
from facts.model.selection import Selection


def search_card(
    answer: SearchAnswer, question: SearchQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return a page of the results, best first."""

    def render(limit: int) -> Iterator[Item]:
        yield heading(
            headline(SEARCH, question.text),
            _result_count(answer),
            _filters(answer, question.selection, limit),
            audience=audience,
        )
        for hit in answer.hits:
            yield ui.Separator()
            yield text(_result(hit, limit))
        yield ui.Separator()
        yield from facts_row([hit.fact for hit in answer.hits], audience)
        pages = Pages(answer.count, FACTS_PER_PAGE)
        yield from row(
            *pager(question, pages, audience),
            cite_all_button(question, audience),
            *share_buttons(question, audience),
        )
        yield from row(*search_everything_buttons(question, audience))

    return fit_card(render)


def _result_count(answer: SearchAnswer) -> str:
    if answer.count == MAX_HITS:
        return f"The best {MAX_HITS} facts; more words narrow them down"
    return f"{pluralize(answer.count, 'fact')}, the best first"


def _filters(answer: SearchAnswer, selection: Selection, limit: int) -> str:
    parts = [
        f"on {inline(answer.topic.name, min(limit, 200))}" if answer.topic else "",
        "on what this channel is about" if selection.focus else "",
        f"of the kind {inline(selection.kind, min(limit, 60))}" if selection.kind else "",
        f"from {inline(selection.site, min(limit, 60))}" if selection.site else "",
    ]
    told = ", ".join(filter(None, parts))
    return f"Only facts {told}" if told else ""


def _result(hit: Hit, limit: int) -> str:
    return "\n".join([fact_line(hit.fact, limit, hit), *source_lines(hit.fact.citations[0], limit)])
