"""Words of a question that were read as words of a topic's names."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from facts.questions.content_words import content_words
from facts.text.normalize import words

_MIN_SIMILARITY: Final = 0.5
"""From 0 to 1. A word that resembles no word of the names was passed over, not corrected."""


def find_name_corrections(typed: str, names: Iterable[str]) -> dict[str, str]:
    """Return the misspelled words of a text, each with the word of a name that it means.

    A word that only has another ending, or is half typed, is not misspelled.
    """
    known = list(dict.fromkeys(word for name in names for word in words(name)))
    corrected: dict[str, str] = {}
    for word in content_words(typed):
        if any(word.startswith(each) or each.startswith(word) for each in known):
            continue
        nearest = process.extractOne(
            word, known, scorer=OSA.normalized_similarity, score_cutoff=_MIN_SIMILARITY
        )
        if nearest:
            corrected[word] = nearest[0]
    return corrected
