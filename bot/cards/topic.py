"""The card of a topic: names, definition, figures, and its facts under their sources."""

from collections.abc import Iterator
from dataclasses import replace

from discord import ui

from bot.cards.fact_list import group_by_source
from bot.discord_api.limits import BUTTON_LABEL
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CompareQuery, SourcesQuery, TopicQuery
from bot.queries.render_context import RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import (
    Item,
    cite_all_button,
    facts_row,
    filter_row,
    fit_card,
    heading,
    inline,
    pluralize,
    row,
    share_buttons,
    text,
)
from bot.ui.markdown import escape
from bot.ui.paging import FACTS_PER_PAGE, Pages, pager
from bot.ui.text_fit import plain_text, truncate
from facts.library.answers import TopicAnswer
from facts.library.comparison import TopicPair
from facts.model.entities import Kind
from facts.model.results import RelatedTopic, Totals
from facts.model.selection import Selection


def topic_card(answer: TopicAnswer, question: TopicQuery, audience: RenderContext) -> ui.LayoutView:
    """Return a page of a topic's card."""

    def render(limit: int) -> Iterator[Item]:
        yield _head(answer, limit, audience)
        if answer.topic.definition and not question.page:
            yield text(escape(truncate(answer.topic.definition, min(limit, 600))) or "…")
        for group in group_by_source(answer.facts, limit):
            yield ui.Separator()
            yield text(group)
        if not answer.facts:
            yield text("There are no facts on this topic yet.")
        yield from _controls(answer, question, audience)

    return fit_card(render)


def _head(answer: TopicAnswer, limit: int, audience: RenderContext) -> Item:
    aliases = ", ".join(answer.topic.aliases)
    known_as = f"Also known as {inline(aliases, min(limit, 300))}" if aliases else ""
    return heading(
        inline(answer.topic.name, min(limit, 200)),
        known_as,
        _figures(answer.totals),
        _filters(answer, limit),
        audience=audience,
    )


def _figures(extent: Totals) -> str:
    newest = f" · newest {inline(extent.newest, 20)}" if extent.newest else ""
    return f"{pluralize(extent.facts, 'fact')} · {pluralize(extent.sources, 'source')}{newest}"


def _filters(answer: TopicAnswer, limit: int) -> str:
    selection = answer.selection
    title = answer.source.title if answer.source else ""
    parts = [
        f"kind {inline(selection.kind, min(limit, 60))}" if selection.kind else "",
        f"from {inline(selection.site, min(limit, 60))}" if selection.site else "",
        f"out of “{inline(title, min(limit, 100))}”" if title else "",
        f"since {inline(selection.since, 20)}" if selection.since else "",
    ]
    told = ", ".join(filter(None, parts))
    return f"Only {told}" if told else ""


def _controls(answer: TopicAnswer, question: TopicQuery, audience: RenderContext) -> Iterator[Item]:
    yield ui.Separator()
    yield from facts_row(answer.facts, audience)
    kinds = _kind_options(answer, question)
    yield from filter_row("kind", kinds, audience, is_set=question.selection.kind is not None)
    sources = _source_options(answer, question)
    yield from filter_row("source", sources, audience, is_set=question.selection.source is not None)
    pages = Pages(answer.totals.facts, FACTS_PER_PAGE)
    yield from row(*(_related_button(answer, each, audience) for each in answer.related_topics))
    cites = (cite_all_button(question, audience),) if answer.facts else ()
    yield from row(*pager(question, pages, audience), _sources_button(answer, audience), *cites)
    yield from row(*share_buttons(question, audience))


def _related_button(answer: TopicAnswer, related: RelatedTopic, audience: RenderContext) -> Control:
    there = CompareQuery(TopicPair(answer.topic.id, related.topic))
    shared = f" · {related.facts:,} shared"
    name = truncate(plain_text(related.name), BUTTON_LABEL - len(shared))
    return button(f"{name}{shared}", (Effect.OPEN, there), audience)


def _sources_button(answer: TopicAnswer, audience: RenderContext) -> Control:
    there = SourcesQuery(Selection(answer.topic.id))
    return button("Sources", (Effect.OPEN, there), audience)


def _kind_options(answer: TopicAnswer, question: TopicQuery) -> list[Option]:
    def option(label: str, kind: Kind | None) -> Option:
        chosen = replace(question.selection, kind=kind)
        return Option(label, TopicQuery(chosen), chosen=kind == question.selection.kind)

    kinds = [option(f"{each.name} ({each.facts:,})", Kind(each.name)) for each in answer.kinds]
    return [option("All kinds", None), *kinds]


def _source_options(answer: TopicAnswer, question: TopicQuery) -> list[Option]:
    everything = replace(question.selection, source=None)
    options = [
        Option("All sources", TopicQuery(everything), chosen=everything == question.selection)
    ]
    for each in answer.sources:
        chosen = replace(question.selection, source=each.source.id)
        about = f"{each.source.site or 'no site'} · {pluralize(each.facts, 'fact')}"
        is_chosen = chosen == question.selection
        options.append(Option(each.source.title, TopicQuery(chosen), about, is_chosen))
    return options
