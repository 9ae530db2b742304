"""Where a text has the words of a search."""

from collections.abc import Callable, Collection

from rapidfuzz.distance import OSA

from facts.search.claim_query import ClaimQuery
from facts.text.normalize import locate_words
from facts.text.spelling import MIN_CORRECTED_LENGTH, max_mistakes
from facts.text.word_forms import FormRule, are_forms


def make_highlighter(sought: ClaimQuery) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """Return a function that finds the words of a search in a text, misspelt or inflected too.

    The places are (start, end), in order.
    """

    def marks(text: str) -> tuple[tuple[int, int], ...]:
        placed = locate_words(text)
        held = {word for word, _, _ in placed}
        near = {word for asked in sought.words for word in _matching_words(asked, held)}
        return tuple((start, end) for word, start, end in placed if word in near)

    return marks


def _matching_words(asked: str, held: Collection[str]) -> Collection[str]:
    """Return the words of a text that are forms of a word, or else that it may be misspelt for."""
    if forms := {word for word in held if are_forms(word, asked, FormRule.SAME_STEM)}:
        return forms
    return {word for word in held if _is_misspelling(word, asked)}


def _is_misspelling(word: str, asked: str) -> bool:
    """Tell whether a word may have been misspelt so; seldom is its first letter, with more."""
    if min(len(word), len(asked)) < MIN_CORRECTED_LENGTH + 1 or not word.isalpha():
        return False
    most = max_mistakes(asked)
    mistakes = OSA.distance(word, asked, score_cutoff=most)
    return mistakes <= (most if word[0] == asked[0] else 1)
