"""Forms of one word agree as much as each rule asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.word_forms import FormRule, are_forms, stem

WORDS = st.text("adeins5", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("word", "other", "rules"),
    [
        ("nap", "nap", "SAME_STEM MOSTLY_SAME SAME_MEANING"),
        ("nap", "naps", "MOSTLY_SAME SAME_MEANING"),
        ("model", "models", "SAME_STEM MOSTLY_SAME SAME_MEANING"),
        ("supervise", "supervised", "SAME_STEM MOSTLY_SAME SAME_MEANING"),
        ("supervising", "supervised", "SAME_STEM MOSTLY_SAME"),
        ("superb", "supervised", "SAME_STEM"),
        ("sleeping", "sleepover", "SAME_STEM"),
        ("stand", "standup", "SAME_STEM"),
        ("hard", "hardly", ""),
        ("large", "larger", "SAME_STEM MOSTLY_SAME"),
        ("2024", "2024s", "MOSTLY_SAME"),
        ("nap", "map", ""),
    ],
)
def test_each_rule_asks_for_its_own_share_of_letters(word: str, other: str, rules: str) -> None:
    assert {rule.name for rule in FormRule if are_forms(word, other, rule)} == set(rules.split())


@given(WORDS, WORDS, st.sampled_from(FormRule))
def test_the_order_of_two_words_does_not_matter(word: str, other: str, rule: FormRule) -> None:
    assert are_forms(word, other, rule) == are_forms(other, word, rule)


def test_a_short_word_has_no_stem() -> None:
    assert stem("rest") is None
    assert stem("sleep") == stem("sleeping") == "sleep"
