"""Short lists of suggestions, narrowed by what is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.search.similar_texts import list_similar_texts

TITLES = ("Fact of the day", "Nap of the day", "Day", "Naps", "A day off")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [*TITLES]),
        ("day", ["Day", "Fact of the day", "Nap of the day", "A day off"]),
        ("NAP", ["Nap of the day", "Naps"]),
        ("npas", ["Naps"]),
        ("zzqx vlorb", []),
    ],
)
def test_equal_texts_come_first_then_beginnings_parts_and_misspellings(
    typed: str, found: list[str]
) -> None:
    assert list(list_similar_texts(typed, TITLES)) == found


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=9))
def test_any_text_is_compared_with_any_texts(typed: str, texts: list[str]) -> None:
    assert {*list_similar_texts(typed, texts)} <= {*texts}
