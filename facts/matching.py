"""How near a name comes to what somebody typed, by rapidfuzz.

The score runs from 0 to 100. 100 is the name as typed, apart from case, accents, hyphens and
spaces; what it takes for a name to answer rises with the number of names (`answering`). The weights
were found with benchmarks/search.py; docs/search.md tells what they gain.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from facts.found import EXACT, Match
from facts.seeking import Candidate, NameSought, Scored, name_sought
from facts.spelling import initials, skeleton
from facts.text import is_unspaced, plain

SUGGESTED: Final = 40.0
"""The score from which a name is suggested where none answers."""
COMPLETED: Final = 60.0
"""The score from which a half-typed name is completed to another."""
_CUTS: Final = ((2_000, 76.1), (20_000, 81.0), (200_000, 90.0), (1_000_000, 92.6))
"""From which certainty a name answers among so many names; benchmarks/cutting.py finds these."""
_CLEAR: Final = 1.0
"""Points by which the first topic must lead to answer, where several are near enough.

Of the development queries 95 to 99 % of those answered so are answered rightly, and of those left
to a choice 84 to 89 % have the right topic among five.
"""
_LEAD_WORTH: Final = 0.2
_MOST_LEAD: Final = 15.0
"""What each point of lead adds to how certain a name is, and the points that count."""
_SEVERAL_WORDS: Final = 4.0
"""What it adds that several words were typed."""
_NEAREST: Final = 99.0
"""The highest score of a name that is not the one typed."""
_ACRONYM: Final = 95.0
_BY_RATIO: Final = 0.3
"""The share of rapidfuzz's `ratio` in the likeness of letters; the rest is edits (OSA)."""
_REORDERED: Final = 0.98
_BEGUN: Final = (0.68, 0.76, 0.9, 0.95)
"""What a name that begins as typed is worth after one letter, two, three and more."""
_LATER: Final = 0.75
"""What a name is worth of which a later word begins so, compared with its first."""
_LEFT_OUT: Final = 3.0
"""Points that a name loses for the share of its letters that are still to be typed."""
_SAME_CONSONANTS: Final = 2.5
_SAME_LETTERS: Final = 8.0
"""Points for names that differ in their vowels only, and for the same letters in another order."""
_WORTH_A_LOOK: Final = 55.0
"""The likeness of letters from which these are looked for."""
_SHORT: Final = 6
"""Letters from which on a likeness is the less a chance the more letters there are."""
_CHANCE: Final = (75.0, 85.0)
"""Scores up to which length proves nothing, and from which on it proves most."""
_SIZE_WORTH: Final = 0.1
"""Points for each time that a topic has e times as many facts: an order among near equals."""


def answering(names: int) -> float:
    """Return the certainty from which a name answers, in a library of so many names.

    The more names there are, the more of them come near by chance.
    """
    for (fewer, low), (more, high) in pairwise(_CUTS):
        if names < more:
            return low + (high - low) * max(0.0, log(max(names, 1) / fewer) / log(more / fewer))
    return _CUTS[-1][1]


def answers(sought: NameSought, nearest: Sequence[Match], names: int) -> bool:
    """Tell whether the first of some matches answers: certain among so many names, and clear.

    A name as typed is clear, however near others come.
    """
    clear = nearest[0].exact or _lead(nearest) >= _CLEAR
    return clear and certainty(sought, nearest) >= answering(names)


def certainty(sought: NameSought, nearest: Sequence[Match]) -> float:
    """Return how certain it is that the first of some matches is meant, from 0 to 100.

    Its score, more if no other topic comes near, and if it was typed as several words: by chance
    two words seldom come near to those of one name. What is not near at all stays as it is.
    """
    score = nearest[0].score
    if score < _CHANCE[0]:
        return score
    several = _SEVERAL_WORDS * (" " in sought.core)
    return min(EXACT, score + _LEAD_WORTH * _lead(nearest) + several)


def _lead(nearest: Sequence[Match]) -> float:
    first, *others = nearest
    return min([_MOST_LEAD, *(first.score - other.score for other in others)])


def ranked(sought: NameSought, names: Sequence[Candidate]) -> list[Scored]:
    """Return every topic once, by its nearest name, best first.

    Among equals a name comes before an alias, then the topic with more facts, then the newer.
    """
    words, letters = [name.words for name in names], [name.letters for name in names]
    scored = list(zip(names, name_scores(sought, words, letters), strict=True))
    scored.sort(key=_order)
    best: dict[int, Scored] = {}
    for name, points in scored:
        best.setdefault(name.topic, (name, points))
    return list(best.values())


def _order(scored: Scored) -> tuple[bool, float, bool, int, int]:
    name, score = scored
    worth = 0.0 if score == EXACT else score + _SIZE_WORTH * log(name.facts + 1)
    return score < EXACT, -worth, name.is_alias, -name.facts, -name.topic


def likeness(text: str, others: Iterable[str]) -> list[float]:
    """Return how near other texts come to one, in their order, scored as names are."""
    words = [plain(other) for other in others]
    return name_scores(name_sought(text), words, [each.replace(" ", "") for each in words])


