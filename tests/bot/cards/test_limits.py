"""Every card keeps Discord's limits and API description, for any content."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.client import collect_help
from bot.app.features import FEATURES
from bot.cards.citation import citation_card
from bot.cards.fact import fact_card, random_card
from bot.cards.help import about_card, help_card
from bot.cards.miss import (
    DISCORD_VOICE,
    already_answered_card,
    failure_card,
    miss_card,
    not_permitted_card,
    not_yours_card,
    outdated_control_card,
    unreadable_card,
)
from bot.cards.search import search_card
from bot.cards.sources import source_card, sources_card
from bot.cards.topic import topic_card
from bot.cards.topics import similar_topics_card, topics_card
from bot.errors.library_messages import LIBRARY_MESSAGES
from bot.errors.messages import ErrorMessages
from bot.queries.library_queries import (
    AboutQuery,
    CitationQuery,
    FactQuery,
    RandomQuery,
    SearchQuery,
    SimilarTopicsQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
    UnreadableReason,
)
from bot.queries.query import RenderContext, UserId
from bot.ui.controls import NextStep
from bot.ui.layout import read_typed_text
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
from facts.model.changes import Change, ChangeId, ChangeNote
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source, SourceId, Topic, TopicId
from facts.model.random_order import Draw
from facts.model.results import Hit, Match, SourceSummary, TopicSummary, Totals
from facts.model.selection import Selection, TopicOrder
from tests.support.card_strategies import (
    check,
    contexts,
    counts,
    facts_,
    ids,
    kind_counts,
    many,
    nonblank_words,
    pages,
    related_topics,
    selections,
    source_summaries,
    sources,
    topics,
    totals,
    words,
)

pytestmark = pytest.mark.slow

MESSAGES = ErrorMessages([LIBRARY_MESSAGES])
marks = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=300)
hits = st.builds(Hit, st.just(90.0), facts_, marks.map(sorted).map(tuple))
topic_summaries = st.builds(TopicSummary, topics, counts, counts)
typed_texts = st.text(max_size=200) | words.map(lambda text: text[:300])
matches = st.builds(Match, ids.map(TopicId), nonblank_words, st.just(70.0))


@pytest.mark.parametrize("private", [False, True])
def test_a_fact_with_very_many_sources_is_split_into_pages(private: bool) -> None:
    notes = tuple(
        Citation(Source(SourceId(number), f"Note {number}", "naps.example"), None)
        for number in range(1, 201)
    )
    fact = Fact(FactId(1), CLAIM, "Long naps leave people drowsy.", notes, ())
    context = RenderContext(UserId(1), private)
    for page in range(13):
        check(fact_card(fact, (), FactQuery(FactId(1), page), context), private=private)


@given(st.data(), topics, selections, totals, contexts, pages)
@settings(max_examples=15)
def test_a_topic(
    data: st.DataObject,
    topic: Topic,
    selection: Selection,
    sizes: Totals,
    context: RenderContext,
    page: int,
) -> None:
    answer = TopicAnswer(
        topic, selection, sizes, data.draw(many(facts_, 5)), data.draw(many(kind_counts, 30)),
        data.draw(many(source_summaries, 25)), data.draw(st.none() | sources),
        data.draw(many(related_topics, 3)),
    )  # fmt: skip
    check(topic_card(answer, TopicQuery(selection, page), context), private=context.private)


@given(
    many(topic_summaries, 10),
    counts,
    contexts,
    st.builds(TopicsQuery, st.sampled_from(TopicOrder), pages),
)
@settings(max_examples=15)
def test_all_topics(
    listed: tuple[TopicSummary, ...], count: int, context: RenderContext, query: TopicsQuery
) -> None:
    check(topics_card(TopicsAnswer(listed, count), query, context), private=context.private)


@given(many(topic_summaries, 10), contexts, st.builds(SimilarTopicsQuery, typed_texts))
@settings(max_examples=15)
def test_similar_topics(
    listed: tuple[TopicSummary, ...], context: RenderContext, query: SimilarTopicsQuery
) -> None:
    answer = TopicsAnswer(listed, len(listed))
    check(similar_topics_card(answer, query, context), private=context.private)


@given(many(source_summaries, 8), selections, totals, st.none() | topics, contexts, pages)
@settings(max_examples=15)
def test_sources(
    listed: tuple[SourceSummary, ...], selection: Selection, sizes: Totals, topic: Topic | None,
    context: RenderContext, page: int,
) -> None:  # fmt: skip
    answer = SourcesAnswer(selection, sizes, listed, topic)
    check(sources_card(answer, SourcesQuery(selection, page), context), private=context.private)


@given(source_summaries, totals, many(facts_, 5, 1), contexts, pages)
@settings(max_examples=15)
def test_a_source(
    summary: SourceSummary, sizes: Totals, listed: tuple[Fact, ...], context: RenderContext,
    page: int,
) -> None:  # fmt: skip
    answer = SourceAnswer(summary, sizes, listed)
    query = SourceQuery(summary.source.id, page)
    check(source_card(answer, query, context), private=context.private)


@given(typed_texts, many(hits, 5), counts, selections, contexts, pages)
@settings(max_examples=15)
def test_search_results(
    text: str, results: tuple[Hit, ...], count: int, selection: Selection, context: RenderContext,
    page: int,
) -> None:  # fmt: skip
    query = SearchQuery(text, selection, page)
    check(search_card(SearchAnswer(text, results, count), query, context), private=context.private)


@given(facts_, st.integers(0, 30), contexts, st.lists(words, max_size=9))
@settings(max_examples=15)
def test_every_page_of_a_fact_and_of_its_citations(
    fact: Fact, page: int, context: RenderContext, reasons: list[str]
) -> None:
    note = ChangeNote(datetime(2026, 1, 2, tzinfo=UTC))
    history = [Change(ChangeId(1), note, summary) for summary in reasons]
    check(fact_card(fact, history, FactQuery(fact.id, page), context), private=context.private)
    check(citation_card(fact, CitationQuery(fact.id, page), context), private=context.private)


@pytest.mark.parametrize("run", range(1, 9))
def test_a_citation_with_any_run_of_backticks(run: int) -> None:
    ticks = ("`" * run + " ") * 1_000
    fact = Fact(FactId(1), CLAIM, ticks, (Citation(Source(SourceId(1), ticks)),))
    view = citation_card(fact, CitationQuery(fact.id), RenderContext(UserId(1), private=False))
    check(view, private=False)


@given(facts_, selections, contexts, st.booleans())
@settings(max_examples=15)
def test_a_random_fact(
    fact: Fact, selection: Selection, context: RenderContext, is_new_round: bool
) -> None:
    answer = DrawAnswer(Draw(fact.id, 2**32 - 1, 10**9, 10**9, is_new_round), fact)
    query = RandomQuery(2**32 - 1, selection, fact.id)
    check(random_card(answer, query, context), private=context.private)


@given(topics, counts, totals, contexts)
@settings(max_examples=10)
def test_help_and_about(topic: Topic, count: int, sizes: Totals, context: RenderContext) -> None:
    largest = TopicsAnswer((TopicSummary(topic, count, count),), count)
    check(help_card(largest, collect_help(FEATURES), context), private=context.private)
    check(about_card(LibrarySize(count, sizes), AboutQuery(2**63 - 1)), private=True)


@given(words, many(matches, 5), contexts, many(nonblank_words, 20), many(nonblank_words, 20))
@settings(max_examples=15)
def test_every_miss(
    query: str, nearest: tuple[Match, ...], context: RenderContext, kinds: tuple[str, ...],
    sites: tuple[str, ...],
) -> None:  # fmt: skip
    steps = [NextStep(match.name, TopicQuery(Selection(match.topic))) for match in nearest]
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
        check(miss_card(MESSAGES.render(miss, DISCORD_VOICE), steps, context), private=True)


def test_every_notice() -> None:
    check(failure_card("abcdef"), private=True)
    check(outdated_control_card(), private=True)
    check(not_yours_card(), private=True)
    check(not_permitted_card("daily"), private=True)
    for reason in UnreadableReason:
        check(unreadable_card(reason), private=False)
    check(already_answered_card("https://discord.com/channels/1/2/3"), private=False)


def test_a_missing_message_has_no_typed_text() -> None:
    assert read_typed_text(None) is None
