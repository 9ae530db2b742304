"""Cards of look-ups in channels keep Discord's limits for any content."""

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
from bot.queries.render_context import RenderContext
from facts.citations.bibliography import render_documents
from facts.library.answers import TopicsAnswer
from facts.library.channels import EffectiveChannelSetting
from facts.library.comparison import ComparisonAnswer, Side
from facts.model.entities import ChannelId, Fact, Topic
from facts.model.results import TopicSummary
from facts.questions.related_facts import RelatedFact, Relation
from tests.support.card_strategies import (
    audiences,
    check,
    counts,
    effective_settings,
    facts_,
    many,
    pages,
    pairs,
    summaries,
    topics,
    words,
)


@given(st.data(), topics, topics, st.builds(CompareQuery, pairs, pages), audiences)
@settings(max_examples=15)
def test_the_card_of_two_topics(
    data: st.DataObject, first: Topic, second: Topic, question: CompareQuery, to: RenderContext
) -> None:
    asks_for_sources = question.pair.side is Side.SOURCES
    answer = ComparisonAnswer(
        first,
        second,
        {side: data.draw(counts) for side in Side},
        () if asks_for_sources else data.draw(many(facts_, 5)),
        data.draw(many(summaries, 8)) if asks_for_sources else (),
    )
    check(comparison_card(answer, question, to), private=to.private)


@given(many(st.builds(TopicSummary, topics, counts, counts), 25, 1), audiences)
@settings(max_examples=15)
def test_the_card_of_several_topics(several: tuple[TopicSummary, ...], to: RenderContext) -> None:
    check(choice_card(TopicsAnswer(several, len(several)), to), private=False)


@given(many(facts_, MAX_RELATED_FACTS, 1), st.sampled_from(Relation), audiences)
@settings(max_examples=15)
def test_the_card_of_what_bears_on_a_message(
    listed: tuple[Fact, ...], nearness: Relation, to: RenderContext
) -> None:
    relations = tuple(FactRelation(nearness, fact.id) for fact in listed)
    question = RelatedFactsQuery(2**63 - 1, relations)
    found = [RelatedFact(fact, nearness) for fact in listed]
    check(related_facts_card(found, question, to), private=to.private)


@given(effective_settings, st.builds(SearchQuery, words.map(lambda t: t[:300])), audiences)
@settings(max_examples=15)
def test_the_cards_of_a_channel(
    setting: EffectiveChannelSetting, question: SearchQuery, to: RenderContext
) -> None:
    here = ChannelQuery((ChannelId(2**63 - 1), ChannelId(1)))
    check(channel_card(setting, here, to), private=True)
    check(private_answer_card(question, to), private=False)
    check(missing_permission_card(), private=True)


@given(many(facts_, 5, 1), counts)
@settings(max_examples=15)
def test_the_card_of_all_citations(listed: tuple[Fact, ...], count: int) -> None:
    parcel = citation_files_card(render_documents(listed), len(listed), count)
    check(parcel.layout, private=True)
