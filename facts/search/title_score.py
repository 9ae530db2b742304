"""Similarity of a typed query to the title, authors, site and year of a work."""

from collections.abc import Collection, Sequence
from typing import Final

from facts.search.misspelling import MIN_CORRECTED_LENGTH, count_mistakes
from facts.text.normalize import search_form
from facts.text.stop_words import ACRONYM_STOP_WORDS

MATCH_SCORE: Final = 70.0
"""The score from which a work matches a query, from 0 to 100."""
_BEGINNING_WEIGHT: Final = 0.9
"""Weight of a word that begins like a longer one, as half-typed words do."""
_MISTAKE_WEIGHT: Final = 0.12
"""What each wrong letter takes from the weight of a word."""
_UNSAID_PENALTY: Final = 10.0
"""Points that a title loses for the share of its words that the query does not have."""


def query_words(query: str) -> list[str]:
    """Return the words of a query that a work should have."""
    words = list(dict.fromkeys(search_form(query).split()))
    return [word for word in words if word not in ACRONYM_STOP_WORDS] or words


def score_work(words: Sequence[str], title: str, others: Collection[str] = ()) -> float:
    """Return how well a work has the words of a query, from 0 to 100.

    `others` are words of its authors, its site and its date. Long words count more than short ones.
    """
    title_words = search_form(title).split()
    known = {*title_words, *others}
    whole = sum(map(len, words))
    if not whole:
        return 0.0
    share = sum(len(word) * _rate_word(word, known) for word in words) / whole
    unsaid = sum(1 for word in title_words if word not in words) / (len(title_words) or 1)
    return 100 * share - _UNSAID_PENALTY * unsaid


def _rate_word(word: str, known: Collection[str]) -> float:
    """Return the weight of the word that is most like another, from 0 to 1."""
    if word in known:
        return 1.0
    if len(word) < MIN_CORRECTED_LENGTH or word.isdecimal():
        return 0.0
    if any(other.startswith(word) for other in known):
        return _BEGINNING_WEIGHT
    mistakes = [
        distance for other in known if (distance := count_mistakes(word, other)) is not None
    ]
    return 1 - _MISTAKE_WEIGHT * min(mistakes) if mistakes else 0.0
