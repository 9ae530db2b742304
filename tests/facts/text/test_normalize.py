import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.normalize import canonical, fold, name_key, replace_surrogates

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(ANY_TEXT, ANY_TEXT)
def test_equal_texts_have_equal_folds(first: str, second: str) -> None:
    if canonical(first) == canonical(second):
        assert fold(first) == fold(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Supervised finetuning", "supervised fine-tuning"),
        ("supervised fine\u2011tuning", "Supervised  Fine Tuning"),
        ("GPT-4", "gpt4"),
        ("naïve Bayes", "Naive Bayes"),
        ("ＳＦＴ", "SFT"),
        ("Straße", "STRASSE"),
        ("zero\u200bwidth", "zerowidth"),
        ("co\u00adoperate", "cooperate"),
        ("cafe\u0301", "café"),
    ],
)
def test_spellings_of_one_name_share_a_key(first: str, second: str) -> None:
    assert name_key(first) == name_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("C", "C++"), ("C", "C#"), ("🍎", "🍏"), ("हिन्दी", "हन्द"), ("---", "--"), ("한국", "한구")],
)
def test_different_names_have_different_keys(first: str, second: str) -> None:
    assert name_key(first) != name_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("10⁵ cells", "105 cells"), ("a gain of -5", "a gain of 5"), ("in the US", "in the us")],
)
def test_a_sign_a_power_or_a_capital_makes_a_different_fact(first: str, second: str) -> None:
    assert canonical(first) != canonical(second)


def test_spaces_and_unicode_composition_do_not_make_a_different_fact() -> None:
    assert canonical("a  cafe\u0301\n bar ") == canonical("a\u00a0café bar")


def test_bytes_that_are_not_utf8_become_replacement_characters() -> None:
    assert replace_surrogates("a\udcffb").encode() == "a\ufffdb".encode()
