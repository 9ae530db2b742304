"""The facts that an answer cites, at most MAX_CITED_FACTS."""

from typing import Final

from bot.answers.extension import CitedFacts
from bot.queries.library_queries import (
    CompareQuery,
    FactQuery,
    RelatedFactsQuery,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
)
from facts.citations.bibliography import MAX_CITED_FACTS
from facts.library.comparison import Side
from facts.library.library import Library
from facts.model.errors import NoRelatedFact
from facts.model.results import Totals
from facts.model.selection import Slice

_CITED_SLICE: Final = Slice(limit=MAX_CITED_FACTS)


def collect_topic_facts(query: TopicQuery, library: Library) -> CitedFacts:
    """Return the facts of a topic."""
    answer = library.topic(query.selection, _CITED_SLICE)
    return answer.facts, _count(answer.totals)


def collect_sources_facts(query: SourcesQuery, library: Library) -> CitedFacts:
    """Return the facts of the listed sources."""
    page = library.facts(query.selection, _CITED_SLICE)
    return page.facts, _count(page.totals)


def collect_source_facts(query: SourceQuery, library: Library) -> CitedFacts:
    """Return the facts of a source."""
    answer = library.source(query.source, _CITED_SLICE)
    return answer.facts, answer.totals.facts


def collect_search_facts(query: SearchQuery, library: Library) -> CitedFacts:
    """Return the facts that match a search."""
    answer = library.search(query.text, query.selection, _CITED_SLICE)
    return tuple(hit.fact for hit in answer.hits), answer.count


def collect_comparison_facts(query: CompareQuery, library: Library) -> CitedFacts:
    """Return the facts on one side of a comparison.

    For the sources in common, return the facts on both topics.
    """
    pair = query.pair
    side = Side.BOTH if pair.side is Side.SOURCES else pair.side
    page = library.facts(pair.selection(side), _CITED_SLICE)
    return page.facts, page.totals.facts


def collect_related_facts(query: RelatedFactsQuery, library: Library) -> CitedFacts:
    """Return the facts that relate to a message. Raises NoRelatedFact."""
    facts = library.get_facts(each.fact for each in query.facts)
    if not facts:
        raise NoRelatedFact
    return facts, len(facts)


def collect_fact(query: FactQuery, library: Library) -> CitedFacts:
    """Return one fact."""
    return (library.fact(query.fact),), 1


def _count(totals: Totals) -> int | None:
    return None if totals.is_cut else totals.facts
