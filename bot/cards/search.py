"""The card of search results, with the matching words marked."""

from collections.abc import Iterator

from discord import ui

from bot.cards.fact_list import fact_line, source_lines
from bot.queries.library_queries import Audience, SearchQuestion
from bot.ui.headings import SEARCH, headline
from bot.ui.layout import (
    Item,
    cite_all,
    counted,
    everywhere,
    facts_row,
    fitted,
    head,
    row,
    share,
    shown,
    text,
)
from bot.ui.paging import FACTS_A_PAGE, Pages, pager
from facts.library.answers import SearchAnswer
from facts.model.results import MOST_HITS, Hit
from facts.model.selection import Selection


def search_card(
    answer: SearchAnswer, question: SearchQuestion, audience: Audience
) -> ui.LayoutView:
    """Return a page of the results, best first."""

    def render(limit: int) -> Iterator[Item]:
        yield head(
            headline(SEARCH, question.text),
            _told(answer),
            _filters(answer, question.selection, limit),
            audience=audience,
        )
        for hit in answer.hits:
            yield ui.Separator()
            yield text(_result(hit, limit))
        yield ui.Separator()
        yield from facts_row([hit.fact for hit in answer.hits], audience)
        pages = Pages(answer.count, FACTS_A_PAGE)
        yield from row(
            *pager(question, pages, audience),
            cite_all(question, audience),
            *share(question, audience),
        )
        yield from row(*everywhere(question, audience))

    return fitted(render)


def _told(answer: SearchAnswer) -> str:
    if answer.count == MOST_HITS:
        return f"The best {MOST_HITS} facts; more words narrow them down"
    return f"{counted(answer.count, 'fact')}, the best first"


def _filters(answer: SearchAnswer, selection: Selection, limit: int) -> str:
    parts = [
        f"on {shown(answer.topic.name, min(limit, 200))}" if answer.topic else "",
        "on what this channel is about" if selection.focus else "",
        f"of the kind {shown(selection.kind, min(limit, 60))}" if selection.kind else "",
        f"from {shown(selection.site, min(limit, 60))}" if selection.site else "",
    ]
    told = ", ".join(filter(None, parts))
    return f"Only facts {told}" if told else ""


def _result(hit: Hit, limit: int) -> str:
    return "\n".join([fact_line(hit.fact, limit, hit), *source_lines(hit.fact.citations[0], limit)])
