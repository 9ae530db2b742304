"""The card of search results, with the matching words in bold."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_entry
from bot.cards.filters import describe_filters
from bot.queries.library_queries import SearchQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import (
    cite_all_button,
    more_button,
    search_everything_buttons,
    share_buttons,
)
from bot.ui.layout import (
    NEWEST,
    SEARCH,
    Item,
    button_rows,
    entries,
    fit_card,
    heading,
    headline,
    inline,
    pluralize,
    subtext,
    text,
)
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from facts.library.answers import SearchAnswer
from facts.model.results import MAX_HITS, Tier
from facts.model.selection import Selection

_CLOSEST: Final = "Closest facts: they may not answer this"


def search_card(answer: SearchAnswer, query: SearchQuery, context: RenderContext) -> ui.LayoutView:
    """Return one page of the results, best first."""

    def render(limit: int) -> Iterator[Item]:
        yield heading(
            headline(SEARCH, query.text) if query.text.strip() else NEWEST,
            _result_count(answer),
            _filters(answer, query.selection, limit),
            _corrections(answer, limit),
            context=context,
        )
        yield ui.Separator()
        for tier, hits in groupby(answer.hits, lambda hit: hit.tier):
            if tier is Tier.CLOSEST:
                yield text(subtext(_CLOSEST))
            yield from entries(fact_entry(hit.fact, limit, hit=hit) for hit in hits)

    buttons = button_rows(
        *pager(query, Pages(answer.count, FACTS_PER_PAGE), context),
        more_button((hit.fact for hit in answer.hits), context),
        cite_all_button(query, context),
        *share_buttons(query, context),
        *search_everything_buttons(query, context),
    )
    return fit_card(render, ui.Separator(), *buttons)


def _result_count(answer: SearchAnswer) -> str:
    if not answer.query:
        most = f"The newest {MAX_HITS} facts" if answer.count == MAX_HITS else ""
        return f"{most or pluralize(answer.count, 'fact')}, last added first"
    if answer.hits and answer.hits[0].tier is Tier.CLOSEST:
        return f"No fact answers this for certain · {pluralize(answer.count, 'fact')} close to it"
    if answer.count == MAX_HITS:
        return f"The best {MAX_HITS} facts · add words to narrow them down"
    return f"{pluralize(answer.count, 'fact')}, best first"


def _corrections(answer: SearchAnswer, limit: int) -> str:
    words = (
        f"“{inline(taken, min(limit, 60))}” instead of “{inline(typed, min(limit, 60))}”"
        for typed, taken in answer.corrected.items()
    )
    return f"Showing results for {', '.join(words)}" if answer.corrected else ""


def _filters(answer: SearchAnswer, selection: Selection, limit: int) -> str:
    filters = describe_filters(selection, limit, answer.topic)
    return f"Only facts {filters}" if filters else ""
