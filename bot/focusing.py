"""What a channel is about, as it counts in questions and answers there."""

from dataclasses import replace
from typing import Final

from discord import ui

from bot.answering import answered
from bot.cards.channel import named
from bot.cards.documents import Parcel
from bot.questions import (
    Asked,
    Audience,
    Citable,
    CitationsQuestion,
    LookupRequest,
    Question,
    RandomQuestion,
    Request,
    SearchQuestion,
    SourcesQuestion,
)
from facts.errors import NoFactMatches, NothingFound
from facts.library import Library
from facts.model import ChannelSetting

_BEYOND: Final = "There is nothing on what this channel is about; this is from everything."
_Focusable = SearchQuestion | RandomQuestion | SourcesQuestion


def focused(request: Asked, setting: ChannelSetting | None) -> Asked:
    """Return the request as it is meant in a channel that is set to something."""
    if setting is None or not setting.topics:
        return request
    if isinstance(request, LookupRequest) or (isinstance(request, Request) and request.focusable):
        return replace(request, focus=setting.channel)
    return request


def as_it_is_set(question: Question, here: ChannelSetting) -> Question:
    """Return the question without a focus that its channel does not have, or no longer."""
    if isinstance(question, CitationsQuestion):
        of = as_it_is_set(question.of, here)
        return CitationsQuestion(of) if isinstance(of, Citable) else question
    if not isinstance(question, _Focusable) or question.selection.focus is None:
        return question
    is_set = here.topics and here.channel == question.selection.focus
    return question if is_set else _everywhere(question)


async def preferred(
    question: Question, library: Library, audience: Audience
) -> ui.LayoutView | Parcel:
    """Answer from what the channel is about, if that counts, or else from everything."""
    try:
        return await answered(question, library, audience)
    except (NothingFound, NoFactMatches):
        wide = _everywhere(question)
        if wide == question:
            raise
        return await answered(wide, library, replace(audience, preface=_BEYOND))


def told_of(here: ChannelSetting, question: Question, audience: Audience) -> Audience:
    """Return the audience, told what the channel has to do with the answer."""
    told = [audience.preface, "Answers are private in this channel." if here.quiet else ""]
    if isinstance(question, _Focusable) and question.selection.focus:
        told.append(f"This channel is about {named(here)}.")
    return replace(audience, preface=" ".join(filter(None, told)))


def _everywhere(question: Question) -> Question:
    if not isinstance(question, _Focusable):
        return question
    return replace(question, selection=replace(question.selection, focus=None))
