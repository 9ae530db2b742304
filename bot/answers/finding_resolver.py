"""From what a question leads to, to the query that shows it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from bot.answers.extension import Reaction, Reading, Resolution
from bot.answers.library_handlers import open_comparison, open_search
from bot.cards.how_to import how_to_card
from bot.cards.related_facts import related_facts_card
from bot.queries.library_queries import (
    MAX_RELATED_FACTS,
    ChoiceQuery,
    FactQuery,
    FactRelation,
    HelpQuery,
    RandomQuery,
    RelatedFactsQuery,
    SearchQuery,
    SourceQuery,
    TopicQuery,
    TopicsQuery,
)
from bot.queries.unresolved import UnresolvedMessage, UnresolvedQuestion
from facts.library.comparison import TopicPair
from facts.library.library import Library
from facts.model.entities import FactId
from facts.model.selection import Selection
from facts.questions.findings import (
    FactRequest,
    FactSearch,
    Finding,
    HelpKind,
    HelpRequest,
    NamedTopic,
    NamedWork,
    RandomFactRequest,
    SmallTalk,
    TopicChoice,
    TopicListRequest,
)
from facts.questions.related_facts import find_related_facts
from facts.questions.small_talk import SmallTalkKind

_EMOJI: Final = {
    SmallTalkKind.THANKS: "👍",
    SmallTalkKind.GREETING: "👋",
    SmallTalkKind.BLAME: "😔",
}
"""The reactions to small talk."""


def resolve_finding(
    finding: Finding, request: UnresolvedQuestion, library: Library
) -> Resolution | Reaction:
    """Return the query that shows what a question led to, or a reaction to small talk."""
    return RESOLVERS[type(finding)](finding, request, library)


def resolve_fallback(request: UnresolvedQuestion, library: Library) -> Resolution:
    """Return what a message asks if its own words ask nothing."""
    if isinstance(request.fallback, UnresolvedMessage):
        return resolve_message(request.fallback, library)
    return Resolution(request.fallback)


def resolve_message(request: UnresolvedMessage, library: Library) -> Resolution:
    """Return the facts related to a message. Raises NoRelatedFact."""
    related = find_related_facts(library, request.text, MAX_RELATED_FACTS)
    facts = tuple(FactRelation(each.relation, each.fact.id) for each in related)
    query = RelatedFactsQuery(request.message, facts)
    return Resolution(query, reading=Reading(query, partial(related_facts_card, related, query)))


def resolve_pair(pair: TopicPair, library: Library, notice: str = "") -> Resolution:
    """Return the comparison of two topics."""
    reading = open_comparison(pair, library)
    return Resolution(reading.query, notice, reading)


def _resolve_topic(finding: NamedTopic, request: UnresolvedQuestion, _: Library) -> Resolution:
    next_page = request.context.next_page if request.context else None
    if next_page and next_page.selection.topic == finding.topic:
        return Resolution(next_page)
    notice = "This is the nearest to what you wrote." if finding.is_nearest else ""
    return Resolution(TopicQuery(Selection(finding.topic)), notice)


def _resolve_search(finding: FactSearch, _: UnresolvedQuestion, __: Library) -> Resolution:
    query = SearchQuery(finding.text, finding.selection)
    reading = open_search(query, finding.answer) if finding.answer else None
    return Resolution(query, reading=reading)


def _resolve_choice(finding: TopicChoice, _: UnresolvedQuestion, __: Library) -> Resolution:
    return Resolution(ChoiceQuery(finding.topics))


def _resolve_random(
    finding: RandomFactRequest, request: UnresolvedQuestion, _: Library
) -> Resolution:
    focus = None if finding.topic else request.focus
    return Resolution(RandomQuery(request.seed, Selection(finding.topic, focus=focus)))


def _resolve_help(
    finding: HelpRequest, request: UnresolvedQuestion, library: Library
) -> Resolution:
    if finding.kind is HelpKind.GENERAL and request.context:
        return Resolution(HelpQuery())
    if finding.kind is HelpKind.GENERAL:
        return resolve_fallback(request, library)
    query = HelpQuery()
    return Resolution(query, reading=Reading(query, lambda _: how_to_card(finding.kind)))


RESOLVERS: Final[
    Mapping[type, Callable[[Any, UnresolvedQuestion, Library], Resolution | Reaction]]
] = {
    NamedTopic: _resolve_topic,
    NamedWork: lambda named, _, __: Resolution(SourceQuery(named.source)),
    TopicPair: lambda pair, _, library: resolve_pair(pair, library),
    TopicChoice: _resolve_choice,
    FactSearch: _resolve_search,
    SmallTalk: lambda talk, _, __: Reaction(_EMOJI[talk.kind]),
    HelpRequest: _resolve_help,
    TopicListRequest: lambda _, __, ___: Resolution(TopicsQuery()),
    RandomFactRequest: _resolve_random,
    FactRequest: lambda wanted, _, __: Resolution(FactQuery(FactId(wanted.number))),
}
"""By type of finding. A test checks that none is left out."""
