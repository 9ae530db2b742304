"""Words are forms of one word if they have the same stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.word_forms import has_forms, have_same_meaning, stem

WORDS = st.text("adeins5+", min_size=1, max_size=9)


@pytest.mark.parametrize(
    "forms",
    [
        "tune tuned tuning tunes",
        "study studies studied",
        "supervise supervised supervising supervision",
        "memorise memorize memorised memorization",
        "colour color colours",
        "calibrate calibrated calibration",
        "policy policies",
        "GPU GPUs",
        "LLM LLMs",
        "PR PRs",
        "H100 H100s",
        "1990 1990s",
        "env .env",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    first, *others = forms.lower().split()
    assert all(stem(first) == stem(other) for other in others)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("superb", "supervised"),
        ("sleeping", "sleepover"),
        ("stand", "standup"),
        ("nap", "map"),
        ("c", "c++"),
        ("c#", "c++"),
        ("net", "nett"),
        ("news", "new"),
        ("2024", "2025"),
    ],
)
def test_different_words_are_no_forms(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_a_word_with_a_dot_means_just_that() -> None:
    assert not has_forms(".env")
    assert has_forms("env")


@pytest.mark.parametrize(
    ("word", "other", "is_same"),
    [
        ("model", "models", True),
        ("supervise", "supervised", True),
        ("supervising", "supervised", False),
        ("hard", "hardly", False),
        ("large", "larger", False),
        ("2024", "2024s", False),
        ("nap", "map", False),
    ],
)
def test_only_a_short_ending_keeps_the_meaning(word: str, other: str, is_same: bool) -> None:
    assert have_same_meaning(word, other) is is_same


@given(WORDS, WORDS)
def test_the_order_of_two_words_does_not_matter(word: str, other: str) -> None:
    assert have_same_meaning(word, other) == have_same_meaning(other, word)
