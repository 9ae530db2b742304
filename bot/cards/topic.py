"""The card of a topic: names, definition, counts, facts by source."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_entries
from bot.cards.filters import describe_filters, describe_totals
from bot.discord_api.limits import BUTTON_LABEL, OPTIONS
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CompareQuery, SourcesQuery, TopicQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, more_button, share_buttons
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    button_rows,
    entries,
    fit_card,
    heading,
    inline,
    menu_row,
    pluralize,
    text,
)
from bot.ui.markdown import escape
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from bot.ui.text_fit import plain_text, truncate
from facts.library.answers import TopicAnswer
from facts.library.comparison import TopicPair
from facts.model.entities import Kind
from facts.model.results import Count, RelatedTopic, SourceSummary, Totals
from facts.model.selection import Selection

_PLACEHOLDER: Final = "Only one kind or source…"
_MAX_KINDS: Final = 10
"""More would leave the sources no room in the menu."""


def topic_card(answer: TopicAnswer, query: TopicQuery, context: RenderContext) -> ui.LayoutView:
    """Return one page of a topic."""

    def render(limit: int) -> Iterator[Item]:
        yield _head(answer, limit, context)
        if answer.topic.definition and not query.page:
            yield ui.Separator(visible=False)
            yield text(escape(truncate(answer.topic.definition, min(limit, 600))) or "…")
        yield ui.Separator()
        nothing = "There are no facts on this topic yet."
        yield from entries(fact_entries(answer.facts, limit), none=nothing)

    return fit_card(render, *_controls(answer, query, context))


def _head(answer: TopicAnswer, limit: int, context: RenderContext) -> Item:
    aliases = ", ".join(answer.topic.aliases)
    known_as = f"Also known as {inline(aliases, min(limit, 300))}" if aliases else ""
    return heading(
        inline(answer.topic.name, min(limit, 200)),
        known_as,
        _figures(answer.totals),
        _filters(answer, limit),
        context=context,
    )


def _figures(totals: Totals) -> str:
    shows_newest = totals.newest and not totals.is_cut
    newest = f" · newest {inline(totals.newest or '', 20)}" if shows_newest else ""
    return f"{describe_totals(totals)}{newest}"


def _filters(answer: TopicAnswer, limit: int) -> str:
    filters = describe_filters(answer.selection, limit, source=answer.source)
    return f"Only facts {filters}" if filters else ""


def _controls(answer: TopicAnswer, query: TopicQuery, context: RenderContext) -> Iterator[Item]:
    yield ui.Separator()
    yield from _filter_row(answer, query, context)
    pages = Pages(answer.totals.facts, FACTS_PER_PAGE)
    cites = (cite_all_button(query, context),) if answer.facts else ()
    yield from button_rows(
        *pager(query, pages, context),
        more_button(answer.facts, context, topic=answer.topic.id, source=answer.selection.source),
        _sources_button(answer, context),
        *cites,
        *share_buttons(query, context),
        *(_related_button(answer, each, context) for each in answer.related_topics),
    )


def _related_button(answer: TopicAnswer, related: RelatedTopic, context: RenderContext) -> Control:
    comparison = CompareQuery(TopicPair(answer.topic.id, related.topic))
    shared = f" · {related.facts:,} shared"
    name = truncate(plain_text(related.name), BUTTON_LABEL - len(shared))
    return button(f"{name}{shared}", (Effect.OPEN, comparison), context)


def _sources_button(answer: TopicAnswer, context: RenderContext) -> Control:
    sources = SourcesQuery(Selection(answer.topic.id))
    return button("Sources", (Effect.OPEN, sources), context)


def _filter_row(answer: TopicAnswer, query: TopicQuery, context: RenderContext) -> list[Item]:
    """Return the menu that filters the facts by kind or source; [] without a choice."""
    selection = query.selection
    kinds, sources = _kind_options(answer, query), _source_options(answer, query)
    is_filtered = selection.kind is not None or selection.source is not None
    everything = TopicQuery(replace(selection, kind=None, source=None))
    options = [Option("All facts", everything)] if is_filtered else []
    options += kinds if len(kinds) > 1 or selection.kind else []
    options += sources if len(sources) > 1 or selection.source else []
    is_cut = len(options) > OPTIONS
    placeholder = "Only one kind, or one of the largest sources…" if is_cut else _PLACEHOLDER
    return menu_row(placeholder, Effect.REPLACE, context, options)


def _kind_options(answer: TopicAnswer, query: TopicQuery) -> list[Option]:
    def option(count: Count) -> Option:
        selection = replace(query.selection, kind=Kind(count.name))
        label = f"Only {count.name} ({count.facts:,})"
        return Option(label, TopicQuery(selection), chosen=selection == query.selection)

    return [option(each) for each in answer.kinds[:_MAX_KINDS]]


def _source_options(answer: TopicAnswer, query: TopicQuery) -> list[Option]:
    def option(summary: SourceSummary) -> Option:
        selection = replace(query.selection, source=summary.source.id)
        details = f"{summary.source.site or 'no site'} · {pluralize(summary.facts, 'fact')}"
        is_chosen = selection == query.selection
        return Option(summary.source.title, TopicQuery(selection), details, is_chosen)

    return [option(each) for each in answer.sources]
