"""From what somebody wrote to the question that it means here."""

from dataclasses import replace
from functools import singledispatch

from bot.queries.library_queries import (
    MOST_ECHOES,
    Audience,
    ChannelQuestion,
    ChoiceQuestion,
    CompareQuestion,
    EchoQuestion,
    Question,
    SearchQuestion,
    TopicQuestion,
    chosen_topic,
)
from bot.queries.unresolved import (
    Asked,
    ChannelRequest,
    CompareRequest,
    EchoRequest,
    LookupRequest,
    Request,
)
from bot.ui.layout import shown
from facts.library.comparison import Pair
from facts.library.filters import selection_of
from facts.library.library import Library
from facts.model.entities import TopicId
from facts.model.errors import NothingAnswers, TopicGone
from facts.model.selection import Part, Selection
from facts.questions.content_words import is_about_another, telling
from facts.questions.question_answering import FactsFor, Several, look_up
from facts.questions.related_facts import echoes

Meant = tuple[Question, Audience]
"""A question, and its audience with what is to be said before the answer."""


@singledispatch
async def asked(request: Asked, library: Library, audience: Audience) -> Meant:
    """Return the question that a request means here, and what is to be said before its answer.

    Raises TopicNotFound, TopicGone, NothingBears, LibraryEmpty or DateUnclear.
    """
    raise NotImplementedError(type(request).__name__)


@asked.register
async def _(request: Request, library: Library, audience: Audience) -> Meant:
    topic, preface = await _topic(request.topic, library) if request.topic else (None, "")
    chosen = selection_of(topic, request.kind, request.site, request.since)
    if topic is None:
        chosen = replace(chosen, focus=request.focus)
    return request.about(chosen), replace(audience, preface=preface)


@asked.register
async def _(request: LookupRequest, library: Library, audience: Audience) -> Meant:
    says = telling(request.text)
    if says and request.is_reply and is_about_another(request.text):
        return await _instead(request, library, audience)
    try:
        found = await look_up(library, request.text, Selection(focus=request.focus))
    except NothingAnswers:
        if says:
            raise
        return await _instead(request, library, audience)
    if isinstance(found, Pair):
        return await _compared(found, library), audience
    if isinstance(found, FactsFor):
        return SearchQuestion(found.text, found.selection), audience
    if isinstance(found, Several):
        return ChoiceQuestion(found.topics), audience
    preface = "This is the nearest to what you wrote." if found.nearest else ""
    return TopicQuestion(Selection(found.topic)), replace(audience, preface=preface)


@asked.register
async def _(request: EchoRequest, library: Library, audience: Audience) -> Meant:
    found = await echoes(library, request.text, MOST_ECHOES)
    facts = tuple((echo.fact.id, echo.nearness) for echo in found)
    return EchoQuestion(request.message, facts), audience


@asked.register
async def _(request: CompareRequest, library: Library, audience: Audience) -> Meant:
    first, told = await _topic(request.first, library)
    second, also_told = await _topic(request.second, library)
    if first == second:  # there is nothing to compare, and an answer all the same
        preface = "Both names lead to this one topic."
        return TopicQuestion(Selection(first)), replace(audience, preface=preface)
    preface = " ".join(filter(None, (told, also_told)))
    return await _compared(Pair(first, second), library), replace(audience, preface=preface)


@asked.register
async def _(request: ChannelRequest, library: Library, audience: Audience) -> Meant:
    channel, note = request.channels[0], request.note
    if request.topics:
        topics = [(await _topic(words, library))[0] for words in request.topics]
        await library.channels.focus(channel, topics, note)
    elif request.quiet is not None:
        await library.channels.quiet(channel, request.quiet, note)
    else:
        await library.channels.clear(channel, note)
    return ChannelQuestion(request.channels), audience


async def _instead(request: LookupRequest, library: Library, audience: Audience) -> Meant:
    """Return what is asked where the words of a message say nothing."""
    if isinstance(request.instead, EchoRequest):
        return await asked(request.instead, library, audience)
    return request.instead, audience


async def _compared(pair: Pair, library: Library) -> CompareQuestion:
    """Return the comparison of two topics, opened where it has something."""
    answer = await library.compare(pair, Part(limit=1))
    return CompareQuestion(replace(pair, side=answer.opening))


async def _topic(words: str, library: Library) -> tuple[TopicId, str]:
    known = chosen_topic(words)
    if known is not None:
        if not await library.has_topic(known):
            raise TopicGone
        return known, ""
    match = await library.find(words)
    if match.exact:
        return match.topic, ""
    return match.topic, f"No topic is named “{shown(words, 200)}”; this is the nearest."
