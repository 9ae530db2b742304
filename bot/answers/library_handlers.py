"""From a question to a card: ask the library one thing, and render what it says."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial, singledispatch
from typing import Any, TypeVar

from discord import ui

from bot.answers.citations import cited
from bot.cards.channel import channel_card
from bot.cards.citation import citation_card
from bot.cards.comparison import comparison_card
from bot.cards.fact import fact_card, random_card
from bot.cards.help import about_card, help_card
from bot.cards.miss import unreadable_card
from bot.cards.related_facts import echoes_card
from bot.cards.search import search_card
from bot.cards.source import source_card
from bot.cards.sources import sources_card
from bot.cards.topic import topic_card
from bot.cards.topics import choice_card, topics_card
from bot.queries.library_queries import (
    AboutQuestion,
    Audience,
    ChannelQuestion,
    ChoiceQuestion,
    CitationQuestion,
    CitationsQuestion,
    CompareQuestion,
    EchoQuestion,
    FactQuestion,
    HelpQuestion,
    Question,
    RandomQuestion,
    SearchQuestion,
    SourceQuestion,
    SourcesQuestion,
    TopicQuestion,
    TopicsQuestion,
    UnreadableQuestion,
)
from bot.queries.selection_codec import digest, is_digest
from bot.ui.attachments import Parcel
from bot.ui.paging import FACTS_A_PAGE, SOURCES_A_PAGE, TOPICS_A_PAGE
from facts.library.answers import TopicsAnswer
from facts.library.comparison import Side
from facts.library.library import Library
from facts.model.entities import Kind
from facts.model.errors import FactNotFound, LibraryEmpty, NoFactMatches, NothingBears, TopicGone
from facts.model.results import Tally
from facts.model.selection import Part, Selection
from facts.questions.related_facts import Echo


@singledispatch
async def answered(
    question: Question, library: Library, audience: Audience
) -> ui.LayoutView | Parcel:
    """Return the card that answers a question. Raises what the library raises."""
    raise NotImplementedError(type(question).__name__)


@answered.register
async def _(question: TopicQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    question = await _spelt_out(question, library)
    ask = partial(library.topic, question.selection)
    answer, question = await _paged(question, FACTS_A_PAGE, ask, lambda found: found.extent.facts)
    return topic_card(answer, question, audience)


@answered.register
async def _(question: TopicsQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    if question.query is not None:
        return topics_card(await library.topics_named(question.query), question, audience)
    ask = partial(library.topics, question.order)
    answer, question = await _paged(question, TOPICS_A_PAGE, ask, lambda found: found.count)
    return topics_card(answer, question, audience)


@answered.register
async def _(question: ChoiceQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    answer = await library.chosen(question.topics)
    if not answer.count:
        raise TopicGone
    return choice_card(answer, audience)


@answered.register
async def _(question: SourcesQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    question = await _spelt_out(question, library)
    ask = partial(library.sources, question.selection)
    answer, question = await _paged(
        question, SOURCES_A_PAGE, ask, lambda found: found.extent.sources
    )
    return sources_card(answer, question, audience)


@answered.register
async def _(question: SourceQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    ask = partial(library.source, question.source)
    answer, question = await _paged(question, FACTS_A_PAGE, ask, lambda found: found.extent.facts)
    return source_card(answer, question, audience)


@answered.register
async def _(question: SearchQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    question = await _spelt_out(question, library)
    ask = partial(library.search, question.text, question.selection)
    answer, question = await _paged(question, FACTS_A_PAGE, ask, lambda found: found.count)
    return search_card(answer, question, audience)


@answered.register
async def _(question: RandomQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    question = await _spelt_out(question, library)
    answer = await library.draw(question.seed, question.selection, question.after)
    return random_card(answer, question, audience)


@answered.register
async def _(question: CompareQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    pair = question.pair
    size = SOURCES_A_PAGE if pair.side is Side.SOURCES else FACTS_A_PAGE
    ask = partial(library.compare, pair)
    answer, question = await _paged(question, size, ask, lambda found: found.sizes[pair.side])
    return comparison_card(answer, question, audience)


@answered.register
async def _(question: EchoQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    found = []
    for fact, nearness in question.facts:
        with suppress(FactNotFound):  # the others bear on it all the same
            found.append(Echo(await library.fact(fact), nearness))
    if not found:
        raise NothingBears
    return echoes_card(found, question, audience)


@answered.register
async def _(question: FactQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    fact = await library.fact(question.fact)
    return fact_card(fact, await library.history(fact), question, audience)


@answered.register
async def _(question: CitationQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    return citation_card(await library.fact(question.fact), question, audience)


@answered.register
async def _(question: CitationsQuestion, library: Library, _: Audience) -> Parcel:
    return await cited(question.of, library)


@answered.register
async def _(question: UnreadableQuestion, library: Library, audience: Audience) -> ui.LayoutView:  # noqa: ARG001 (as it is dispatched)
    return unreadable_card(question.why)


@answered.register
async def _(question: ChannelQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    return channel_card(await library.channels.in_force(question.channels), question, audience)


@answered.register
async def _(_: HelpQuestion, library: Library, audience: Audience) -> ui.LayoutView:
    with suppress(LibraryEmpty):
        return help_card(await library.topics(part=Part(limit=1)), audience)
    return help_card(TopicsAnswer((), 0), audience)


@answered.register
async def _(question: AboutQuestion, library: Library, _: Audience) -> ui.LayoutView:
    return about_card(await library.size(), question)


Paged = TypeVar(
    "Paged",
    bound=TopicQuestion
    | TopicsQuestion
    | SourcesQuestion
    | SourceQuestion
    | SearchQuestion
    | CompareQuestion,
)
Answer = TypeVar("Answer")


async def _paged(
    question: Paged,
    size: int,
    ask: Callable[[Part], Awaitable[Answer]],
    count: Callable[[Answer], int],
) -> tuple[Answer, Paged]:
    """Ask for the page of a question, or for the last one where there are no longer so many."""
    answer = await ask(Part(question.page * size, size))
    last = max(count(answer) - 1, 0) // size
    if question.page <= last:
        return answer, question
    return await ask(Part(last * size, size)), replace(question, page=last)


async def _spelt_out(question: Any, library: Library) -> Any:  # noqa: ANN401 (what comes goes)
    """Put the kind and the site themselves where only their digests fitted into a control."""
    chosen: Selection = question.selection
    if chosen.kind and is_digest(chosen.kind):
        chosen = replace(chosen, kind=Kind(_meant(chosen.kind, await library.offers.kinds())))
    if chosen.site and is_digest(chosen.site):
        chosen = replace(chosen, site=_meant(chosen.site, await library.offers.sites()))
    return replace(question, selection=chosen)


def _meant(asked_for: str, tallies: tuple[Tally, ...]) -> str:
    found = (tally.name for tally in tallies if digest(tally.name) == asked_for)
    name = next(found, None)
    if name is None:
        raise NoFactMatches
    return name
