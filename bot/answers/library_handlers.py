"""Lookups of the library: each reads in a snapshot, and renders afterwards."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.answers import cited_facts
from bot.answers.extension import Lookup, Reading
from bot.answers.selection_names import expand_names
from bot.cards.channel import channel_card
from bot.cards.citation import citation_card
from bot.cards.comparison import comparison_card
from bot.cards.fact import fact_card, random_card
from bot.cards.help import HelpSections, about_card, help_card
from bot.cards.miss import unreadable_card
from bot.cards.related_facts import related_facts_card
from bot.cards.search import search_card
from bot.cards.sources import similar_sources_card, source_card, sources_card
from bot.cards.topic import topic_card
from bot.cards.topics import choice_card, similar_topics_card, topics_card
from bot.queries.library_queries import (
    AboutQuery,
    ChannelQuery,
    ChoiceQuery,
    CitationQuery,
    CompareQuery,
    FactQuery,
    HelpQuery,
    RandomQuery,
    RelatedFactsQuery,
    SearchQuery,
    SimilarSourcesQuery,
    SimilarTopicsQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
    UnreadableMessageQuery,
)
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE, TOPICS_PER_PAGE, Paged, PagedQuery
from facts.library.answers import SearchAnswer, TopicsAnswer
from facts.library.comparison import Side, TopicPair
from facts.library.library import Library
from facts.model.errors import LibraryEmpty, NoRelatedFact, TopicGone
from facts.model.selection import Slice
from facts.questions.related_facts import RelatedFact


def _answer_topic(query: TopicQuery, library: Library) -> Reading:
    query = replace(query, selection=expand_names(query.selection, library))
    answer = library.topic(query.selection, _page_slice(query, FACTS_PER_PAGE))
    query = _clamp_page(query, FACTS_PER_PAGE, answer.totals.facts)
    return Reading(query, partial(topic_card, answer, query))


def _answer_similar_topics(query: SimilarTopicsQuery, library: Library) -> Reading:
    return Reading(query, partial(similar_topics_card, library.search_topics(query.text), query))


def _answer_topics(query: TopicsQuery, library: Library) -> Reading:
    answer = library.topics(query.order, _page_slice(query, TOPICS_PER_PAGE))
    query = _clamp_page(query, TOPICS_PER_PAGE, answer.count)
    return Reading(query, partial(topics_card, answer, query))


def _answer_choice(query: ChoiceQuery, library: Library) -> Reading:
    answer = library.list_chosen(query.topics)
    if not answer.count:
        raise TopicGone
    return Reading(query, partial(choice_card, answer))


def _answer_sources(query: SourcesQuery, library: Library) -> Reading:
    query = replace(query, selection=expand_names(query.selection, library))
    answer = library.sources(query.selection, _page_slice(query, SOURCES_PER_PAGE))
    query = _clamp_page(query, SOURCES_PER_PAGE, answer.totals.sources)
    return Reading(query, partial(sources_card, answer, query))


def _answer_similar_sources(query: SimilarSourcesQuery, library: Library) -> Reading:
    query = replace(query, selection=expand_names(query.selection, library))
    found = library.citations.find_sources(query.text, query.selection, SOURCES_PER_PAGE)
    return Reading(query, partial(similar_sources_card, found.sources, query))


def _answer_source(query: SourceQuery, library: Library) -> Reading:
    answer = library.source(query.source, _page_slice(query, FACTS_PER_PAGE))
    query = _clamp_page(query, FACTS_PER_PAGE, answer.totals.facts)
    return Reading(query, partial(source_card, answer, query))


def _answer_search(query: SearchQuery, library: Library) -> Reading:
    query = replace(query, selection=expand_names(query.selection, library))
    part = _page_slice(query, FACTS_PER_PAGE)
    return open_search(query, library.search(query.text, query.selection, part))


def open_search(query: SearchQuery, answer: SearchAnswer) -> Reading:
    """Return the reading of a search that was run already."""
    query = _clamp_page(query, FACTS_PER_PAGE, answer.count)
    return Reading(query, partial(search_card, answer, query))


def _answer_random(query: RandomQuery, library: Library) -> Reading:
    query = replace(query, selection=expand_names(query.selection, library))
    answer = library.draw(query.seed, query.selection, query.after)
    return Reading(query, partial(random_card, answer, query))


def _answer_comparison(query: CompareQuery, library: Library) -> Reading:
    facts, sources = _page_slice(query, FACTS_PER_PAGE), _page_slice(query, SOURCES_PER_PAGE)
    answer = library.compare(query.pair, facts, sources)
    size = SOURCES_PER_PAGE if answer.side is Side.SOURCES else FACTS_PER_PAGE
    query = _clamp_page(query, size, answer.sizes[answer.side])
    return Reading(query, partial(comparison_card, answer, query))


def open_comparison(pair: TopicPair, library: Library) -> Reading:
    """Compare two topics, and open the first side that is not empty."""
    facts, sources = Slice(limit=FACTS_PER_PAGE), Slice(limit=SOURCES_PER_PAGE)
    answer = library.compare(pair, facts, sources, opens=True)
    query = CompareQuery(replace(pair, side=answer.side))
    return Reading(query, partial(comparison_card, answer, query))


def _answer_related_facts(query: RelatedFactsQuery, library: Library) -> Reading:
    relations = {each.fact: each.relation for each in query.facts}
    related = [RelatedFact(each, relations[each.id]) for each in library.get_facts(relations)]
    if not related:
        raise NoRelatedFact
    return Reading(query, partial(related_facts_card, related, query))


def _answer_fact(query: FactQuery, library: Library) -> Reading:
    fact = library.fact(query.fact)
    return Reading(query, partial(fact_card, fact, library.history(fact), query))


def _answer_citation(query: CitationQuery, library: Library) -> Reading:
    return Reading(query, partial(citation_card, library.fact(query.fact), query))


def _answer_unreadable_message(query: UnreadableMessageQuery, _: Library) -> Reading:
    return Reading(query, lambda _: unreadable_card(query.why))


def _answer_channel(query: ChannelQuery, library: Library) -> Reading:
    return Reading(query, partial(channel_card, library.channel_setting(query.channels), query))


def answer_help(sections: HelpSections, query: HelpQuery, library: Library) -> Reading:
    """Read a topic for the examples of the help card."""
    try:
        answer = library.topics(part=Slice(limit=1))
    except LibraryEmpty:
        answer = TopicsAnswer((), 0)
    return Reading(query, partial(help_card, answer, sections))


def _answer_about(query: AboutQuery, library: Library) -> Reading:
    size = library.size()
    return Reading(query, lambda _: about_card(size, query))


def _page_slice(query: Paged, size: int) -> Slice:
    return Slice(query.page * size, size)


def _clamp_page(query: PagedQuery, size: int, count: int) -> PagedQuery:
    """Return the query with the page that was read.

    A page past the end becomes the last one.
    """
    return replace(query, page=_page_slice(query, size).clamp(count).start // size)


LOOKUPS: Final = (
    Lookup(TopicQuery, _answer_topic, cited_facts.collect_topic_facts),
    Lookup(TopicsQuery, _answer_topics),
    Lookup(SimilarTopicsQuery, _answer_similar_topics),
    Lookup(ChoiceQuery, _answer_choice),
    Lookup(SourcesQuery, _answer_sources, cited_facts.collect_sources_facts),
    Lookup(SimilarSourcesQuery, _answer_similar_sources),
    Lookup(SourceQuery, _answer_source, cited_facts.collect_source_facts),
    Lookup(SearchQuery, _answer_search, cited_facts.collect_search_facts),
    Lookup(RandomQuery, _answer_random),
    Lookup(CompareQuery, _answer_comparison, cited_facts.collect_comparison_facts),
    Lookup(
        RelatedFactsQuery,
        _answer_related_facts,
        cited_facts.collect_related_facts,
        share_target=lambda query: query.message,
    ),
    Lookup(FactQuery, _answer_fact, cited_facts.collect_fact),
    Lookup(CitationQuery, _answer_citation),
    Lookup(UnreadableMessageQuery, _answer_unreadable_message),
    Lookup(ChannelQuery, _answer_channel),
    Lookup(AboutQuery, _answer_about),
)
