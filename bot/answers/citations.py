"""The facts behind an answer, all at once, to be cited."""

from contextlib import suppress
from functools import singledispatch
from typing import Final

from bot.queries.library_queries import (
    Citable,
    CompareQuery,
    FactQuery,
    RelatedFactsQuery,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
)
from bot.ui.attachments import Response, citation_files_card
from facts.citations.bibliography import MAX_CITED_FACTS, render_documents
from facts.library.comparison import Side
from facts.library.library import Library
from facts.model.entities import Fact
from facts.model.errors import FactNotFound, NoRelatedFact
from facts.model.selection import Slice

_CITED_SLICE: Final = Slice(limit=MAX_CITED_FACTS)
CitedFacts = tuple[tuple[Fact, ...], int]
"""Some facts, and how many there are in all."""


async def collect_citations(question: Citable, library: Library) -> Response:
    """Return the citations of an answer. Raises what the library raises."""
    facts, count = await _collect_facts(question, library)
    return citation_files_card(render_documents(facts), len(facts), count)


@singledispatch
async def _collect_facts(question: Citable, library: Library) -> CitedFacts:
    raise NotImplementedError(type(question).__name__)


@_collect_facts.register
async def _collect_topic_facts(question: TopicQuery, library: Library) -> CitedFacts:
    answer = await library.topic(question.selection, _CITED_SLICE)
    return answer.facts, answer.totals.facts


@_collect_facts.register
async def _collect_sources_facts(question: SourcesQuery, library: Library) -> CitedFacts:
    return await library.facts(question.selection, _CITED_SLICE)


@_collect_facts.register
async def _collect_source_facts(question: SourceQuery, library: Library) -> CitedFacts:
    answer = await library.source(question.source, _CITED_SLICE)
    return answer.facts, answer.totals.facts


@_collect_facts.register
async def _collect_search_facts(question: SearchQuery, library: Library) -> CitedFacts:
    answer = await library.search(question.text, question.selection, _CITED_SLICE)
    return tuple(hit.fact for hit in answer.hits), answer.count


@_collect_facts.register
async def _collect_comparison_facts(question: CompareQuery, library: Library) -> CitedFacts:
    pair = question.pair
    side = Side.BOTH if pair.side is Side.SOURCES else pair.side
    return await library.facts(pair.selection(side), _CITED_SLICE)


@_collect_facts.register
async def _collect_related_facts(question: RelatedFactsQuery, library: Library) -> CitedFacts:
    facts = []
    for fact, _ in question.facts:
        with suppress(FactNotFound):  # as on the card itself
            facts.append(await library.fact(fact))
    if not facts:
        raise NoRelatedFact
    return tuple(facts), len(facts)


@_collect_facts.register
async def _collect_fact(question: FactQuery, library: Library) -> CitedFacts:
    return (await library.fact(question.fact),), 1
