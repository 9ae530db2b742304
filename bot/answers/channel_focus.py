"""What a channel is about, as it counts in questions and answers there."""

from dataclasses import replace
from typing import Final

from discord import ui

from bot.answers.library_handlers import answer
from bot.cards.channel import channel_topics
from bot.queries.library_queries import (
    Citable,
    CitationsQuery,
    Query,
    RandomQuery,
    RenderContext,
    SearchQuery,
    SourcesQuery,
)
from bot.queries.unresolved import TypedQuery, Unresolved, UnresolvedQuestion
from bot.ui.attachments import Response
from facts.library.channels import EffectiveChannelSetting
from facts.library.library import Library
from facts.model.errors import NoFactMatches, NoSearchHits

_FALLBACK_NOTICE: Final = "There is nothing on what this channel is about; this is from everything."
_Focusable = SearchQuery | RandomQuery | SourcesQuery


def apply_focus(request: Unresolved, here: EffectiveChannelSetting) -> Unresolved:
    """Return the request as it is meant in a channel that is set to something."""
    if here.focus is None:
        return request
    if isinstance(request, UnresolvedQuestion) or (
        isinstance(request, TypedQuery) and request.is_focusable
    ):
        return replace(request, focus=here.focus.channel)
    return request


def drop_stale_focus(question: Query, here: EffectiveChannelSetting) -> Query:
    """Return the question without a focus that its channel does not have, or no longer."""
    if isinstance(question, CitationsQuery):
        of = drop_stale_focus(question.of, here)
        return CitationsQuery(of) if isinstance(of, Citable) else question
    if not isinstance(question, _Focusable) or question.selection.focus is None:
        return question
    is_set = here.focus and here.focus.channel == question.selection.focus
    return question if is_set else _remove_focus(question)


async def answer_with_fallback(
    question: Query, library: Library, audience: RenderContext
) -> ui.LayoutView | Response:
    """Answer from what the channel is about, if that counts, or else from everything."""
    try:
        return await answer(question, library, audience)
    except (NoSearchHits, NoFactMatches):
        wide = _remove_focus(question)
        if wide == question:
            raise
        return await answer(wide, library, replace(audience, notice=_FALLBACK_NOTICE))


def add_channel_notice(
    here: EffectiveChannelSetting, question: Query, audience: RenderContext
) -> RenderContext:
    """Return the audience, told what the channel has to do with the answer."""
    told = [audience.notice, "Answers are private in this channel." if here.is_quiet else ""]
    if here.focus and isinstance(question, _Focusable) and question.selection.focus:
        told.append(f"This channel is about {channel_topics(here.focus)}.")
    return replace(audience, notice=" ".join(filter(None, told)))


def _remove_focus(question: Query) -> Query:
    if not isinstance(question, _Focusable):
        return question
    return replace(question, selection=replace(question.selection, focus=None))
