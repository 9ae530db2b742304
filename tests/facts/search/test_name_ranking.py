from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.model.entities import TopicId
from facts.model.results import EXACT_SCORE, Match
from facts.search.name_query import NameCandidate, parse_name_query
from facts.search.name_ranking import (
    COMPLETION_SCORE,
    answer_threshold,
    certainty,
    is_answer,
    rank_names,
)
from facts.search.name_score import score_texts
from facts.text.normalize import search_form


def candidate(topic: int, name: str, facts: int = 1, *, is_alias: bool = False) -> NameCandidate:
    words = search_form(name)
    return NameCandidate(topic, TopicId(topic), words, words.replace(" ", ""), facts, is_alias)


NAMES = (
    candidate(1, "supervised fine-tuning", 20),
    candidate(1, "SFT", 20, is_alias=True),
    candidate(1, "Supervised finetuning", 20, is_alias=True),
    candidate(2, "preference optimization", 10),
    candidate(2, "RLHF", 10, is_alias=True),
    candidate(3, "C++", 1),
    candidate(4, "C", 2),
    candidate(5, "機械学習", 2),
    candidate(6, "naïve Bayes", 2),
    candidate(7, "retrieval of augmented generation", 2),
    candidate(8, "🦊", 1),
    candidate(9, "मशीन लर्निंग", 1),
)


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("sft", 1),
        ("SFT ", 1),
        ("Supervised Fine-Tuning", 1),
        ("superviced fine tuning", 1),
        ("fine-tuning supervised", 1),
        ("what is supervised finetuning?", 1),
        ("Tell me about SFT, please", 1),
        ("rlhf", 2),
        ("preference optimisation", 2),
        ("how does preference optimizatoin work?", 2),
        ("c++", 3),
        ("c", 4),
        ("機械学習", 5),
        ("ｎａｉｖｅ ｂａｙｅｓ", 6),
        ("naive-bayes", 6),
        ("rag", 7),
        ("roag", 7),
        ("🦊", 8),
        ("मशीन लर्निंग", 9),
    ],
)
def test_a_name_is_found_however_it_is_typed(query: str, topic: int) -> None:
    (best, score), *_ = rank_names(parse_name_query(query), NAMES)
    assert best.topic == topic
    assert score >= answer_threshold(len(NAMES))


@pytest.mark.parametrize(
    "query", ["", " ", "-", "dpo", "superb mint tuning", "weather", "🦉", "?!"]
)
def test_a_query_without_a_name_gets_no_answer(query: str) -> None:
    (_, score), *_ = rank_names(parse_name_query(query), NAMES)
    assert score < answer_threshold(len(NAMES))


def test_a_topic_with_several_similar_names_comes_once() -> None:
    topics = [name.topic for name, _ in rank_names(parse_name_query("fine tuning"), NAMES)]
    assert topics.count(TopicId(1)) == 1


def order(query: str, *names: NameCandidate) -> list[int]:
    return [name.topic for name, _ in rank_names(parse_name_query(query), names)]


def test_a_name_comes_before_an_equal_alias_of_a_larger_topic() -> None:
    assert order("PN", candidate(1, "PN", 90, is_alias=True), candidate(2, "pn")) == [2, 1]


def test_equal_names_sort_by_facts_then_by_age() -> None:
    twins = (candidate(1, "naps", 2), candidate(2, "Naps", 3), candidate(3, "NAPS", 2))
    assert order("naps", *twins) == [2, 3, 1]


def test_of_two_similar_names_the_larger_topic_comes_first() -> None:
    assert order("nap", candidate(1, "nape", 1), candidate(2, "naps", 40)) == [2, 1]


def test_the_exact_name_comes_before_any_larger_topic() -> None:
    assert order("nap", candidate(1, "naps", 10**9), candidate(2, "nap", 0)) == [2, 1]


