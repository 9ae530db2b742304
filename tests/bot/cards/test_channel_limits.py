"""Cards of look-ups in channels keep Discord's limits, for any content."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.channel import channel_card, missing_permission_card, private_answer_card
from bot.cards.citation import citation_files_card
from bot.cards.comparison import comparison_card
from bot.cards.related_facts import related_facts_card
from bot.cards.topics import choice_card
from bot.queries.library_queries import (
    MAX_RELATED_FACTS,
    ChannelQuery,
    CompareQuery,
    FactRelation,
    RelatedFactsQuery,
    SearchQuery,
)
from bot.queries.query import RenderContext
from facts.citations.bibliography import render_documents
from facts.library.answers import TopicsAnswer
from facts.library.channels import EffectiveChannelSetting
from facts.library.comparison import ComparisonAnswer, Side
from facts.model.entities import ChannelId, Fact, Topic
from facts.model.results import TopicSummary
from facts.questions.related_facts import RelatedFact, Relation
from tests.support.card_strategies import (
    check,
    contexts,
    counts,
    effective_settings,
    facts_,
    many,
    pages,
    pairs,
    source_summaries,
    topics,
    words,
)

pytestmark = pytest.mark.slow


@given(st.data(), topics, topics, st.builds(CompareQuery, pairs, pages), contexts)
@settings(max_examples=15)
def test_a_comparison(
    data: st.DataObject, first: Topic, second: Topic, query: CompareQuery, context: RenderContext
) -> None:
    has_sources = query.pair.side is Side.SOURCES
    answer = ComparisonAnswer(
        first,
        second,
        {side: data.draw(counts) for side in Side},
        () if has_sources else data.draw(many(facts_, 5)),
        data.draw(many(source_summaries, 8)) if has_sources else (),
    )
    check(comparison_card(answer, query, context), private=context.private)


@given(many(st.builds(TopicSummary, topics, counts, counts), 25, 1), contexts)
@settings(max_examples=15)
def test_topics_to_choose_from(choices: tuple[TopicSummary, ...], context: RenderContext) -> None:
    check(choice_card(TopicsAnswer(choices, len(choices)), context), private=False)


@given(many(facts_, MAX_RELATED_FACTS, 1), st.sampled_from(Relation), contexts)
@settings(max_examples=15)
def test_related_facts(
    listed: tuple[Fact, ...], relation: Relation, context: RenderContext
) -> None:
    query = RelatedFactsQuery(2**63 - 1, tuple(FactRelation(relation, fact.id) for fact in listed))
    related = [RelatedFact(fact, relation) for fact in listed]
    check(related_facts_card(related, query, context), private=context.private)


@given(effective_settings, st.builds(SearchQuery, words.map(lambda t: t[:300])), contexts)
@settings(max_examples=15)
def test_channel_settings_and_private_answers(
    setting: EffectiveChannelSetting, query: SearchQuery, context: RenderContext
) -> None:
    here = ChannelQuery((ChannelId(2**63 - 1), ChannelId(1)))
    check(channel_card(setting, here, context), private=True)
    check(private_answer_card(query, context), private=False)
    check(missing_permission_card(), private=True)


@given(many(facts_, 5, 1), counts)
@settings(max_examples=15)
def test_citation_files(listed: tuple[Fact, ...], count: int) -> None:
    response = citation_files_card(render_documents(listed), len(listed), count)
    check(response.layout, private=True)
