"""The card of a topic: names, definition, figures, and its facts under their sources."""

from collections.abc import Iterator
from dataclasses import replace

from discord import ui

from bot.cards.fact_list import grouped
from bot.discord_api.limits import BUTTON_LABEL
from bot.queries.library_queries import Audience, CompareQuestion, SourcesQuestion, TopicQuestion
from bot.ui.controls import Control, Option, Verb, button
from bot.ui.layout import (
    Item,
    cite_all,
    counted,
    facts_row,
    filter_row,
    fitted,
    head,
    row,
    share,
    shown,
    text,
)
from bot.ui.markdown import escaped
from bot.ui.paging import FACTS_A_PAGE, Pages, pager
from bot.ui.text_fit import clipped, plain
from facts.library.answers import TopicAnswer
from facts.library.comparison import Pair
from facts.model.entities import Kind
from facts.model.results import Extent, Related
from facts.model.selection import Selection


def topic_card(answer: TopicAnswer, question: TopicQuestion, audience: Audience) -> ui.LayoutView:
    """Return a page of a topic's card."""

    def render(limit: int) -> Iterator[Item]:
        yield _head(answer, limit, audience)
        if answer.topic.definition and not question.page:
            yield text(escaped(clipped(answer.topic.definition, min(limit, 600))) or "…")
        for group in grouped(answer.facts, limit):
            yield ui.Separator()
            yield text(group)
        if not answer.facts:
            yield text("There are no facts on this topic yet.")
        yield from _controls(answer, question, audience)

    return fitted(render)


def _head(answer: TopicAnswer, limit: int, audience: Audience) -> Item:
    aliases = ", ".join(answer.topic.aliases)
    known_as = f"Also known as {shown(aliases, min(limit, 300))}" if aliases else ""
    return head(
        shown(answer.topic.name, min(limit, 200)),
        known_as,
        _figures(answer.extent),
        _filters(answer, limit),
        audience=audience,
    )


def _figures(extent: Extent) -> str:
    newest = f" · newest {shown(extent.newest, 20)}" if extent.newest else ""
    return f"{counted(extent.facts, 'fact')} · {counted(extent.sources, 'source')}{newest}"


def _filters(answer: TopicAnswer, limit: int) -> str:
    selection = answer.selection
    title = answer.source.title if answer.source else ""
    parts = [
        f"kind {shown(selection.kind, min(limit, 60))}" if selection.kind else "",
        f"from {shown(selection.site, min(limit, 60))}" if selection.site else "",
        f"out of “{shown(title, min(limit, 100))}”" if title else "",
        f"since {shown(selection.since, 20)}" if selection.since else "",
    ]
    told = ", ".join(filter(None, parts))
    return f"Only {told}" if told else ""


def _controls(answer: TopicAnswer, question: TopicQuestion, audience: Audience) -> Iterator[Item]:
    yield ui.Separator()
    yield from facts_row(answer.facts, audience)
    kinds = _kinds(answer, question)
    yield from filter_row("kind", kinds, audience, is_set=question.selection.kind is not None)
    sources = _sources(answer, question)
    yield from filter_row("source", sources, audience, is_set=question.selection.source is not None)
    pages = Pages(answer.extent.facts, FACTS_A_PAGE)
    yield from row(*(_to_related(answer, each, audience) for each in answer.related))
    cites = (cite_all(question, audience),) if answer.facts else ()
    yield from row(*pager(question, pages, audience), _to_sources(answer, audience), *cites)
    yield from row(*share(question, audience))


def _to_related(answer: TopicAnswer, related: Related, audience: Audience) -> Control:
    there = CompareQuestion(Pair(answer.topic.id, related.topic))
    shared = f" · {related.facts:,} shared"
    name = clipped(plain(related.name), BUTTON_LABEL - len(shared))
    return button(f"{name}{shared}", (Verb.OPEN, there), audience)


def _to_sources(answer: TopicAnswer, audience: Audience) -> Control:
    there = SourcesQuestion(Selection(answer.topic.id))
    return button("Sources", (Verb.OPEN, there), audience)


def _kinds(answer: TopicAnswer, question: TopicQuestion) -> list[Option]:
    def option(label: str, kind: Kind | None) -> Option:
        chosen = replace(question.selection, kind=kind)
        return Option(label, TopicQuestion(chosen), chosen=kind == question.selection.kind)

    kinds = [option(f"{each.name} ({each.facts:,})", Kind(each.name)) for each in answer.kinds]
    return [option("All kinds", None), *kinds]


def _sources(answer: TopicAnswer, question: TopicQuestion) -> list[Option]:
    everything = replace(question.selection, source=None)
    options = [
        Option("All sources", TopicQuestion(everything), chosen=everything == question.selection)
    ]
    for each in answer.sources:
        chosen = replace(question.selection, source=each.source.id)
        about = f"{each.source.site or 'no site'} · {counted(each.facts, 'fact')}"
        is_chosen = chosen == question.selection
        options.append(Option(each.source.title, TopicQuestion(chosen), about, is_chosen))
    return options