def test_a_word_inside_an_unspaced_name_scores_like_one_between_spaces() -> None:
    for part, name in (("学習", "機械学習"), ("機械", "機械学習"), ("เครื่อง", "การเรียนรู้ของเครื่อง")):
        assert score_texts(part, [name])[0] > 60
    assert score_texts("学校", ["機械学習"])[0] < 60


@pytest.mark.parametrize("typed", ["tun", "fine tu", "tuning"])
def test_a_half_typed_later_word_completes_but_does_not_answer(typed: str) -> None:
    (score,) = score_texts(typed, ["supervised fine-tuning"])
    assert COMPLETION_SCORE <= score < answer_threshold(0)


def matches(*scores: float, name: str = "x") -> list[Match]:
    return [Match(TopicId(at), name, score) for at, score in enumerate(scores, start=1)]


def judge(query: str, name: str, score: float = 90) -> float:
    return certainty(parse_name_query(query), matches(score, score - 5, name=name))


def test_a_larger_lead_makes_a_name_more_certain() -> None:
    word = parse_name_query("napz")
    leads = [certainty(word, matches(80, other)) for other in (79, 75, 65, 40)]
    assert leads == sorted(leads)
    assert leads[-1] == leads[-2] == certainty(word, matches(80))


def test_several_words_are_more_certain_than_one_word_in_a_question() -> None:
    assert judge("powr naps", "power naps") > judge("powernapz", "powernaps")
    assert isclose(judge("what is a naap?", "naps"), judge("naap", "naps"))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("power generators", "power naps"),
        ("power nap generators", "power naps"),
        ("generator power", "power"),
        ("power of the generator", "power"),
    ],
)
def test_a_typed_word_that_the_name_does_not_have_leaves_no_certainty(
    query: str, name: str
) -> None:
    assert judge(query, name, 99) < answer_threshold(0)


def test_words_may_be_cut_or_stand_together() -> None:
    for typed in ("powr nap", "pow nap", "naps power", "powern aps"):
        assert judge(typed, "power naps") >= 85


def test_a_name_that_goes_on_is_less_certain_than_a_misspelled_one() -> None:
    assert judge("calibrat", "calibration") < judge("calibratoin", "calibration")


def test_few_letters_are_less_certain() -> None:
    rising = [judge(typed, "x" * 9) for typed in ("x", "xyz", "xyzxyz", "xyzxyzxyz")]
    assert rising == sorted(rising)
    assert rising[0] < rising[-1]


def test_an_exact_name_answers_even_if_others_are_similar() -> None:
    assert is_answer(parse_name_query("nap"), matches(EXACT_SCORE, 99.5), 10**9)
    assert not is_answer(parse_name_query("nap"), matches(99, 98.5), 20)


def test_more_names_make_it_harder_to_answer() -> None:
    cuts = [answer_threshold(names) for names in (0, 20, 20_000, 200_000, 1_000_000, 10**9)]
    assert cuts == sorted(cuts)
    assert all(0 < cut < EXACT_SCORE for cut in cuts)


def test_a_name_can_contain_words_of_a_question() -> None:
    whole, misspelled, core = score_texts(
        "What is truth?", ["what is truth", "what is trut", "truth"]
    )
    assert isclose(whole, EXACT_SCORE)
    assert core < EXACT_SCORE
    assert misspelled > 95


@given(st.text(), st.lists(st.text()))
def test_scores_stay_between_0_and_100_and_only_exact_names_reach_100(
    query: str, names: list[str]
) -> None:
    *scores, own = score_texts(query, [*names, query])
    assert own == EXACT_SCORE
    for score, name in zip(scores, names, strict=True):
        assert 0 <= score <= EXACT_SCORE
        assert (
            score < EXACT_SCORE or parse_name_query(query).letters == parse_name_query(name).letters
        )


@given(st.text(), st.lists(st.text()), st.text())
def test_a_score_does_not_depend_on_other_names(query: str, others: list[str], name: str) -> None:
    assert score_texts(query, [*others, name])[-1:] == score_texts(query, [name])
