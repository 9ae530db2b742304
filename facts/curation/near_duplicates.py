"""Facts that say nearly the same as a new one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from facts.curation.errors import NearDuplicate
from facts.importers.cut_texts import is_beginning_of
from facts.model.entities import FactId
from facts.model.results import Hit
from facts.model.selection import EVERYTHING, Slice
from facts.search.name_query import Context
from facts.store.library_store import Snapshot
from facts.text.normalize import canonical, search_form, words

MIN_LIKENESS: Final = 85
"""From here on, two texts differ in a word or two."""
_MAX_FOUND: Final = 3
_MAX_VERSIONS: Final = 10
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


def find_versions(snapshot: Snapshot, text: str) -> tuple[Hit, ...]:
    """Return the facts that nearly say the same, or are a beginning of the text, or begin with it.

    The likest come first. One text is the beginning of another as `is_beginning_of` says.
    """
    query = _TextMatcher.of(text, _rate_version(text))
    if not query.words:
        return ()
    return snapshot.claims.find_nearest(EVERYTHING, query, Slice(limit=_MAX_VERSIONS)).part


def _rate_version(text: str) -> Callable[[str], float]:
    likeness = _rate_likeness(text)

    def rate(other: str) -> float:
        is_cut = is_beginning_of(text, other) or is_beginning_of(other, text)
        return 100 if is_cut else likeness(other)

    return rate


def _rate_likeness(text: str) -> Callable[[str], float]:
    form = search_form(text)
    return lambda other: fuzz.ratio(form, search_form(other), score_cutoff=MIN_LIKENESS)


def _rate(hit: Hit, text: str) -> NearDuplicate:
    is_same = canonical(hit.fact.text) == canonical(text)
    return NearDuplicate(hit.fact, 100 if is_same else min(int(hit.score), 99))


@dataclass(frozen=True, slots=True)
class _TextMatcher:
    """A search for texts that are like another one: see facts.search.name_query.ClaimMatcher."""

    rate: Callable[[str], float]
    words: tuple[str, ...]
    required_words: tuple[str, ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contexts: tuple[Context, ...] = ()
    corrects_rare: bool = False

    @classmethod
    def of(cls, text: str, rate: Callable[[str], float] | None = None) -> "_TextMatcher":
        longest = sorted(dict.fromkeys(words(text)), key=len, reverse=True)
        return cls(rate or _rate_likeness(text), tuple(longest[:_MAX_WORDS]))

    def widen(self, best: float, *, has_rare: bool) -> None:
        """Take no synonyms: they are other words."""

    def least_score(self, best: float) -> float:
        """Keep all: each hit is like the text."""
        del best
        return 0.0

    def allows(self, text: str) -> bool:
        """Allow any text: there are no phrases."""
        del text
        return True

    def find_corrections(self, word: str, known: Mapping[str, int]) -> tuple[str, ...]:
        """Correct nothing: other words lead to the same facts."""
        del word, known
        return ()

    def build_scorer(
        self, weights: Mapping[str, float], corrections: Mapping[str, Iterable[str]]
    ) -> Callable[[str, Sequence[float]], float]:
        """Return the likeness of a text, or 0 if it is too low."""
        del weights, corrections
        return lambda text, _: self.rate(text)
