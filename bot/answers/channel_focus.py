"""How a channel's topics apply to requests and answers there."""

from dataclasses import replace
from typing import Final

from bot.cards.channel import channel_topics
from bot.queries.library_queries import RandomQuery, SearchQuery, SourcesQuery
from bot.queries.query import Query, Request
from bot.queries.unresolved import TypedQuery, UnresolvedQuestion, UnresolvedTitle
from facts.library.channels import EffectiveChannelSetting

FALLBACK_NOTICE: Final = "Nothing here is on this channel's topics. This is from all facts."
_Focusable = SearchQuery | RandomQuery | SourcesQuery


def apply_focus(request: Request, here: EffectiveChannelSetting) -> Request:
    """Return the request limited to the channel's topics, if that applies."""
    if here.focus is None:
        return request
    if isinstance(request, UnresolvedQuestion | UnresolvedTitle) or (
        isinstance(request, TypedQuery) and request.is_focusable
    ):
        return replace(request, focus=here.focus.channel)
    return request


def drop_stale_focus(query: Query, here: EffectiveChannelSetting) -> Query:
    """Return the query without a focus that its channel no longer has."""
    if not isinstance(query, _Focusable) or query.selection.focus is None:
        return query
    is_set = here.focus and here.focus.channel == query.selection.focus
    return query if is_set else remove_focus(query)


def remove_focus(query: Query) -> Query:
    """Return the query about all facts."""
    if not isinstance(query, _Focusable):
        return query
    return replace(query, selection=replace(query.selection, focus=None))


def channel_notice(here: EffectiveChannelSetting, query: Query, notice: str) -> str:
    """Return a notice, followed by how the channel's setting affects the answer."""
    notices = [notice, "Answers are private in this channel." if here.is_quiet else ""]
    if here.focus and isinstance(query, _Focusable) and query.selection.focus:
        notices.append(f"This channel is about {channel_topics(here.focus)}.")
    return " ".join(filter(None, notices))
