"""Content words of questions, and texts that answer them."""

import pytest

from facts.questions.content_words import coverage, is_about_other_message


@pytest.mark.parametrize(
    ("question", "share"),
    [("naps", 1.0), ("nap", 1.0), ("minutely", 1.0), ("labces", 0.0), ("lapces twenty", 1.0),
     ("coffee naps", 0.5), ("", 1.0)],
)  # fmt: skip
def test_a_text_covers_words_in_any_form(question: str, share: float) -> None:
    assert coverage(question.split(), "Naps of twenty minutes halved the lapses.") == share


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("standup", "It stands to reason.", 0.0),
        ("standing", "It stands to reason.", 1.0),
        ("stands", "At the standup.", 0.0),
        ("sleeper", "A sleepover.", 0.0),
        ("sleeps", "They were sleeping.", 1.0),
        ("superb", "A supervised nap.", 0.0),
        ("supervising", "A supervised nap.", 1.0),
    ],
)
def test_compounds_and_words_that_begin_alike_are_not_forms(
    question: str, text: str, share: float
) -> None:
    assert coverage([question], text) == share


@pytest.mark.parametrize(
    ("text", "is_about"),
    [
        ("", True),
        ("any facts on this?", True),
        ("is this true?", True),
        ("Source??", True),
        ("👆🏽 really?", True),
        ("isn't that wrong", True),
        ("sources on naps", False),
        ("true naps", False),
        ("👆 4", False),
        ("C++", False),
    ],
)
def test_words_of_doubt_alone_are_about_another_message(text: str, is_about: bool) -> None:
    assert is_about_other_message(text) is is_about
