"""Groups of synonyms are well formed, and every form of a word finds its groups."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.normalize import words
from facts.text.synonyms import SYNONYM_GROUPS, find_synonyms
from facts.text.word_forms import stem

GROUPS = [group.split() for group in SYNONYM_GROUPS]
GROUPED_WORDS = sorted({word for group in GROUPS for word in group})


def test_there_are_hundreds_of_groups_of_a_few_words() -> None:
    assert 350 <= len(GROUPS) <= 450
    assert {len(group) for group in GROUPS} <= set(range(2, 8))
    assert [" ".join(group) for group in GROUPS] == list(SYNONYM_GROUPS)


def test_every_word_is_one_word_in_lower_case() -> None:
    assert [word for word in GROUPED_WORDS if not (word.isascii() and word.isalpha())] == []
    assert [word for word in GROUPED_WORDS if words(word) != [word]] == []


def test_no_group_holds_two_forms_of_one_word() -> None:
    assert [group for group in GROUPS if len(set(map(stem, group))) < len(group)] == []


def test_no_word_is_in_more_than_two_groups_in_any_form() -> None:
    counts = Counter(stem(word) for group in GROUPS for word in group)
    assert [word for word, count in counts.items() if count > 2] == []


def test_no_two_groups_share_two_words() -> None:
    pairs = Counter(
        (one, other) for group in GROUPS for one in group for other in group if one < other
    )
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize(
    ("word", "synonym"),
    [
        ("vacation", "leave"),
        ("managers", "boss"),
        ("reimbursed", "refund"),
        ("prohibited", "ban"),
        ("repairing", "fix"),
        ("purchases", "bought"),
        ("kids", "children"),
        ("hallucinations", "confabulate"),
    ],
)
def test_any_form_of_a_word_finds_its_synonyms(word: str, synonym: str) -> None:
    assert synonym in find_synonyms(word)


def test_a_word_of_two_groups_finds_the_words_of_both() -> None:
    assert {"vessel", "deploy"} <= find_synonyms("ship")


def test_synonyms_of_synonyms_are_not_found() -> None:
    assert "deploy" not in find_synonyms("vessel")


def test_a_word_finds_others_that_find_a_form_of_it_and_never_itself() -> None:
    for word in GROUPED_WORDS:
        synonyms = find_synonyms(word)
        assert synonyms
        assert stem(word) not in set(map(stem, synonyms))
        assert all(stem(word) in set(map(stem, find_synonyms(each))) for each in synonyms)


@pytest.mark.parametrize("word", ["", "zyzzyva", "the", "2024", "ship+", "낮잠"])
def test_an_unknown_word_has_no_synonyms(word: str) -> None:
    assert find_synonyms(word) == frozenset()


@given(st.text())
def test_no_word_is_its_own_synonym(word: str) -> None:
    assert word not in find_synonyms(word)
