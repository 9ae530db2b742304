"""From a question to a card: ask the library one thing, and render what it says."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial, singledispatch
from typing import Any, TypeVar

from discord import ui

from bot.answers.citations import collect_citations
from bot.cards.channel import channel_card
from bot.cards.citation import citation_card
from bot.cards.comparison import comparison_card
from bot.cards.fact import fact_card, random_card
from bot.cards.help import about_card, help_card
from bot.cards.miss import unreadable_card
from bot.cards.related_facts import related_facts_card
from bot.cards.search import search_card
from bot.cards.source import source_card
from bot.cards.sources import sources_card
from bot.cards.topic import topic_card
from bot.cards.topics import choice_card, topics_card
from bot.queries.library_queries import (
    AboutQuery,
    ChannelQuery,
    ChoiceQuery,
    CitationQuery,
    CitationsQuery,
    CompareQuery,
    FactQuery,
    HelpQuery,
    Query,
    RandomQuery,
    RelatedFactsQuery,
    RenderContext,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
    UnreadableMessageQuery,
)
from bot.queries.selection_codec import digest, is_digest
from bot.ui.attachments import Response
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE, TOPICS_PER_PAGE
from facts.library.answers import TopicsAnswer
from facts.library.comparison import Side
from facts.library.library import Library
from facts.model.entities import Kind
from facts.model.errors import FactNotFound, LibraryEmpty, NoFactMatches, NoRelatedFact, TopicGone
from facts.model.results import Count
from facts.model.selection import Selection, Slice
from facts.questions.related_facts import RelatedFact


@singledispatch
async def answer(
    question: Query, library: Library, audience: RenderContext
) -> ui.LayoutView | Response:
    """Return the card that answers a question. Raises what the library raises."""
    raise NotImplementedError(type(question).__name__)


@answer.register
async def _answer_topic(
    question: TopicQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    question = await _expand_digests(question, library)
    ask = partial(library.topic, question.selection)
    answer, question = await _read_page(
        question, FACTS_PER_PAGE, ask, lambda found: found.totals.facts
    )
    return topic_card(answer, question, audience)


@answer.register
async def _answer_topics(
    question: TopicsQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    if question.query is not None:
        return topics_card(await library.search_topics(question.query), question, audience)
    ask = partial(library.topics, question.order)
    answer, question = await _read_page(question, TOPICS_PER_PAGE, ask, lambda found: found.count)
    return topics_card(answer, question, audience)


@answer.register
async def _answer_choice(
    question: ChoiceQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    answer = await library.list_chosen(question.topics)
    if not answer.count:
        raise TopicGone
    return choice_card(answer, audience)


@answer.register
async def _answer_sources(
    question: SourcesQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    question = await _expand_digests(question, library)
    ask = partial(library.sources, question.selection)
    answer, question = await _read_page(
        question, SOURCES_PER_PAGE, ask, lambda found: found.totals.sources
    )
    return sources_card(answer, question, audience)


@answer.register
async def _answer_source(
    question: SourceQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    ask = partial(library.source, question.source)
    answer, question = await _read_page(
        question, FACTS_PER_PAGE, ask, lambda found: found.totals.facts
    )
    return source_card(answer, question, audience)


@answer.register
async def _answer_search(
    question: SearchQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    question = await _expand_digests(question, library)
    ask = partial(library.search, question.text, question.selection)
    answer, question = await _read_page(question, FACTS_PER_PAGE, ask, lambda found: found.count)
    return search_card(answer, question, audience)


@answer.register
async def _answer_random(
    question: RandomQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    question = await _expand_digests(question, library)
    answer = await library.draw(question.seed, question.selection, question.after)
    return random_card(answer, question, audience)


@answer.register
async def _answer_comparison(
    question: CompareQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    pair = question.pair
    size = SOURCES_PER_PAGE if pair.side is Side.SOURCES else FACTS_PER_PAGE
    ask = partial(library.compare, pair)
    answer, question = await _read_page(question, size, ask, lambda found: found.sizes[pair.side])
    return comparison_card(answer, question, audience)


@answer.register
async def _answer_related_facts(
    question: RelatedFactsQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    found = []
    for fact, nearness in question.facts:
        with suppress(FactNotFound):  # the others bear on it all the same
            found.append(RelatedFact(await library.fact(fact), nearness))
    if not found:
        raise NoRelatedFact
    return related_facts_card(found, question, audience)


@answer.register
async def _answer_fact(
    question: FactQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    fact = await library.fact(question.fact)
    return fact_card(fact, await library.history(fact), question, audience)


@answer.register
async def _answer_citation(
    question: CitationQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    return citation_card(await library.fact(question.fact), question, audience)


@answer.register
async def _answer_citations(
    question: CitationsQuery, library: Library, _: RenderContext
) -> Response:
    return await collect_citations(question.of, library)


@answer.register
async def _answer_unreadable_message(
    question: UnreadableMessageQuery,
    _: Library,
    __: RenderContext,
) -> ui.LayoutView:
    return unreadable_card(question.why)


@answer.register
async def _answer_channel(
    question: ChannelQuery, library: Library, audience: RenderContext
) -> ui.LayoutView:
    return channel_card(
        await library.channels.resolve_setting(question.channels), question, audience
    )


@answer.register
async def _answer_help(_: HelpQuery, library: Library, audience: RenderContext) -> ui.LayoutView:
    with suppress(LibraryEmpty):
        return help_card(await library.topics(part=Slice(limit=1)), audience)
    return help_card(TopicsAnswer((), 0), audience)


@answer.register
async def _answer_about(question: AboutQuery, library: Library, _: RenderContext) -> ui.LayoutView:
    return about_card(await library.size(), question)


Paged = TypeVar(
    "Paged",
    bound=TopicQuery | TopicsQuery | SourcesQuery | SourceQuery | SearchQuery | CompareQuery,
)
Answer = TypeVar("Answer")


async def _read_page(
    question: Paged,
    size: int,
    ask: Callable[[Slice], Awaitable[Answer]],
    count: Callable[[Answer], int],
) -> tuple[Answer, Paged]:
    """Ask for the page of a question, or for the last one where there are no longer so many."""
    answer = await ask(Slice(question.page * size, size))
    last = max(count(answer) - 1, 0) // size
    if question.page <= last:
        return answer, question
    return await ask(Slice(last * size, size)), replace(question, page=last)


async def _expand_digests(question: Any, library: Library) -> Any:  # noqa: ANN401 (what comes goes)
    """Put the kind and the site themselves where only their digests fitted into a control."""
    chosen: Selection = question.selection
    if chosen.kind and is_digest(chosen.kind):
        chosen = replace(
            chosen, kind=Kind(_find_by_digest(chosen.kind, await library.autocomplete.kinds()))
        )
    if chosen.site and is_digest(chosen.site):
        chosen = replace(
            chosen, site=_find_by_digest(chosen.site, await library.autocomplete.sites())
        )
    return replace(question, selection=chosen)


def _find_by_digest(asked_for: str, tallies: tuple[Count, ...]) -> str:
    found = (tally.name for tally in tallies if digest(tally.name) == asked_for)
    name = next(found, None)
    if name is None:
        raise NoFactMatches
    return name
