"""How many mistakes make one word another. Only the search counts them, by rapidfuzz."""

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from facts.text.spelling import skeleton

MIN_CORRECTED_LENGTH: Final = 5
"""Letters that a word needs before it is corrected: shorter words have too many neighbours."""
_MISTAKE_LIMITS: Final = ((7, 1), (11, 2))
"""Word length and the mistakes allowed up to that length; longer words may have three."""
_SAME_CONSONANTS: Final = 1
"""Mistakes that a word may have more if its first letter and its consonants are right."""


def count_mistakes(word: str, other: str) -> int | None:
    """Return the edit distance (OSA) at which one word may be another, misspelled.

    None if it is too large for that.
    """
    limit = _limit_mistakes(word)
    mistakes = OSA.distance(word, other, score_cutoff=limit + _SAME_CONSONANTS)
    if mistakes <= limit:
        return mistakes
    is_near = mistakes <= limit + _SAME_CONSONANTS and skeleton(word) == skeleton(other)
    return mistakes if is_near else None


def iterate_near(word: str, others: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield the words of which one may be another, misspelled, with their mistakes, if any."""
    most = _limit_mistakes(word) + _SAME_CONSONANTS
    near = process.extract_iter(word, tuple(others), scorer=OSA.distance, score_cutoff=most)
    for other, _, _ in near:  # one call compares all, so that few remain
        if mistakes := count_mistakes(word, other):
            yield other, mistakes


def _limit_mistakes(word: str) -> int:
    return next((most for length, most in _MISTAKE_LIMITS if len(word) <= length), 3)
