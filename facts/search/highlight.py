"""Highlights: the places where a text has the words of a query."""

from collections.abc import Callable, Collection

from rapidfuzz.distance import OSA

from facts.search.claim_query import ClaimQuery
from facts.text.normalize import locate_words
from facts.text.spelling import MIN_CORRECTED_LENGTH, max_mistakes
from facts.text.word_forms import FormRule, are_forms


def make_highlighter(query: ClaimQuery) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """Return a function that finds a query's words in a text.

    Any form of a word counts. It also finds words that the query misspells. The places are (start,
    end), in order.
    """

    def find_highlights(text: str) -> tuple[tuple[int, int], ...]:
        located = locate_words(text)
        text_words = {word for word, _, _ in located}
        matches = {each for word in query.words for each in _matching_words(word, text_words)}
        return tuple((start, end) for word, start, end in located if word in matches)

    return find_highlights


def _matching_words(query_word: str, text_words: Collection[str]) -> Collection[str]:
    """Return the forms of a query word in a text.

    Without any form, return the words that it misspells.
    """
    if forms := {word for word in text_words if are_forms(word, query_word, FormRule.SAME_STEM)}:
        return forms
    return {word for word in text_words if _is_misspelling(word, query_word)}


def _is_misspelling(word: str, query_word: str) -> bool:
    """Return whether a query word misspells a word.

    If the first letter differs, only one mistake is allowed.
    """
    if min(len(word), len(query_word)) < MIN_CORRECTED_LENGTH + 1 or not word.isalpha():
        return False
    most = max_mistakes(query_word)
    mistakes = OSA.distance(word, query_word, score_cutoff=most)
    return mistakes <= (most if word[0] == query_word[0] else 1)
