"""The card of a topic: names, definition, counts, facts by source."""

from collections.abc import Iterator
from dataclasses import replace

from discord import ui

from bot.cards.fact_list import group_by_source
from bot.discord_api.limits import BUTTON_LABEL
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CompareQuery, SourcesQuery, TopicQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, facts_row, filter_row, share_buttons
from bot.ui.controls import Control, Option, button
from bot.ui.layout import Item, fit_card, heading, inline, pluralize, row, text
from bot.ui.markdown import escape
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from bot.ui.text_fit import plain_text, truncate
from facts.library.answers import TopicAnswer
from facts.library.comparison import TopicPair
from facts.model.entities import Kind
from facts.model.results import RelatedTopic, Totals
from facts.model.selection import Selection


def topic_card(answer: TopicAnswer, query: TopicQuery, context: RenderContext) -> ui.LayoutView:
    """Return one page of a topic."""

    def render(limit: int) -> Iterator[Item]:
        yield _head(answer, limit, context)
        if answer.topic.definition and not query.page:
            yield text(escape(truncate(answer.topic.definition, min(limit, 600))) or "…")
        for group in group_by_source(answer.facts, limit):
            yield ui.Separator()
            yield text(group)
        if not answer.facts:
            yield text("There are no facts on this topic yet.")
        yield from _controls(answer, query, context)

    return fit_card(render)


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
    newest = f" · newest {inline(totals.newest, 20)}" if totals.newest else ""
    return f"{pluralize(totals.facts, 'fact')} · {pluralize(totals.sources, 'source')}{newest}"


def _filters(answer: TopicAnswer, limit: int) -> str:
    selection = answer.selection
    title = answer.source.title if answer.source else ""
    parts = [
        f"kind {inline(selection.kind, min(limit, 60))}" if selection.kind else "",
        f"from {inline(selection.site, min(limit, 60))}" if selection.site else "",
        f"in “{inline(title, min(limit, 100))}”" if title else "",
        f"since {inline(selection.since, 20)}" if selection.since else "",
    ]
    filters = ", ".join(filter(None, parts))
    return f"Only {filters}" if filters else ""


def _controls(answer: TopicAnswer, query: TopicQuery, context: RenderContext) -> Iterator[Item]:
    yield ui.Separator()
    yield from facts_row(answer.facts, context)
    kinds = _kind_options(answer, query)
    yield from filter_row("kind", kinds, context, is_set=query.selection.kind is not None)
    sources = _source_options(answer, query)
    yield from filter_row("source", sources, context, is_set=query.selection.source is not None)
    pages = Pages(answer.totals.facts, FACTS_PER_PAGE)
    yield from row(*(_related_button(answer, each, context) for each in answer.related_topics))
    cites = (cite_all_button(query, context),) if answer.facts else ()
    yield from row(*pager(query, pages, context), _sources_button(answer, context), *cites)
    yield from row(*share_buttons(query, context))


def _related_button(answer: TopicAnswer, related: RelatedTopic, context: RenderContext) -> Control:
    comparison = CompareQuery(TopicPair(answer.topic.id, related.topic))
    shared = f" · {related.facts:,} shared"
    name = truncate(plain_text(related.name), BUTTON_LABEL - len(shared))
    return button(f"{name}{shared}", (Effect.OPEN, comparison), context)


def _sources_button(answer: TopicAnswer, context: RenderContext) -> Control:
    sources = SourcesQuery(Selection(answer.topic.id))
    return button("Sources", (Effect.OPEN, sources), context)


def _kind_options(answer: TopicAnswer, query: TopicQuery) -> list[Option]:
    def option(label: str, kind: Kind | None) -> Option:
        selection = replace(query.selection, kind=kind)
        return Option(label, TopicQuery(selection), chosen=kind == query.selection.kind)

    kinds = [option(f"{each.name} ({each.facts:,})", Kind(each.name)) for each in answer.kinds]
    return [option("All kinds", None), *kinds]


def _source_options(answer: TopicAnswer, query: TopicQuery) -> list[Option]:
    everything = replace(query.selection, source=None)
    options = [Option("All sources", TopicQuery(everything), chosen=everything == query.selection)]
    for each in answer.sources:
        selection = replace(query.selection, source=each.source.id)
        details = f"{each.source.site or 'no site'} · {pluralize(each.facts, 'fact')}"
        is_chosen = selection == query.selection
        options.append(Option(each.source.title, TopicQuery(selection), details, is_chosen))
    return options
