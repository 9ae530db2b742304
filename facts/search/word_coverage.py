"""Coverage: which words of a query a text has, and how well."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from facts.search.name_query import FORM_WEIGHT
from facts.text.word_forms import has_forms, stem

_TOGETHER_DISTANCE: Final = 5
"""Words from one to the next that still count as together."""


class WordCoverage:
    """How well a text's words cover the words of a query.

    A word of a text covers one of the query, at a weight. Forms of words are rated once: candidates
    have many words in common.
    """

    def __init__(
        self,
        query_words: Sequence[str],
        others: Sequence[tuple[float, Mapping[str, Iterable[str]]]],
    ) -> None:
        """Rate the words of a query, and others that may stand for them, at their weights."""
        self._count = len(query_words)
        rates: dict[str, tuple[int, float]] = {}
        exact = {word: (word,) for word in query_words}
        for weight, known in (*others, (1.0, exact)):
            for at, word in enumerate(query_words):
                rates.update((other, (at, weight)) for other in known.get(word, ()))
        self._stems = {
            stem(word): (at, rate * FORM_WEIGHT)
            for word, (at, rate) in rates.items()
            if has_forms(word)
        }
        self._first_letters = {word[0] for word in self._stems}
        self._rates: dict[str, tuple[int, float] | tuple[()]] = {**rates}

    def measure_coverage(
        self, in_order: Sequence[str], context: Sequence[float]
    ) -> tuple[Sequence[float], float, int]:
        """Return covered words, joined share, and words before a match.

        Each word of the query is covered from 0 to 1. The joined share, from 0 to 1, is the part of
        the query's neighbouring words that are together in the text too.
        """
        best, get_rate, letters = (
            [*context] or [0.0] * self._count,
            self._rates.get,
            self._first_letters,
        )
        together = 0
        last, last_place, before = -2, 0, len(in_order)
        for place, word in enumerate(in_order):
            rated = get_rate(word)
            if rated is None and word[0] in letters:
                rated = self._rates[word] = self._stems.get(stem(word), ())
            if rated:
                at, rate = rated
                best[at] = max(best[at], rate)
                if at == last + 1 and place - last_place <= _TOGETHER_DISTANCE:
                    together |= 1 << at
                last, last_place = at, place
                before = min(before, place)
        joined = together.bit_count() / (self._count - 1) if self._count > 1 else 1.0
        return best, joined, before
