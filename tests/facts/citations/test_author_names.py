"""Typed authors find whole names in author texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.citations.author_names import (
    index_terms,
    normalize_author,
    parse_author_query,
    split_names,
)

EXAMPLES = ["Ann Lee, Bo Chen", "A. Lee et al. · Nap Lab"]
OUYANG = "Long Ouyang, Jeff Wu · OpenAI"


def matches(typed: str, author: str) -> bool:
    """Match as the database does: each typed name needs a name of the text with all its terms."""
    names = [index_terms(name) for name in split_names(author)]
    patterns = parse_author_query(typed)
    places = {each.place for each in patterns}
    found = {each.place for each in patterns for name in names if name.issuperset(each.terms)}
    return bool(places) and found == places


@pytest.mark.parametrize(
    "typed",
    [
        "Ouyang",
        "ouyang",
        "OUYANG ",
        "Ouyang et al.",
        "ouyang et al",
        "Ouyang and others",
        "Long Ouyang",
        "Ouyang, Long",
        "L. Ouyang",
        "Ouyang, L.",
        "LongOuyang",
        "Ouyang and Wu",
        "ouyang & wu",
        "Long Ouyang, Jeff Wu",
        "OpenAI",
        "Open AI",
        "the OpenAI",
        OUYANG,
    ],
)
def test_an_author_is_found_by_person_or_organisation(typed: str) -> None:
    assert matches(typed, OUYANG)


@pytest.mark.parametrize(
    "typed",
    [
        "Ouy",
        "yang",
        "Jeff Ouyang",
        "Long Wu",
        "M. Ouyang",
        "Ouyang and Chen",
        "Open",
        "",
        "…",
        "et al.",
    ],
)
def test_no_part_of_a_word_and_no_mixture_of_names_is_enough(typed: str) -> None:
    assert not matches(typed, OUYANG)


@pytest.mark.parametrize(
    ("typed", "author", "expected"),
    [
        ("Li", "Wei Lin", False),
        ("Lin", "Wei Li", False),
        ("Li", "Wei Li", True),
        ("muller", "Jürgen Müller", True),
        ("Müller", "Jurgen Muller", True),
        ("O'Neil", "Cathy O’Neil", True),
        ("Sleep Lab", "Ann Lee; Sleep Lab", True),
        ("Oxford University", "University of Oxford", True),
        ("Food and Agriculture Organization", "Food and Agriculture Organization", True),
        ("New York Times", "The New York Times", True),
        ("Smith, J., & Doe, A.", "Smith, J., Doe, A.", True),
        ("陈伟", "陈伟", True),
        ("王小明", "王 小明 · 清华大学", True),
        ("清华大学", "王 小明 · 清华大学", True),
        ("van den Oord", "Aäron van den Oord", True),
        ("Long Ouyang", "L. Ouyang", False),
    ],
)
def test_names_of_many_forms(typed: str, author: str, expected: bool) -> None:
    assert matches(typed, author) is expected


def test_people_and_organisations_are_split() -> None:
    assert split_names(OUYANG) == ("Long Ouyang", "Jeff Wu", "OpenAI")
    assert split_names("Anthropic Team, Ann Lee") == ("Anthropic Team", "Ann Lee")
    assert split_names("National Academies of Sciences, Engineering, and Medicine") == (
        "National Academies of Sciences, Engineering, and Medicine",
    )


@given(
    st.text(st.characters(exclude_categories=["C"]), max_size=60)
    | st.sampled_from(["Ann Lee, Bo Chen", "A. Lee et al. · Nap Lab"])
)
def test_a_normalized_author_means_the_same(typed: str) -> None:
    again = parse_author_query(normalize_author(typed))
    assert again == parse_author_query(typed)
