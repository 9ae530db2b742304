"""Every card of any library keeps every limit of Discord, and is what its API description says."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.citation import citation_card
from bot.cards.fact import fact_card, random_card
from bot.cards.help import about_card, help_card
from bot.cards.miss import (
    already_answered_card,
    failure_card,
    miss_card,
    outdated_control_card,
    unreadable_card,
)
from bot.cards.search import search_card
from bot.cards.source import source_card
from bot.cards.sources import sources_card
from bot.cards.topic import topic_card
from bot.cards.topics import topics_card
from bot.errors.library_messages import LIBRARY_MESSAGES
from bot.errors.messages import ErrorMessages
from bot.queries.library_queries import (
    AboutQuery,
    CitationQuery,
    FactQuery,
    RandomQuery,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
    UnreadableReason,
)
from bot.queries.query import UserId
from bot.queries.render_context import RenderContext
from bot.ui.headings import read_typed_text
from bot.ui.voice import DISCORD_VOICE
from facts.library.answers import (
    DrawAnswer,
    LibrarySize,
    SearchAnswer,
    SourceAnswer,
    SourcesAnswer,
    TopicAnswer,
    TopicsAnswer,
)
from facts.model import errors
from facts.model.changes import ChangeNote
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source, SourceId, Topic, TopicId
from facts.model.random_order import Draw
from facts.model.results import Hit, Match, SourceSummary, TopicSummary, Totals
from facts.model.selection import Selection, TopicOrder
from tests.support.card_strategies import (
    audiences,
    check,
    counts,
    extents,
    facts_,
    ids,
    many,
    nonblank_words,
    pages,
    relatives,
    selections,
    sources,
    summaries,
    tallies,
    topics,
    words,
)

MESSAGES = ErrorMessages([LIBRARY_MESSAGES])


@pytest.mark.parametrize("private", [False, True])
def test_a_fact_of_very_many_sources_is_shown_on_pages(private: bool) -> None:
    notes = tuple(
        Citation(Source(SourceId(number), f"Note {number}", "naps.example"), None)
        for number in range(1, 201)
    )
    fact = Fact(FactId(1), CLAIM, "Long naps leave people drowsy.", notes, ())
    to = RenderContext(UserId(1), private)
    for page in range(13):
        check(fact_card(fact, (), FactQuery(FactId(1), page), to), private=private)


@given(st.data(), topics, selections, extents, audiences, pages)
@settings(max_examples=15)
def test_a_topics_card(
    data: st.DataObject,
    topic: Topic,
    chosen: Selection,
    extent: Totals,
    to: RenderContext,
    page: int,
) -> None:
    answer = TopicAnswer(
        topic, chosen, extent, data.draw(many(facts_, 5)), data.draw(many(tallies, 30)),
        data.draw(many(summaries, 25)), data.draw(st.none() | sources),
        data.draw(many(relatives, 3)),
    )  # fmt: skip
    check(topic_card(answer, TopicQuery(chosen, page), to), private=to.private)


@given(
    many(st.builds(TopicSummary, topics, counts, counts), 10),
    counts,
    audiences,
    st.builds(
        TopicsQuery,
        st.sampled_from(TopicOrder),
        pages,
        st.none() | words.map(lambda text: text[:300]),
    ),
)
@settings(max_examples=15)
def test_the_card_of_topics(
    listed: tuple[TopicSummary, ...], count: int, to: RenderContext, question: TopicsQuery
) -> None:
    check(topics_card(TopicsAnswer(listed, count), question, to), private=to.private)


@given(many(summaries, 8), selections, extents, st.none() | topics, audiences, pages)
@settings(max_examples=15)
def test_the_card_of_sources(
    listed: tuple[SourceSummary, ...], chosen: Selection, extent: Totals, topic: Topic | None,
    to: RenderContext, page: int,
) -> None:  # fmt: skip
    answer = SourcesAnswer(chosen, extent, listed, topic)
    check(sources_card(answer, SourcesQuery(chosen, page), to), private=to.private)


@given(summaries, extents, many(facts_, 5, 1), audiences, pages)
@settings(max_examples=15)
def test_a_sources_card(
    summary: SourceSummary, extent: Totals, listed: tuple[Fact, ...], to: RenderContext, page: int
) -> None:
    question = SourceQuery(summary.source.id, page)
    check(source_card(SourceAnswer(summary, extent, listed), question, to), private=to.private)


marks = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=300)
hits = st.builds(Hit, st.just(90.0), facts_, marks.map(sorted).map(tuple))


@given(
    st.text(max_size=200) | words.map(lambda text: text[:300]),
    many(hits, 5),
    counts,
    selections,
    audiences,
    pages,
)
@settings(max_examples=15)
def test_the_card_of_a_search(
    text: str, found: tuple[Hit, ...], count: int, chosen: Selection, to: RenderContext, page: int
) -> None:  # fmt: skip
    question = SearchQuery(text, chosen, page)
    check(search_card(SearchAnswer(text, found, count), question, to), private=to.private)


@given(facts_, st.integers(0, 30), audiences, st.lists(words, max_size=9))
@settings(max_examples=15)
def test_a_facts_card_on_every_page(
    fact: Fact, page: int, to: RenderContext, reasons: list[str]
) -> None:
    history = [ChangeNote(datetime(2026, 1, 2, tzinfo=UTC), reason) for reason in reasons]
    check(fact_card(fact, history, FactQuery(fact.id, page), to), private=to.private)
    check(citation_card(fact, CitationQuery(fact.id, page), to), private=to.private)


@pytest.mark.parametrize("run", range(1, 9))
def test_the_card_of_citations_holds_any_run_of_backticks(run: int) -> None:
    ticks = ("`" * run + " ") * 1_000
    fact = Fact(FactId(1), CLAIM, ticks, (Citation(Source(SourceId(1), ticks)),))
    view = citation_card(fact, CitationQuery(fact.id), RenderContext(UserId(1), private=False))
    check(view, private=False)


@given(facts_, selections, audiences, st.booleans())
@settings(max_examples=15)
def test_a_random_facts_card(fact: Fact, chosen: Selection, to: RenderContext, again: bool) -> None:
    answer = DrawAnswer(Draw(fact.id, 2**32 - 1, 10**9, 10**9, again), fact)
    question = RandomQuery(2**32 - 1, chosen, fact.id)
    check(random_card(answer, question, to), private=to.private)


@given(topics, counts, extents, audiences)
@settings(max_examples=10)
def test_help_and_about(topic: Topic, count: int, extent: Totals, to: RenderContext) -> None:
    largest = TopicsAnswer((TopicSummary(topic, count, count),), count)
    check(help_card(largest, to), private=to.private)
    check(about_card(LibrarySize(count, extent), AboutQuery(2**63 - 1)), private=True)


@given(
    words,
    many(st.builds(Match, ids.map(TopicId), nonblank_words, st.just(70.0)), 5),
    audiences,
    many(nonblank_words, 20),
    many(nonblank_words, 20),
)
@settings(max_examples=15)
def test_what_is_told_where_there_is_no_answer(
    query: str, nearest: tuple[Match, ...], to: RenderContext, kinds: tuple[str, ...],
    sites: tuple[str, ...],
) -> None:  # fmt: skip
    for miss in (
        errors.LibraryEmpty(),
        errors.TopicNotFound(query, nearest),
        errors.TopicNotFound(query),
        errors.TopicGone(),
        errors.SourceNotFound(),
        errors.FactNotFound(2**63),
        errors.NoFactMatches(kinds, sites),
        errors.NoSearchHits(query),
        errors.NoAnswer(query, nearest),
        errors.NoAnswer(query),
        errors.NoAnswer(query, (), nearest[:3]),
        errors.NoRelatedFact(),
        errors.DateUnclear(query),
    ):
        check(miss_card(MESSAGES.render(miss, DISCORD_VOICE), (), to), private=True)
    check(failure_card("abcdef"), private=True)
    check(outdated_control_card(), private=True)
    for why in UnreadableReason:
        check(unreadable_card(why), private=False)
    check(already_answered_card("https://discord.com/channels/1/2/3"), private=False)


def test_a_card_without_a_search_has_no_text_of_one() -> None:
    assert read_typed_text(None) is None
