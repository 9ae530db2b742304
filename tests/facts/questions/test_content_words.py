"""Content words of questions, and texts that answer them."""

import pytest

from facts.questions.content_words import coverage, is_about_other_message, is_relevant

FACT = "Crews on call who nap by plan, says ReST, a trial of 2 years, lose time but err less."


@pytest.mark.parametrize(
    ("question", "share"),
    [("naps", 1.0), ("nap", 1.0), ("minutely", 1.0), ("labces", 0.0), ("lapces twenty", 1.0),
     ("coffee naps", 0.5), ("", 1.0)],
)  # fmt: skip
def test_a_text_covers_words_in_any_form(question: str, share: float) -> None:
    assert coverage(question.split(), "Naps of twenty minutes halved the lapses.") == share


@pytest.mark.parametrize(
    ("question", "is_answer"),
    [
        ("call today", False),
        ("time meeting", False),
        ("call calendar friday", False),
        ("crews today", True),
        ("planned overtime", False),
        ("plans for crews", True),
        ("rest study", True),
        ("2 studies", False),
        ("rest study paper results numbers", False),
        ("trial duration", False),
        ("trials time saved lost", True),
    ],
)
def test_a_shared_short_word_does_not_make_a_fact_an_answer(question: str, is_answer: bool) -> None:
    assert is_relevant(question.split(), FACT) is is_answer


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("standup", "It stands to reason.", 0.0),
        ("standing", "It stands to reason.", 1.0),
        ("stands", "At the standup.", 0.0),
        ("sleeper", "A sleepover.", 0.0),
        ("sleeper", "They were sleeping.", 1.0),
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
