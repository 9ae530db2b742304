"""The facts behind an answer, all at once, to be cited."""

from contextlib import suppress
from functools import singledispatch
from typing import Final

from bot.queries.library_queries import (
    Citable,
    CompareQuestion,
    EchoQuestion,
    FactQuestion,
    SearchQuestion,
    SourceQuestion,
    SourcesQuestion,
    TopicQuestion,
)
from bot.ui.attachments import Parcel, documents_card
from facts.citations.bibliography import MOST_CITED, documents
from facts.library.comparison import Side
from facts.library.library import Library
from facts.model.entities import Fact
from facts.model.errors import FactNotFound, NothingBears
from facts.model.selection import Part

_PART: Final = Part(limit=MOST_CITED)
Behind = tuple[tuple[Fact, ...], int]
"""Some facts, and how many there are in all."""


async def cited(question: Citable, library: Library) -> Parcel:
    """Return the citations of an answer. Raises what the library raises."""
    facts, count = await _behind(question, library)
    return documents_card(documents(facts), len(facts), count)


@singledispatch
async def _behind(question: Citable, library: Library) -> Behind:
    raise NotImplementedError(type(question).__name__)


@_behind.register
async def _(question: TopicQuestion, library: Library) -> Behind:
    answer = await library.topic(question.selection, _PART)
    return answer.facts, answer.extent.facts


@_behind.register
async def _(question: SourcesQuestion, library: Library) -> Behind:
    return await library.facts(question.selection, _PART)


@_behind.register
async def _(question: SourceQuestion, library: Library) -> Behind:
    answer = await library.source(question.source, _PART)
    return answer.facts, answer.extent.facts


@_behind.register
async def _(question: SearchQuestion, library: Library) -> Behind:
    answer = await library.search(question.text, question.selection, _PART)
    return tuple(hit.fact for hit in answer.hits), answer.count


@_behind.register
async def _(question: CompareQuestion, library: Library) -> Behind:
    pair = question.pair
    side = Side.BOTH if pair.side is Side.SOURCES else pair.side
    return await library.facts(pair.selection(side), _PART)


@_behind.register
async def _(question: EchoQuestion, library: Library) -> Behind:
    facts = []
    for fact, _ in question.facts:
        with suppress(FactNotFound):  # as on the card itself
            facts.append(await library.fact(fact))
    if not facts:
        raise NothingBears
    return tuple(facts), len(facts)


@_behind.register
async def _(question: FactQuestion, library: Library) -> Behind:
    return (await library.fact(question.fact),), 1
