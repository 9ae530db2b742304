"""How near a name comes to what somebody typed, by rapidfuzz.

The score runs from 0 to 100. 100 is the name as typed, apart from case, accents, hyphens and
spaces; what it takes for a name to answer rises with the number of names (`answering`). The weights
were found with benchmarks/search.py; docs/search.md tells what they gain.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from facts.seeking import Candidate, NameSought, Scored, name_sought
from facts.spelling import initials, skeleton
from facts.store import EXACT, Match
from facts.text import plain

SUGGESTED: Final = 40.0
"""The score from which a name is suggested where none answers."""
COMPLETED: Final = 60.0
"""The score from which a half-typed name is completed to another."""
_CUTS: Final = ((2_000, 75.0), (20_000, 78.8), (200_000, 89.0), (1_000_000, 91.7))
"""From which score a name answers among so many names; benchmarks/cutting.py finds these."""
_CLEAR: Final = 1.0
"""Points by which the first topic must lead to answer, where several are near enough.

Of the development queries 95 to 99 % of those answered so are answered rightly, and of those left
to a choice 84 to 89 % have the right topic among five.
"""
_NEAREST: Final = 99.0
"""The highest score of a name that is not the one typed."""
_ACRONYM: Final = 95.0
_BY_RATIO: Final = 0.3
"""The share of rapidfuzz's `ratio` in the likeness of letters; the rest is edits (OSA)."""
_REORDERED: Final = 0.98
_BEGUN: Final = (0.68, 0.76, 0.9, 0.95)
"""What a name that begins as typed is worth after one letter, two, three and more."""
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
    """Return the score from which a name answers, in a library of so many names.

    The more names there are, the more of them come near by chance.
    """
    for (fewer, low), (more, high) in pairwise(_CUTS):
        if names < more:
            return low + (high - low) * max(0.0, log(max(names, 1) / fewer) / log(more / fewer))
    return _CUTS[-1][1]


def answers(nearest: Sequence[Match], names: int) -> bool:
    """Tell whether the first of some matches answers: near enough among so many names, and clear.

    A name as typed is clear, however near others come.
    """
    first, *others = nearest
    clear = first.exact or all(first.score - other.score >= _CLEAR for other in others)
    return clear and first.score >= answering(names)


def ranked(sought: NameSought, names: Sequence[Candidate]) -> list[Scored]:
    """Return every topic once, by its nearest name, best first.

    Among equals a name comes before an alias, then the topic with more facts, then the newer.
    """
    scored = [(name, name_score(sought, name.words, name.letters)) for name in names]
    scored.sort(key=_order)
    best: dict[int, Scored] = {}
    for name, score in scored:
        best.setdefault(name.topic, (name, score))
    return list(best.values())


def _order(scored: Scored) -> tuple[bool, float, bool, int, int]:
    name, score = scored
    worth = 0.0 if score == EXACT else score + _SIZE_WORTH * log(name.facts + 1)
    return score < EXACT, -worth, name.is_alias, -name.facts, -name.topic


def likeness(text: str) -> Callable[[str], float]:
    """Return a function that scores other texts as names are scored."""
    sought = name_sought(text)

    def score(other: str) -> float:
        words = plain(other)
        return name_score(sought, words, words.replace(" ", ""))

    return score


def name_score(sought: NameSought, words: str, letters: str) -> float:
    """Return how near a name comes, given as `plain` has it and the same without spaces."""
    if letters == sought.letters:
        return EXACT
    if letters == sought.core_letters:
        return _NEAREST
    score = _score(sought.core, words)
    if sought.core == sought.words or score >= _ACRONYM:
        return score
    return max(score, _score(sought.words, words))


def _score(words: str, name: str) -> float:
    letters, others = words.replace(" ", ""), name.replace(" ", "")
    score = max(_by_letter(letters, others), _by_beginning(letters, others), _by_word(words, name))
    if letters[:1] == name[:1] and " " in name and letters in initials(name):
        score = max(score, _ACRONYM)
    return min(_proven(score, len(letters)), _NEAREST)


def _by_letter(letters: str, others: str) -> float:
    edits = 100 * OSA.normalized_similarity(letters, others)
    alike = _BY_RATIO * fuzz.ratio(letters, others) + (1 - _BY_RATIO) * edits
    if alike < _WORTH_A_LOOK:
        return alike
    if letters[0] == others[0] and skeleton(letters) == skeleton(others):
        alike += _SAME_CONSONANTS
    if len(letters) == len(others) and sorted(letters) == sorted(others):
        alike += _SAME_LETTERS
    return alike


def _by_beginning(letters: str, others: str) -> float:
    if not 0 < len(letters) < len(others):
        return 0.0
    rate = _BEGUN[min(len(letters), len(_BEGUN)) - 1]
    left_out = 1 - len(letters) / len(others)
    return max(0.0, rate * fuzz.ratio(letters, others[: len(letters)]) - _LEFT_OUT * left_out)


def _by_word(words: str, name: str) -> float:
    if " " not in words and " " not in name:
        return 0.0
    in_order = fuzz.token_sort_ratio(words, name)
    return _REORDERED * max(in_order, (in_order + fuzz.token_set_ratio(words, name)) / 2)


def _proven(score: float, letters: int) -> float:
    """Raise the score of a long name that is near: by chance long names come near more rarely."""
    low, high = _CHANCE
    proof = min(1.0, max(0.0, (score - low) / (high - low)))
    return score + (100 - score) * proof * (1 - min(1.0, _SHORT / (letters or 1)))
