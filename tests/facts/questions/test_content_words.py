"""What words say, and when a text answers them."""

import pytest

from facts.questions.content_words import coverage, is_about_other_message, is_relevant

FACT = "Crews on call who nap by plan, says ReST, a trial of 2 years, lose time but err less."


@pytest.mark.parametrize(
    ("asked", "share"),
    [("naps", 1.0), ("nap", 1.0), ("minutely", 1.0), ("labces", 0.0), ("lapces twenty", 1.0),
     ("coffee naps", 0.5), ("", 1.0)],
)  # fmt: skip
def test_a_text_tells_of_words_in_any_form(asked: str, share: float) -> None:
    assert coverage(asked.split(), "Naps of twenty minutes halved the lapses.") == share


@pytest.mark.parametrize(
    ("asked", "is_answer"),
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
def test_a_fact_answers_by_what_it_tells_not_by_a_short_word_it_shares(
    asked: str, is_answer: bool
) -> None:
    assert is_relevant(asked.split(), FACT) is is_answer


@pytest.mark.parametrize(
    ("asked", "text", "share"),
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
def test_a_compound_or_a_word_begun_alike_is_no_form_of_another(
    asked: str, text: str, share: float
) -> None:
    assert coverage([asked], text) == share


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
def test_what_only_doubts_or_points_is_about_another_message(text: str, is_about: bool) -> None:
    assert is_about_other_message(text) is is_about
