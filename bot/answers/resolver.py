"""Resolvers: what a user typed becomes the query that it means here."""

from dataclasses import replace
from typing import Final

from bot.answers.extension import Reaction, Resolution, Resolver
from bot.answers.finding_resolver import (
    resolve_fallback,
    resolve_finding,
    resolve_message,
    resolve_pair,
)
from bot.answers.responder import AnswerSkipped
from bot.queries.library_queries import (
    ChannelQuery,
    FactQuery,
    SearchQuery,
    SimilarSourcesQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
)
from bot.queries.unresolved import (
    AnswerContext,
    ChannelChange,
    TypedQuery,
    UnresolvedComparison,
    UnresolvedFact,
    UnresolvedMessage,
    UnresolvedQuestion,
    UnresolvedSource,
    UnresolvedTitle,
    parse_source_choice,
    parse_topic_choice,
)
from bot.ui.choice_labels import find_labelled_topic
from bot.ui.layout import inline
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE
from facts.library.channels import ChannelEditor
from facts.library.comparison import TopicPair
from facts.library.filters import parse_labelled_id, parse_selection
from facts.library.library import Library
from facts.model.entities import FactId, LibraryId, TopicId
from facts.model.errors import NoAnswer, NotFoundError, TopicGone
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import content_words, is_about_other_message
from facts.questions.findings import DirectRequest, Finding, NamedWork
from facts.questions.follow_ups import answer_follow_up, find_common_topic
from facts.questions.question_answering import answer_question
from facts.questions.small_talk import is_small_talk
from facts.questions.source_phrases import date_months
from facts.questions.source_questions import find_searched_source
from facts.store.library_store import LibraryStore


def _resolve_typed_query(request: TypedQuery, library: Library) -> Resolution:
    selection, notice = _resolve_filters(request, library)
    query = request.build_query(selection)
    if isinstance(query, SearchQuery) and replace(selection, focus=None) == EVERYTHING:
        return _resolve_search(query, library)
    return Resolution(query, notice)


def _resolve_search(query: SearchQuery, library: Library) -> Resolution:
    """Return the facts that the words of a search ask for by author, site, date or work."""
    found = find_searched_source(library, query.text)
    if isinstance(found, NamedWork):
        return Resolution(SourceQuery(found.source))
    return Resolution(SearchQuery(found.text, found.selection) if found else query)


def _resolve_filters(request: TypedQuery, library: Library) -> tuple[Selection, str]:
    """Return the selection that the options mean, and a notice about the topic."""
    topic, notice = _resolve_topic(request.topic, library) if request.topic else (None, "")
    selection = parse_selection(topic, request.kind, request.site, request.since, request.author)
    if topic is None:
        selection = replace(selection, focus=request.focus)
    return selection, notice


def _resolve_source(request: UnresolvedSource, library: Library) -> Resolution:
    chosen = parse_source_choice(request.text)
    if chosen is not None:
        return Resolution(SourceQuery(chosen))
    selection, notice = _resolve_filters(request.filters, library)
    found = library.citations.find_sources(request.text, selection, SOURCES_PER_PAGE)
    if found.is_clear:
        return Resolution(SourceQuery(found.sources[0].source.id), notice)
    if found.selection:
        return Resolution(SourcesQuery(found.selection), notice)
    return Resolution(SimilarSourcesQuery(request.text, selection), notice)


def _resolve_question(request: UnresolvedQuestion, library: Library) -> Resolution | Reaction:
    has_words = bool(content_words(request.text))
    if has_words and request.is_reply and _asks_about_message(request.text):
        return resolve_fallback(request, library)
    try:
        finding = _find_answer(request, library)
    except NotFoundError as miss:
        if request.silent_miss:
            raise AnswerSkipped from None
        if has_words or not isinstance(miss, NoAnswer):
            raise
        return resolve_fallback(request, library)
    return resolve_finding(finding, request, library)


