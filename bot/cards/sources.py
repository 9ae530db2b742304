"""Cards of sources: a list of them, and one with its facts."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_entry, source_details, source_entry, source_title
from bot.cards.filters import describe_filters
from bot.queries.custom_id import Effect
from bot.queries.library_queries import SimilarSourcesQuery, SourceQuery, SourcesQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, more_button, share_buttons
from bot.ui.controls import Option
from bot.ui.layout import (
    SIMILAR_SOURCES,
    Item,
    button_rows,
    entries,
    fit_card,
    heading,
    headline,
    inline,
    menu_row,
    pluralize,
)
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE, Pages, pager
from facts.citations.author_names import split_names
from facts.citations.identifiers import find_identifiers
from facts.library.answers import SourceAnswer, SourcesAnswer
from facts.model.entities import Source
from facts.model.results import MAX_AUTHORS, SourceSummary

_PLACEHOLDER: Final = "Read the facts of a source…"
_ET_AL: Final = re.compile(r"\bet al\b")
"""What a citation writes for the authors that it does not name."""
_MAX_AUTHORS: Final = 20


def sources_card(
    answer: SourcesAnswer, query: SourcesQuery, context: RenderContext
) -> ui.LayoutView:
    """Return one page of the sources, most facts first."""
    first = query.page * SOURCES_PER_PAGE + 1

    def render(limit: int) -> Iterator[Item]:
        yield heading("Sources", _filters(answer, limit), _figures(answer), context=context)
        yield ui.Separator()
        numbered = enumerate(answer.sources, first)
        yield from entries(source_entry(*each, limit) for each in numbered)

    buttons = button_rows(
        *pager(query, Pages(answer.totals.sources, SOURCES_PER_PAGE), context),
        cite_all_button(query, context),
        *share_buttons(query, context),
    )
    return fit_card(render, ui.Separator(), *_menu(answer.sources, context), *buttons)


def _figures(answer: SourcesAnswer) -> str:
    sources = pluralize(answer.totals.sources, "source")
    facts = pluralize(answer.totals.facts, "fact")
    if answer.totals.is_cut:
        return f"At least {sources} of more than {facts} · add a filter to see fewer"
    return f"{sources} of {facts}"


def _filters(answer: SourcesAnswer, limit: int) -> str:
    filters = describe_filters(answer.selection, limit, answer.topic)
    return f"Only sources of facts {filters}" if filters else ""


def _menu(sources: Sequence[SourceSummary], context: RenderContext) -> list[Item]:
    options = [
        Option(each.source.title, SourceQuery(each.source.id), pluralize(each.facts, "fact"))
        for each in sources
    ]
    return menu_row(_PLACEHOLDER, Effect.OPEN, context, options)


def similar_sources_card(
    sources: Sequence[SourceSummary], query: SimilarSourcesQuery, context: RenderContext
) -> ui.LayoutView:
    """Return the sources that a text names, best first."""

    def render(limit: int) -> Iterator[Item]:
        figures = f"{pluralize(len(sources), 'source')}, best first"
        yield heading(headline(SIMILAR_SOURCES, query.text), figures, context=context)
        yield ui.Separator()
        yield from entries(source_entry(*each, limit) for each in enumerate(sources, 1))

    shares = button_rows(*share_buttons(query, context))
    return fit_card(render, ui.Separator(), *_menu(sources, context), *shares)


def source_card(answer: SourceAnswer, query: SourceQuery, context: RenderContext) -> ui.LayoutView:
    """Return one page of a source and its facts."""
    summary = answer.source

    def render(limit: int) -> Iterator[Item]:
        yield heading(
            source_title(summary.source, min(limit, 300)),
            _authors(summary, limit),
            _work_details(summary.source, limit),
            _topics(answer, limit),
            context=context,
        )
        yield ui.Separator()
        yield from entries(fact_entry(fact, limit, source="") for fact in answer.facts)

    buttons = button_rows(
        *pager(query, Pages(answer.totals.facts, FACTS_PER_PAGE), context),
        more_button(answer.facts, context, source=summary.source.id),
        cite_all_button(query, context),
        *share_buttons(query, context),
    )
    return fit_card(render, ui.Separator(), *buttons)


def _authors(summary: SourceSummary, limit: int) -> str:
    """Return all people and organisations, each once."""
    names = dict.fromkeys(name for author in summary.authors for name in split_names(author))
    shown = ", ".join(list(names)[:_MAX_AUTHORS])
    if any(_ET_AL.search(author) for author in summary.authors):
        shown += " et al."
    more = f" and {len(names) - _MAX_AUTHORS:,} more" if len(names) > _MAX_AUTHORS else ""
    more = " and others" if len(summary.authors) == MAX_AUTHORS else more
    return f"By {inline(shown, min(limit, 400))}{more}" if names else ""


def _work_details(source: Source, limit: int) -> str:
    """Return site, date, DOI and arXiv number."""
    found = find_identifiers(source.title, source.url)
    doi = f"DOI {inline(found.doi, min(limit, 100))}" if found.doi else ""
    eprint = f"arXiv:{inline(found.eprint, 40)}" if found.eprint else ""
    return " · ".join(filter(None, (source_details(source, None, limit), doi, eprint)))


def _topics(answer: SourceAnswer, limit: int) -> str:
    """Return the number of facts, and what most of them are about."""
    facts = pluralize(answer.totals.facts, "fact")
    names = (f"{inline(each.name, min(limit, 60))} ({each.facts:,})" for each in answer.topics)
    return f"{facts} on {', '.join(names)}" if answer.topics else facts
