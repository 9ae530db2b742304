import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.question_key import question_key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What is SFT?", "what is  sft"),
        (
            "Can I sleep in after being called at 3 am?",
            "can i sleep in after being called at 3 am?!",
        ),
        ("What’s fine-tuning", "what's fine tuning?"),
        ("¿Qué es RAG?", "que es rag"),
        ("什么是RAG？", "什么是 rag"),
        (" How?\n", "how"),
    ],
)
def test_spellings_of_one_question_share_a_key(first: str, second: str) -> None:
    assert question_key(first) == question_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("What is C?", "What is C++?"), ("why 3", "why 4"), ("?", "!"), (".NET facts", "net facts")],
)
def test_different_questions_have_different_keys(first: str, second: str) -> None:
    assert question_key(first) != question_key(second)


@given(st.text())
def test_only_a_blank_question_has_an_empty_key(text: str) -> None:
    assert bool(question_key(text)) == bool(text.strip())
