"""What a channel is about, as it counts in questions and answers there."""

from dataclasses import replace
from typing import Final

from discord import ui

from bot.answers.library_handlers import answered
from bot.cards.channel import named
from bot.queries.library_queries import (
    Audience,
    Citable,
    CitationsQuestion,
    Question,
    RandomQuestion,
    SearchQuestion,
    SourcesQuestion,
)
from bot.queries.unresolved import Asked, LookupRequest, Request
from bot.ui.attachments import Parcel
from facts.library.channels import InForce
from facts.library.library import Library
from facts.model.errors import NoFactMatches, NothingFound

_BEYOND: Final = "There is nothing on what this channel is about; this is from everything."
_Focusable = SearchQuestion | RandomQuestion | SourcesQuestion


def focused(request: Asked, here: InForce) -> Asked:
    """Return the request as it is meant in a channel that is set to something."""
    if here.focus is None:
        return request
    if isinstance(request, LookupRequest) or (isinstance(request, Request) and request.focusable):
        return replace(request, focus=here.focus.channel)
    return request


def as_it_is_set(question: Question, here: InForce) -> Question:
    """Return the question without a focus that its channel does not have, or no longer."""
    if isinstance(question, CitationsQuestion):
        of = as_it_is_set(question.of, here)
        return CitationsQuestion(of) if isinstance(of, Citable) else question
    if not isinstance(question, _Focusable) or question.selection.focus is None:
        return question
    is_set = here.focus and here.focus.channel == question.selection.focus
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


def told_of(here: InForce, question: Question, audience: Audience) -> Audience:
    """Return the audience, told what the channel has to do with the answer."""
    told = [audience.preface, "Answers are private in this channel." if here.quiet else ""]
    if here.focus and isinstance(question, _Focusable) and question.selection.focus:
        told.append(f"This channel is about {named(here.focus)}.")
    return replace(audience, preface=" ".join(filter(None, told)))


def _everywhere(question: Question) -> Question:
    if not isinstance(question, _Focusable):
        return question
    return replace(question, selection=replace(question.selection, focus=None))
