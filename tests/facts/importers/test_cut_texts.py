"""Cut-off beginnings, alone and among many texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.cut_texts import MIN_BEGINNING, find_cut_texts, is_beginning_of

WHOLE = "Naps of twenty minutes help sailors, and drivers too."


@pytest.mark.parametrize(
    "short",
    [
        "Naps of twenty minutes",
        "Naps of twenty minutes help sailors",
        "Naps of twenty minutes help sailors,",
        "Naps of twenty minutes help sail…",
        "Naps of twenty minutes help sail...",
        "Naps of twenty minutes help …",
        "Naps of twenty minutes help [...]",
        "Naps of  twenty\nminutes help",
        "Naps of twenty minutes help sailors, and drivers too…",
    ],
)
def test_a_text_that_goes_on_is_the_beginning_of_the_whole(short: str) -> None:
    assert is_beginning_of(short, WHOLE)


@pytest.mark.parametrize(
    "short",
    [
        WHOLE,
        "Naps of twenty min",
        "Naps of twenty minutes help sail",
        "Naps of twenty minutes help nobody…",
        "naps of twenty minutes help",
        "Naps of twenty",
        "Naps…",
        "…",
        "",
        "Naps of twenty minutes help sailors, and drivers too. They do.",
    ],
)
def test_any_other_text_is_not(short: str) -> None:
    assert not is_beginning_of(short, WHOLE)


def test_texts_are_compared_in_canonical_form() -> None:
    assert is_beginning_of(
        "Cafe\u0301s with beds help tired …", "Cafés with beds help tired sailors."
    )


def test_a_cut_text_can_begin_another_cut_text() -> None:
    assert is_beginning_of("Naps of twenty minutes…", "Naps of twenty minutes help…")
    assert not is_beginning_of("Naps of twenty minutes…", "Naps of twenty minutes")
    assert not is_beginning_of("Naps of twenty minutes…", "Naps of twenty minutes...")


def test_each_cut_text_is_found_with_the_longest_one() -> None:
    cut, cut_again = "Naps of twenty minutes", "Naps of twenty minutes help sail…"
    assert find_cut_texts([cut_again, "Rest helps sailors too.", WHOLE, cut]) == [
        (cut, WHOLE),
        (cut_again, WHOLE),
    ]


def test_a_longer_word_between_the_two_hides_nothing() -> None:
    texts = ["Naps of twenty minute", "Naps of twenty minutes", "Naps of twenty minute’s length"]
    assert find_cut_texts(texts) == [(texts[0], texts[2])]


@given(st.lists(st.text("ab .…", min_size=MIN_BEGINNING - 2, max_size=MIN_BEGINNING + 4)))
def test_exactly_the_cut_texts_are_found(texts: list[str]) -> None:
    pairs = find_cut_texts(texts)
    assert all(is_beginning_of(short, long) for short, long in pairs)
    expected = {short for short in texts if any(is_beginning_of(short, long) for long in texts)}
    assert {short for short, _ in pairs} == expected
    assert all(long not in expected for _, long in pairs)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["", "…"])
def test_very_many_texts_that_begin_alike_are_compared_once(end: str) -> None:
    texts = [f"Nap number {number:07} helped{end}" for number in range(200_000)]
    whole = f"{texts[0].rstrip('…')} twice."
    assert find_cut_texts([*texts, whole]) == [(texts[0], whole)]
    assert find_cut_texts("a" * size for size in range(3_000)) == []
