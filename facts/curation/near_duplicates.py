"""Facts that say nearly the same as a new one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from facts.curation.errors import NearDuplicate
from facts.model.entities import FactId
from facts.model.results import Hit
from facts.model.selection import EVERYTHING, Slice
from facts.store.library_store import Snapshot
from facts.text.normalize import canonical, search_form, words

MIN_LIKENESS: Final = 85
"""From here on, two texts differ in a word or two."""
_MAX_FOUND: Final = 3
_MAX_WORDS: Final = 8
"""Words that lead to the facts to compare: the longest, which are rare. Some of them may differ."""


def find_near_duplicates(
    snapshot: Snapshot, text: str, without: FactId | None = None
) -> tuple[NearDuplicate, ...]:
    """Return the facts whose texts are nearly the same, the likest first.

    The likeness is rapidfuzz's ratio of the words as they are searched: case, accents and
    punctuation do not count. It is 100 only if the texts are the same.
    """
    query = _TextMatcher.of(text)
    if not query.words:
        return ()
    hits = snapshot.claims.find_nearest(EVERYTHING, query, Slice(limit=_MAX_FOUND + 1)).part
    near = [_rate(hit, text) for hit in hits if hit.fact.id != without]
    near.sort(key=lambda each: each.likeness, reverse=True)
    return tuple(near[:_MAX_FOUND])


def _rate(hit: Hit, text: str) -> NearDuplicate:
    is_same = canonical(hit.fact.text) == canonical(text)
    return NearDuplicate(hit.fact, 100 if is_same else min(int(hit.score), 99))


@dataclass(frozen=True, slots=True)
class _TextMatcher:
    """A search for texts that are like another one: see facts.search.name_query.ClaimMatcher."""

    form: str
    words: tuple[str, ...]
    required_words: tuple[str, ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, text: str) -> "_TextMatcher":
        longest = sorted(dict.fromkeys(words(text)), key=len, reverse=True)
        return cls(search_form(text), tuple(longest[:_MAX_WORDS]))

    def find_corrections(self, word: str, known: Mapping[str, int]) -> tuple[str, ...]:
        """Correct nothing: other words lead to the same facts."""
        del word, known
        return ()

    def build_scorer(
        self, weights: Mapping[str, float], corrections: Mapping[str, Iterable[str]]
    ) -> Callable[[str], float]:
        """Return the likeness of a text, or 0 if it is too low."""
        del weights, corrections
        return lambda text: fuzz.ratio(self.form, search_form(text), score_cutoff=MIN_LIKENESS)
