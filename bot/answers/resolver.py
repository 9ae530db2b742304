"""From what somebody wrote to the question that it means here."""

from dataclasses import replace
from functools import singledispatch

from bot.queries.library_queries import (
    MAX_RELATED_FACTS,
    ChannelQuery,
    ChoiceQuery,
    CompareQuery,
    Query,
    RelatedFactsQuery,
    RenderContext,
    SearchQuery,
    TopicQuery,
    parse_topic_choice,
)
from bot.queries.unresolved import (
    ChannelChange,
    TypedQuery,
    Unresolved,
    UnresolvedComparison,
    UnresolvedMessage,
    UnresolvedQuestion,
)
from bot.ui.layout import inline
from facts.library.comparison import TopicPair
from facts.library.filters import parse_selection
from facts.library.library import Library
from facts.model.entities import TopicId
from facts.model.errors import NoAnswer, TopicGone
from facts.model.selection import Selection, Slice
from facts.questions.content_words import content_words, is_about_other_message
from facts.questions.question_answering import FactSearch, TopicChoice, answer_question
from facts.questions.related_facts import find_related_facts

Resolution = tuple[Query, RenderContext]
"""A question, and its audience with what is to be said before the answer."""


@singledispatch
async def resolve(request: Unresolved, library: Library, audience: RenderContext) -> Resolution:
    """Return the question that a request means here, and what is to be said before its answer.

    Raises TopicNotFound, TopicGone, NoRelatedFact, LibraryEmpty or DateUnclear.
    """
    raise NotImplementedError(type(request).__name__)


@resolve.register
async def _resolve_typed_query(
    request: TypedQuery, library: Library, audience: RenderContext
) -> Resolution:
    topic, preface = await _resolve_topic(request.topic, library) if request.topic else (None, "")
    chosen = parse_selection(topic, request.kind, request.site, request.since)
    if topic is None:
        chosen = replace(chosen, focus=request.focus)
    return request.build_query(chosen), replace(audience, notice=preface)


@resolve.register
async def _resolve_question(
    request: UnresolvedQuestion, library: Library, audience: RenderContext
) -> Resolution:
    says = content_words(request.text)
    if says and request.is_reply and is_about_other_message(request.text):
        return await _resolve_fallback(request, library, audience)
    try:
        found = await answer_question(library, request.text, Selection(focus=request.focus))
    except NoAnswer:
        if says:
            raise
        return await _resolve_fallback(request, library, audience)
    if isinstance(found, TopicPair):
        return await _open_comparison(found, library), audience
    if isinstance(found, FactSearch):
        return SearchQuery(found.text, found.selection), audience
    if isinstance(found, TopicChoice):
        return ChoiceQuery(found.topics), audience
    preface = "This is the nearest to what you wrote." if found.is_nearest else ""
    return TopicQuery(Selection(found.topic)), replace(audience, notice=preface)


@resolve.register
async def _resolve_message(
    request: UnresolvedMessage, library: Library, audience: RenderContext
) -> Resolution:
    found = await find_related_facts(library, request.text, MAX_RELATED_FACTS)
    facts = tuple((echo.fact.id, echo.relation) for echo in found)
    return RelatedFactsQuery(request.message, facts), audience


@resolve.register
async def _resolve_comparison(
    request: UnresolvedComparison, library: Library, audience: RenderContext
) -> Resolution:
    first, told = await _resolve_topic(request.first, library)
    second, also_told = await _resolve_topic(request.second, library)
    if first == second:  # there is nothing to compare, and an answer all the same
        preface = "Both names lead to this one topic."
        return TopicQuery(Selection(first)), replace(audience, notice=preface)
    preface = " ".join(filter(None, (told, also_told)))
    return await _open_comparison(TopicPair(first, second), library), replace(
        audience, notice=preface
    )


@resolve.register
async def _change_channel(
    request: ChannelChange, library: Library, audience: RenderContext
) -> Resolution:
    channel, note = request.channels[0], request.note
    if request.topics:
        topics = [(await _resolve_topic(words, library))[0] for words in request.topics]
        await library.channels.set_focus(channel, topics, note)
    elif request.quiet is not None:
        await library.channels.set_quiet(channel, request.quiet, note)
    else:
        await library.channels.clear(channel, note)
    return ChannelQuery(request.channels), audience


async def _resolve_fallback(
    request: UnresolvedQuestion, library: Library, audience: RenderContext
) -> Resolution:
    """Return what is asked where the words of a message say nothing."""
    if isinstance(request.fallback, UnresolvedMessage):
        return await resolve(request.fallback, library, audience)
    return request.fallback, audience


async def _open_comparison(pair: TopicPair, library: Library) -> CompareQuery:
    """Return the comparison of two topics, opened where it has something."""
    answer = await library.compare(pair, Slice(limit=1))
    return CompareQuery(replace(pair, side=answer.default_side))


async def _resolve_topic(words: str, library: Library) -> tuple[TopicId, str]:
    known = parse_topic_choice(words)
    if known is not None:
        if not await library.has_topic(known):
            raise TopicGone
        return known, ""
    match = await library.find(words)
    if match.is_exact:
        return match.topic, ""
    return match.topic, f"No topic is named “{inline(words, 200)}”; this is the nearest."