def name_scores(sought: NameSought, words: Sequence[str], letters: Sequence[str]) -> list[float]:
    """Return the scores of names, in their order.

    They are given as `plain` has them, and the same without spaces. All are compared at once, since
    calling rapidfuzz for each of them takes longer than comparing does.
    """
    scores = _Typed(sought.core, sought.core_letters).scores(words, letters)
    if sought.core != sought.words:
        _raise_to_whole(scores, sought, words, letters)
    return [
        EXACT if each == sought.letters else _NEAREST if each == sought.core_letters else score
        for each, score in zip(letters, scores, strict=True)
    ]


def _raise_to_whole(
    scores: list[float], sought: NameSought, words: Sequence[str], letters: Sequence[str]
) -> None:
    """Compare names that have words of the question with all that was typed as well."""
    asking = set(sought.words.split()) - set(sought.core.split())
    so_named = [place for place, name in enumerate(words) if not asking.isdisjoint(name.split())]
    whole = _Typed(sought.words, sought.letters)
    raised = whole.scores(
        [words[place] for place in so_named], [letters[place] for place in so_named]
    )
    for place, score in zip(so_named, raised, strict=True):
        scores[place] = max(scores[place], score)


class _Typed:
    """What somebody typed, with what is worked out once for all the names it is compared with."""

    def __init__(self, words: str, letters: str) -> None:
        self.words = words
        self.letters = letters
        self._several = " " in words
        self._unspaced = is_unspaced(letters)
        self._begun = _BEGUN[min(len(letters), len(_BEGUN)) - 1] if letters else 0.0
        self._consonants = skeleton(letters)
        self._sorted = sorted(letters)
        self._proof = 1 - min(1.0, _SHORT / (len(letters) or 1))

    def scores(self, words: Sequence[str], letters: Sequence[str]) -> list[float]:
        """Return how near names come whose letters are not the same."""
        if not self.letters:
            return [0.0] * len(letters)
        ratios = _each(fuzz.ratio, self.letters, letters)
        return [
            self._score(name, others, ratio, max(likenesses))
            for name, others, ratio, *likenesses in zip(
                words,
                letters,
                ratios,
                self._by_letter(letters, ratios),
                self._by_beginning(letters),
                self._by_word(words),
                strict=True,
            )
        ]

    def _score(self, name: str, others: str, ratio: float, score: float) -> float:
        if " " + self.words in name:
            score = max(score, 100 * _LATER * self._begun)
        if self._unspaced and self.letters in others:
            score = max(score, _REORDERED * (ratio + 100) / 2)
        if name.count(" ") >= len(self.letters) - 1 >= 1 and self.letters in initials(name):
            score = max(score, _ACRONYM)
        return min(self._proven(score), _NEAREST)

    def _by_letter(self, letters: Sequence[str], ratios: Sequence[float]) -> list[float]:
        edits = _each(OSA.normalized_similarity, self.letters, letters)
        alike = (
            _BY_RATIO * ratio + (1 - _BY_RATIO) * (100 * edit)
            for ratio, edit in zip(ratios, edits, strict=True)
        )
        return [
            score + self._same_letters(others) if score >= _WORTH_A_LOOK else score
            for score, others in zip(alike, letters, strict=True)
        ]

    def _same_letters(self, others: str) -> float:
        """Return the points for what two names that are alike have in common besides."""
        points = 0.0
        if self.letters[:1] == others[:1] and self._consonants == skeleton(others):
            points += _SAME_CONSONANTS
        if len(self.letters) == len(others) and self._sorted == sorted(others):
            points += _SAME_LETTERS
        return points

    def _by_beginning(self, letters: Sequence[str]) -> list[float]:
        length = len(self.letters)
        ratios = _each(fuzz.ratio, self.letters, [others[:length] for others in letters])
        return [
            self._begun * ratio - _LEFT_OUT * (1 - length / len(others))
            if length < len(others)
            else 0.0
            for ratio, others in zip(ratios, letters, strict=True)
        ]

    def _by_word(self, words: Sequence[str]) -> list[float]:
        """Return likenesses in any order of words; 0 where both are one word."""
        names = words if self._several else [name if " " in name else "" for name in words]
        in_order = _each(fuzz.token_sort_ratio, self.words, names)
        in_common = _each(fuzz.token_set_ratio, self.words, names)
        return [
            _REORDERED * max(ordered, (ordered + common) / 2)
            for ordered, common in zip(in_order, in_common, strict=True)
        ]

    def _proven(self, score: float) -> float:
        """Raise the score of a long name that is near: by chance long ones are near more rarely."""
        low, high = _CHANCE
        if score <= low:
            return score
        return score + (100 - score) * min(1.0, (score - low) / (high - low)) * self._proof


def _each(scorer: Callable[..., float], text: str, others: Sequence[str]) -> list[float]:
    """Return how near others come to a text, in their order."""
    return [score for _, score, _ in process.extract_iter(text, others, scorer=scorer)]
