"""Reads the answer to a request as its channel's setting wants it."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.answers.library_handlers import Reading, Renderer, answer
from bot.answers.resolver import Resolution, resolve
from bot.cards.channel import channel_topics, private_answer_card
from bot.queries.library_queries import (
    Citable,
    CitationsQuery,
    Query,
    RandomQuery,
    SearchQuery,
    SourcesQuery,
)
from bot.queries.unresolved import TypedQuery, Unresolved, UnresolvedQuestion
from facts.library.channels import EffectiveChannelSetting
from facts.library.library import Library
from facts.model.errors import NoFactMatches, NoSearchHits, NotFoundError

_FALLBACK_NOTICE: Final = "There is nothing on what this channel is about; this is from everything."
_Focusable = SearchQuery | RandomQuery | SourcesQuery


@dataclass(frozen=True, slots=True)
class ChannelAnswer:
    """The query that a request means, a notice to show, and its answer to render, or its miss."""

    query: Query
    notice: str
    answer: Renderer | NotFoundError


def read_answer(
    request: Query | Unresolved,
    library: Library,
    here: EffectiveChannelSetting,
    *,
    only_points: bool,
) -> ChannelAnswer:
    """Resolve a request and read its answer.

    If it `only_points`, a citable answer is not read: the card leads to it. Raises NotFoundError if
    the request cannot be resolved.
    """
    resolution = (
        resolve(apply_focus(request, here), library)
        if isinstance(request, Unresolved)
        else Resolution(request)
    )
    query, notice = drop_stale_focus(resolution.query, here), resolution.notice
    if only_points and isinstance(query, Citable):
        return ChannelAnswer(resolution.query, notice, partial(private_answer_card, query))
    channel_notice = add_channel_notice(here, query, notice)
    if resolution.reading and query == resolution.query:
        return ChannelAnswer(query, channel_notice, resolution.reading.render)
    try:
        reading, channel_notice = answer_with_fallback(query, library, channel_notice)
    except NotFoundError as miss:
        return ChannelAnswer(resolution.query, notice, miss)
    return ChannelAnswer(resolution.query, channel_notice, reading.render)


def apply_focus(request: Unresolved, here: EffectiveChannelSetting) -> Unresolved:
    """Return the request as a channel's setting changes it."""
    if here.focus is None:
        return request
    if isinstance(request, UnresolvedQuestion) or (
        isinstance(request, TypedQuery) and request.is_focusable
    ):
        return replace(request, focus=here.focus.channel)
    return request


def drop_stale_focus(query: Query, here: EffectiveChannelSetting) -> Query:
    """Return the query without a focus that its channel does not have, or no longer has."""
    if isinstance(query, CitationsQuery):
        of = drop_stale_focus(query.of, here)
        return CitationsQuery(of) if isinstance(of, Citable) else query
    if not isinstance(query, _Focusable) or query.selection.focus is None:
        return query
    is_set = here.focus and here.focus.channel == query.selection.focus
    return query if is_set else _remove_focus(query)


def answer_with_fallback(query: Query, library: Library, notice: str) -> tuple[Reading, str]:
    """Read an answer from the channel's topics if they count, or else from everything.

    Return it with the notice to show.
    """
    try:
        return answer(query, library), notice
    except (NoSearchHits, NoFactMatches):
        wide = _remove_focus(query)
        if wide == query:
            raise
        return answer(wide, library), _FALLBACK_NOTICE


def add_channel_notice(here: EffectiveChannelSetting, query: Query, notice: str) -> str:
    """Return a notice with what the channel's setting has to do with the answer."""
    parts = [notice, "Answers are private in this channel." if here.is_quiet else ""]
    if here.focus and isinstance(query, _Focusable) and query.selection.focus:
        parts.append(f"This channel is about {channel_topics(here.focus)}.")
    return " ".join(filter(None, parts))


def _remove_focus(query: Query) -> Query:
    if not isinstance(query, _Focusable):
        return query
    return replace(query, selection=replace(query.selection, focus=None))
