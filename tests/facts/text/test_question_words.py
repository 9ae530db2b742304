"""Question words of other languages are set aside, and English questions stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.normalize import words
from facts.text.question_words import set_aside_question_words


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("was ist RAG?", ["rag"]),
        (
            "Was ist der Unterschied zwischen RAG und SFT?",
            ["unterschied", "zwischen", "rag", "sft"],
        ),
        ("¿Por qué alucinan los modelos?", ["alucinan", "modelos"]),
        ("pourquoi les modèles hallucinent ?", ["modeles", "hallucinent"]),
        ("o que é o RAG?", ["rag"]),
        ("почему модели ошибаются", ["модели", "ошибаются"]),
        ("RAG क्या है?", ["rag"]),
        ("ما هو RAG؟", ["rag"]),
        ("RAG nedir?", ["rag"]),
        ("为什么模型", ["模型"]),
        ("生成とは何ですか", ["生成"]),
        ("แมวคืออะไร", ["แม", "มว"]),
    ],
)
def test_question_words_are_set_aside(question: str, rest: list[str]) -> None:
    assert words(set_aside_question_words(question)) == rest


@pytest.mark.parametrize(
    "question",
    [
        "how many die in a war?", "what did the son come for?", "why do models hallucinate?",
        "who was in the war", "what is per capita income", "E. coli and O negative", "la liga",
        "was it hot", "die Katze", "the man said also fast", "comment on this", "", "co op",
    ],
)  # fmt: skip
def test_words_that_english_has_stay(question: str) -> None:
    assert set_aside_question_words(question) == question


@pytest.mark.parametrize(
    "question", ["was ist", "¿qué es?", "что это такое?", "什么？", "とは何ですか"]
)
def test_a_question_of_nothing_else_stays(question: str) -> None:
    assert set_aside_question_words(question) == question


@given(st.text())
def test_no_text_loses_all_its_words(text: str) -> None:
    assert bool(words(set_aside_question_words(text))) == bool(words(text))
