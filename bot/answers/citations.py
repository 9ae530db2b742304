"""The facts behind an answer, with their citations as files."""

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
from facts.model.errors import NoRelatedFact
from facts.model.selection import Slice

_CITED_SLICE: Final = Slice(limit=MAX_CITED_FACTS)
CitedFacts = tuple[tuple[Fact, ...], int]
"""Some facts, and how many there are in all."""


def render_citations(cited: CitedFacts) -> Response:
    """Render the citations of facts as files."""
    facts, count = cited
    return citation_files_card(render_documents(facts), len(facts), count)


@singledispatch
def collect_citations(query: Citable, library: Library) -> CitedFacts:
    """Return the facts behind an answer. Raises what the library raises."""
    raise NotImplementedError(type(query).__name__)


@collect_citations.register
def _collect_topic_facts(query: TopicQuery, library: Library) -> CitedFacts:
    answer = library.topic(query.selection, _CITED_SLICE)
    return answer.facts, answer.totals.facts


@collect_citations.register
def _collect_sources_facts(query: SourcesQuery, library: Library) -> CitedFacts:
    page = library.facts(query.selection, _CITED_SLICE)
    return page.facts, page.totals.facts


@collect_citations.register
def _collect_source_facts(query: SourceQuery, library: Library) -> CitedFacts:
    answer = library.source(query.source, _CITED_SLICE)
    return answer.facts, answer.totals.facts


@collect_citations.register
def _collect_search_facts(query: SearchQuery, library: Library) -> CitedFacts:
    answer = library.search(query.text, query.selection, _CITED_SLICE)
    return tuple(hit.fact for hit in answer.hits), answer.count


@collect_citations.register
def _collect_comparison_facts(query: CompareQuery, library: Library) -> CitedFacts:
    pair = query.pair
    side = Side.BOTH if pair.side is Side.SOURCES else pair.side
    page = library.facts(pair.selection(side), _CITED_SLICE)
    return page.facts, page.totals.facts


@collect_citations.register
def _collect_related_facts(query: RelatedFactsQuery, library: Library) -> CitedFacts:
    facts = library.get_facts(fact for fact, _ in query.facts)
    if not facts:
        raise NoRelatedFact
    return facts, len(facts)


@collect_citations.register
def _collect_fact(query: FactQuery, library: Library) -> CitedFacts:
    return (library.fact(query.fact),), 1
