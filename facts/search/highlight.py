"""Highlights: the places where a text has the words of a query."""

from collections.abc import Callable, Collection

from rapidfuzz.distance import OSA

from facts.search.claim_query import ClaimQuery
from facts.text.normalize import locate_words
from facts.text.spelling import MIN_CORRECTED_LENGTH, max_mistakes
from facts.text.word_forms import FormRule, are_forms


def make_highlighter(sought: ClaimQuery) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """Return a function that finds the words of a query in a text, in any form.

    It also finds words that the query misspells. The places are (start, end), in order.
    """

    def find_highlights(text: str) -> tuple[tuple[int, int], ...]:
        placed = locate_words(text)
        held = {word for word, _, _ in placed}
        near = {word for asked in sought.words for word in _matching_words(asked, held)}
        return tuple((start, end) for word, start, end in placed if word in near)

    return find_highlights


def _matching_words(asked: str, held: Collection[str]) -> Collection[str]:
    """Return the forms of a query word in a text, or else the words that it misspells."""
    if forms := {word for word in held if are_forms(word, asked, FormRule.SAME_STEM)}:
        return forms
    return {word for word in held if _is_misspelling(word, asked)}


def _is_misspelling(word: str, asked: str) -> bool:
    """Return whether a query word misspells a word; with a wrong first letter, by one mistake."""
    if min(len(word), len(asked)) < MIN_CORRECTED_LENGTH + 1 or not word.isalpha():
        return False
    most = max_mistakes(asked)
    mistakes = OSA.distance(word, asked, score_cutoff=most)
    return mistakes <= (most if word[0] == asked[0] else 1)
