"""Long messages are reduced to their questions and their rarest words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.questions.long_messages import (
    condense_message,
    find_questions,
    split_sentences,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Naps help. Do they? Yes!", ["Naps help.", "Do they?", "Yes!"]),
        ("Naps\nrest  more\n\nSleep", ["Naps", "rest more", "Sleep"]),
        ("睡眠は大事。昼寝は？", ["睡眠は大事。", "昼寝は？"]),
        ("Version 2.1 helps.", ["Version 2.1 helps."]),
        ("Well… no", ["Well…", "no"]),
        ("Again. Again.", ["Again."]),
        ("  \n ", []),
    ],
)
def test_a_text_splits_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_questions_are_found_in_a_text_the_longest_first() -> None:
    text = "Hi! We met.\nWho now? Do long  naps leave drivers drowsy? So be it. 昼寝は何？はい。"
    assert find_questions(text) == ["Do long naps leave drivers drowsy?", "昼寝は何？", "Who now?"]
    assert find_questions("Why? How is it?") == []
    assert find_questions("¿Qué es la siesta") == ["¿Qué es la siesta"]
    assert find_questions("No. Nothing!") == []


def test_the_rarest_words_of_the_whole_come_before_those_of_its_sentences() -> None:
    text = "Lunch was late. Drivers took long naps. Their lapses were halved."
    known = {"lunch": 9, "drivers": 2, "naps": 1, "lapses": 1, "halved": 1}
    assert list(condense_message(text, known)) == [
        tuple(known),
        ("drivers", "naps"),
        ("lapses", "halved"),
    ]


def test_two_known_words_in_different_sentences_are_not_enough() -> None:
    text = "Lunch was late. The party was loud."
    assert list(condense_message(text, {"lunch": 1, "party": 1})) == []
    (condensed,) = condense_message(text, {"lunch": 1, "late": 1})
    assert condensed == ("lunch", "late")


def test_only_the_rarest_of_many_known_words_stay_in_order() -> None:
    text = " ".join(f"word{n}" for n in range(20))
    known = {f"word{n}": abs(n - 15) for n in range(20)}
    first = next(condense_message(text, known))
    assert first == tuple(f"word{n}" for n in range(10, 20))


@given(st.text(max_size=2_000))
def test_any_text_is_condensed_to_a_few_words(text: str) -> None:
    assert len(find_questions(text)) <= 5
    assert all(len(each) <= 300 for each in find_questions(text))
    assert len(list(condense_message(text, dict.fromkeys(text.split(), 1)))) <= 6
