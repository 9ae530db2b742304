import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.matching import ANSWERED, ranked, text_score
from facts.model import TopicId
from facts.store import TopicName

NAMES = (
    TopicName(TopicId(1), "supervised fine-tuning", 20),
    TopicName(TopicId(1), "SFT", 20),
    TopicName(TopicId(1), "Supervised finetuning", 20),
    TopicName(TopicId(2), "preference optimization", 10),
    TopicName(TopicId(2), "RLHF", 10),
    TopicName(TopicId(3), "C++", 1),
    TopicName(TopicId(4), "C", 2),
)


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("sft", 1),
        ("SFT ", 1),
        ("Supervised Fine-Tuning", 1),
        ("superviced fine tuning", 1),
        ("fine-tuning supervised", 1),
        ("rlhf", 2),
        ("preference optimisation", 2),
        ("c++", 3),
        ("c", 4),
    ],
)
def test_a_name_is_found_by_alias_spelling_and_order(query: str, topic: int) -> None:
    best = ranked(query, NAMES)[0]
    assert best.topic == topic
    assert best.score >= ANSWERED


@pytest.mark.parametrize(
    "query", ["", " ", "-", "dpo", "superb mint tuning", "weather tomorrow", "🦊"]
)
def test_what_names_nothing_here_is_not_answered(query: str) -> None:
    assert ranked(query, NAMES)[0].score < ANSWERED


def test_a_topic_stands_once_however_many_of_its_names_are_near() -> None:
    topics = [match.topic for match in ranked("fine tuning", NAMES)]
    assert topics.count(TopicId(1)) == 1


def test_a_name_stands_before_an_equal_alias_however_large_its_topic() -> None:
    names = [TopicName(TopicId(1), "PN", 90, is_alias=True), TopicName(TopicId(2), "pn", 1)]
    assert [match.topic for match in ranked("PN", names)] == [2, 1]


def test_equal_names_stand_in_order_of_their_facts() -> None:
    twins = [TopicName(TopicId(1), "naps", 2), TopicName(TopicId(2), "Naps", 3)]
    assert [match.topic for match in ranked("naps", twins)] == [2, 1]


@pytest.mark.parametrize(
    "query",
    [
        "memorize training data",
        "training data memorize",
        "memorise trainig data",
        "Memorizing, data!",
        "What is it that the models memorize?",
    ],
)
def test_a_text_is_found_by_its_words_in_any_order_and_spelling(query: str) -> None:
    score = text_score(query)
    assert score("Models tend to memorize some of their training data.") > 80
    assert score("Retrieval adds documents to the prompt.") == 0


def test_words_of_questions_count_where_there_are_no_others() -> None:
    assert text_score("what is to be")("To be is what it is to do.") > 0
    assert text_score("what is a quasar")("What is a nap?") == 0


@given(st.text(), st.text())
def test_scores_stay_between_0_and_100(query: str, text: str) -> None:
    assert 0 <= text_score(query)(text) <= 100
    (match,) = ranked(query, [TopicName(TopicId(1), text, 0)])
    assert 0 <= match.score <= 100