def _resolve_title(request: UnresolvedTitle, library: Library) -> Resolution | Reaction:
    """Return what answers the title of a post. Raises AnswerSkipped if nothing does."""
    if not library.channel_setting(request.channels).answers_posts:
        raise AnswerSkipped
    question = UnresolvedQuestion(request.text, request.focus)
    try:
        finding = _find_answer(question, library)
    except NotFoundError:
        raise AnswerSkipped from None
    if isinstance(finding, DirectRequest):  # a post talks to people, not to the bot
        raise AnswerSkipped
    return resolve_finding(finding, question, library)


def _find_answer(request: UnresolvedQuestion, library: Library) -> Finding:
    """Return what a question leads to, on the topic of the answer that it replies to first."""
    prefer, part = Selection(focus=request.focus), Slice(limit=FACTS_PER_PAGE)
    text = date_months(request.text, request.asked_on) if request.asked_on else request.text
    topic = _find_context_topic(request.context, library) if request.context else None
    if topic is None:
        return answer_question(library, text, prefer, part)
    return answer_follow_up(library, text, topic, prefer, part)


def _find_context_topic(context: AnswerContext, library: Library) -> TopicId | None:
    if context.topic is not None and library.has_topic(context.topic):
        return context.topic
    return find_common_topic(library, context.facts)


def _resolve_comparison(request: UnresolvedComparison, library: Library) -> Resolution:
    first, notice = _resolve_topic(request.first, library)
    second, other_notice = _resolve_topic(request.second, library)
    if first == second:
        notice = "Both names lead to this one topic."
        return Resolution(TopicQuery(Selection(first)), notice)
    notice = " ".join(filter(None, (notice, other_notice)))
    return resolve_pair(TopicPair(first, second), library, notice)


def _resolve_fact(request: UnresolvedFact, _: Library) -> Resolution:
    """Return the fact with the typed number; words are a search, which shows all that match."""
    number = parse_labelled_id(request.typed)
    return Resolution(FactQuery(FactId(number)) if number else SearchQuery(request.typed))


async def change_channel(
    request: ChannelChange, store: LibraryStore, library: LibraryId
) -> ChannelQuery:
    """Change a channel's setting, and return the query that shows it.

    Raises TopicNotFound, TopicGone or LibraryEmpty.
    """
    editor, channel = ChannelEditor(store, library), request.channels[0]
    if request.topics:
        topics = await store.read(
            library,
            lambda snapshot: [
                _resolve_topic(words, Library(snapshot))[0] for words in request.topics
            ],
        )
        await editor.set_focus(channel, topics, request.note)
    elif request.quiet is not None:
        await editor.set_quiet(channel, request.quiet, request.note)
    elif request.answer_posts is not None:
        await editor.set_answer_posts(channel, request.answer_posts, request.note)
    else:
        await editor.clear(channel, request.note)
    return ChannelQuery(request.channels)


def _asks_about_message(text: str) -> bool:
    return is_about_other_message(text) and not is_small_talk(text)


def _resolve_topic(words: str, library: Library) -> tuple[TopicId, str]:
    """Return the topic that the words name, and a notice.

    The words may be a choice of the autocomplete, or its label. The notice is empty if the name
    matches exactly.
    """
    choice = parse_topic_choice(words)
    if choice is not None:
        if not library.has_topic(choice):
            raise TopicGone
        return choice, ""
    if labelled := find_labelled_topic(words, library):
        return labelled, ""
    match = library.find(words)
    if match.is_exact:
        return match.topic, ""
    return match.topic, f"No topic is named “{inline(words, 200)}”; this is the nearest."


RESOLVERS: Final = (
    Resolver(TypedQuery, _resolve_typed_query),
    Resolver(UnresolvedSource, _resolve_source),
    Resolver(UnresolvedQuestion, _resolve_question),
    Resolver(UnresolvedTitle, _resolve_title),
    Resolver(UnresolvedMessage, resolve_message),
    Resolver(UnresolvedComparison, _resolve_comparison),
    Resolver(UnresolvedFact, _resolve_fact),
)
"""Raised here: DateUnclear, and what is not found: topics, authors, sources, facts, answers."""
