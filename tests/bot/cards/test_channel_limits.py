"""Cards of look-ups in channels keep Discord's limits for any content."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.channel import channel_card, hushed_card, not_allowed_card
from bot.cards.comparison import comparison_card
from bot.cards.related_facts import echoes_card
from bot.cards.topics import choice_card
from bot.queries.library_queries import (
    MOST_ECHOES,
    Audience,
    ChannelQuestion,
    CompareQuestion,
    EchoQuestion,
    SearchQuestion,
)
from bot.ui.attachments import documents_card
from facts.citations.bibliography import documents
from facts.library.answers import TopicsAnswer
from facts.library.channels import InForce
from facts.library.comparison import ComparisonAnswer, Side
from facts.model.entities import (
    ChannelId,
    Fact,
    Topic,
)
from facts.model.results import TopicSummary
from facts.questions.related_facts import Echo, Nearness
from tests.support.card_strategies import (
    audiences,
    check,
    counts,
    facts_,
    in_force,
    many,
    pages,
    pairs,
    summaries,
    topics,
    words,
)


@given(st.data(), topics, topics, st.builds(CompareQuestion, pairs, pages), audiences)
@settings(max_examples=15)
def test_the_card_of_two_topics(
    data: st.DataObject, first: Topic, second: Topic, question: CompareQuestion, to: Audience
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
def test_the_card_of_several_topics(several: tuple[TopicSummary, ...], to: Audience) -> None:
    check(choice_card(TopicsAnswer(several, len(several)), to), private=False)


@given(many(facts_, MOST_ECHOES, 1), st.sampled_from(Nearness), audiences)
@settings(max_examples=15)
def test_the_card_of_what_bears_on_a_message(
    listed: tuple[Fact, ...], nearness: Nearness, to: Audience
) -> None:
    question = EchoQuestion(2**63 - 1, tuple((fact.id, nearness) for fact in listed))
    found = [Echo(fact, nearness) for fact in listed]
    check(echoes_card(found, question, to), private=to.private)


@given(in_force, st.builds(SearchQuestion, words.map(lambda t: t[:300])), audiences)
@settings(max_examples=15)
def test_the_cards_of_a_channel(setting: InForce, question: SearchQuestion, to: Audience) -> None:
    here = ChannelQuestion((ChannelId(2**63 - 1), ChannelId(1)))
    check(channel_card(setting, here, to), private=True)
    check(hushed_card(question, to), private=False)
    check(not_allowed_card(), private=True)


@given(many(facts_, 5, 1), counts)
@settings(max_examples=15)
def test_the_card_of_all_citations(listed: tuple[Fact, ...], count: int) -> None:
    parcel = documents_card(documents(listed), len(listed), count)
    check(parcel.view, private=True)
