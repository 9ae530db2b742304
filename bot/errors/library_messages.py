"""Messages for misses in the library and unreadable options."""

from typing import Final

from bot.errors.messages import MessageTable, Voice, list_names
from facts.model import errors
from facts.model.results import Match
from facts.store.errors import ReadTooSlow


def _library_empty(_: errors.LibraryEmpty, __: Voice) -> str:
    return (
        "The library is empty. On a server, `/library add` adds a first fact. The operator of the "
        "bot can load many with `footnote import FILE`, or the starter pack with "
        "`footnote import --starter`."
    )


def _topic_not_found(error: errors.TopicNotFound, voice: Voice) -> str:
    if error.nearest:
        nearest = _list_topics(error.nearest, voice)
        verb = "is" if len(error.nearest) == 1 else "are"
        return f"No topic is named {voice.quote(error.query)}. The nearest {verb} {nearest}."
    return (
        f"No topic has a name like {voice.quote(error.query)}. {voice.command('topics')} lists all "
        f"topics, {voice.command('search')} looks into the facts."
    )


def _no_answer(error: errors.NoAnswer, voice: Voice) -> str:
    start = f"Nothing here answers {voice.quote(error.query)}."
    if error.nearest:
        return f"{start} Did you mean {_list_topics(error.nearest, voice)}?"
    if error.largest:
        return f"{start} The largest topics are {_list_topics(error.largest, voice)}."
    return f"{start} {voice.command('topics')} lists what you can ask about."


def _list_topics(matches: tuple[Match, ...], voice: Voice) -> str:
    return ", ".join(voice.quote(match.name) for match in matches)


def _no_related_fact(_: errors.NoRelatedFact, voice: Voice) -> str:
    return f"No fact relates to that text. {voice.command('search')} finds facts by other words."


def _topic_gone(_: errors.TopicGone, voice: Voice) -> str:
    return f"That topic no longer exists. {voice.command('topics')} lists all topics."


def _source_not_found(_: errors.SourceNotFound, voice: Voice) -> str:
    return f"That source no longer exists. {voice.command('sources')} lists all sources."


def _no_source_matches(error: errors.NoSourceMatches, voice: Voice) -> str:
    return (
        f"No source here matches {voice.quote(error.query)}. {voice.command('sources')} finds "
        "sources by title, address, DOI, author and year."
    )


def _author_not_found(error: errors.AuthorNotFound, voice: Voice) -> str:
    start = f"No fact here is by an author named {voice.quote(error.query)}."
    if error.nearest:
        return f"{start} Similar names are {list_names(error.nearest, voice)}."
    return f"{start} {voice.command('sources')} lists the sources with their authors."


def _fact_not_found(error: errors.FactNotFound, voice: Voice) -> str:
    return (
        f"No fact has the number {error.fact}. {voice.command('search')} finds facts by their "
        "words."
    )


def _fact_removed(error: errors.FactRemoved, voice: Voice) -> str:
    change = error.change
    why = f" The reason: {voice.name(change.note.reason)}." if change.note.reason else ""
    day = change.note.made_at.date().isoformat()
    return f"Fact {error.fact} was removed here on {day} by change {change.id}.{why}"


def _no_fact_matches(error: errors.NoFactMatches, voice: Voice) -> str:
    if not (error.kinds or error.sites):
        return "No fact fits these filters now."
    kinds, sites = list_names(error.kinds, voice), list_names(error.sites, voice)
    return f"No fact fits these filters. Kinds here: {kinds}. Sites here: {sites}."


def _no_search_hits(error: errors.NoSearchHits, voice: Voice) -> str:
    if error.only_excludes:
        return f"{voice.quote(error.query)} only excludes words. Add at least one word to find."
    return f"No fact matches {voice.quote(error.query)}. Try fewer words or other words."


def _date_unclear(error: errors.DateUnclear, voice: Voice) -> str:
    return f"{voice.quote(error.words)} is not a date. Write 2026, Mar 2026 or 2026-03-15."


def _too_many_questions(error: errors.TooManyQuestions, _: Voice) -> str:
    if error.is_own:
        return "You have several questions under way. Try again in a moment."
    return "This server has many questions under way. Try again in a moment."


def _too_many_phrases(error: errors.TooManyPhrases, _: Voice) -> str:
    return (
        f"A search can have {error.limit} phrases in quotes and excluded words at most. Leave some "
        "out."
    )


def _read_too_slow(_: ReadTooSlow, __: Voice) -> str:
    return "That took too long. Try fewer words, or add a filter."


LIBRARY_MESSAGES: Final[MessageTable] = {
    errors.LibraryEmpty: _library_empty,
    errors.TopicNotFound: _topic_not_found,
    errors.NoAnswer: _no_answer,
    errors.NoRelatedFact: _no_related_fact,
    errors.TopicGone: _topic_gone,
    errors.SourceNotFound: _source_not_found,
    errors.NoSourceMatches: _no_source_matches,
    errors.AuthorNotFound: _author_not_found,
    errors.FactNotFound: _fact_not_found,
    errors.FactRemoved: _fact_removed,
    errors.NoFactMatches: _no_fact_matches,
    errors.NoSearchHits: _no_search_hits,
    errors.DateUnclear: _date_unclear,
    errors.TooManyQuestions: _too_many_questions,
    errors.TooManyPhrases: _too_many_phrases,
    ReadTooSlow: _read_too_slow,
}
