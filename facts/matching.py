"""How near a name comes to what somebody typed, by rapidfuzz.

The score runs from 0 to 100. 100 is the name as typed, apart from case, accents, hyphens and
spaces; what it takes for a name to answer rises with the number of names (`answering`).
"""

from collections.abc import Callable, Sequence
from math import log, log10
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from facts.seeking import Candidate, NameSought, Scored, name_sought
from facts.spelling import initials
from facts.store import EXACT
from facts.text import plain

SUGGESTED: Final = 40.0
"""The score from which a name is suggested where none answers."""
COMPLETED: Final = 60.0
"""The score from which a half-typed name is completed to another."""
_NEAREST: Final = 99.0
"""The highest score of a name that is not the one typed."""
_ACRONYM: Final = 95.0
_REORDERED: Final = 0.97
_PARTLY: Final = 0.95
_BEGUN: Final = (0.65, 0.75, 0.85, 0.9)
"""What a name that begins as typed is worth after one letter, two, three and more."""
_SIZE_WORTH: Final = 0.15
"""Points for each time that a topic has e times as many facts: an order among near equals."""


def answering(names: int) -> float:
    """Return the score from which a name answers, in a library of so many names.

    The more names, the more of them come near by chance. Derived by benchmarks/cutting.py.
    """
    return min(91.0, max(75.0, 76.0 + 8.8 * (log10(max(names, 1)) - log10(20_000))))


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
    score = _score(sought.words, words)
    return score if sought.core == sought.words else max(score, _score(sought.core, words))


def _score(words: str, name: str) -> float:
    score = max(_by_letter(words.replace(" ", ""), name.replace(" ", "")), _by_word(words, name))
    if words.replace(" ", "") in initials(name):
        score = max(score, _ACRONYM)
    return min(score, _NEAREST)


def _by_letter(letters: str, name: str) -> float:
    alike = fuzz.ratio(letters, name) / 2 + 50 * OSA.normalized_similarity(letters, name)
    if not 0 < len(letters) < len(name):
        return alike
    begun = _BEGUN[min(len(letters), len(_BEGUN)) - 1]
    return max(alike, begun * fuzz.ratio(letters, name[: len(letters)]))


def _by_word(words: str, name: str) -> float:
    if " " not in words and " " not in name:
        return 0.0
    in_order = fuzz.token_sort_ratio(words, name)
    shared = fuzz.token_set_ratio(words, name)
    return max(_REORDERED * in_order, _PARTLY * (in_order + shared) / 2)
