"""Highlights of the words of a query."""

from hypothesis import given
from hypothesis import strategies as st

from facts.search.claim_parser import parse_claim_query
from facts.search.highlight import make_highlighter

TEXT = "Models tend to memorize some of their training data."


def highlighted_words(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in make_highlighter(parse_claim_query(query), {})(text)]


def test_misspelled_and_inflected_words_are_highlighted_too() -> None:
    assert highlighted_words("memorise trainings of MODELS", TEXT) == [
        "Models",
        "memorize",
        "training",
    ]
    assert highlighted_words("naïve", "A naive or naïve nap.") == ["naive", "naïve"]
    corrections = {"memorzie": ("memorize",), "trainign": ("training", "draining")}
    highlight = make_highlighter(parse_claim_query("memorzie the trainign"), corrections)
    assert [TEXT[start:end] for start, end in highlight(TEXT)] == ["memorize", "training"]
    assert highlighted_words("some models", "Some models need more, never fewer.") == [
        "Some",
        "models",
    ]
    assert highlighted_words("fewer", "They never do.") == []
    assert highlighted_words("学習", "機械学習とは") == ["学習"]


@given(st.text(), st.text())
def test_highlights_are_in_order_and_within_the_text(query: str, text: str) -> None:
    marks = make_highlighter(parse_claim_query(query), {})(text)
    assert list(marks) == sorted(marks)
    assert all(0 <= start < end <= len(text) for start, end in marks)
