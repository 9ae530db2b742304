"""Which names come nearest to what somebody typed, and when the nearest answers.

What it takes for a name to answer rises with the number of names (`answering`). The weights were
found with benchmarks/search.py; docs/search.md tells what they gain.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import Final

from facts.model.results import EXACT_SCORE, Match
from facts.search.name_query import NameCandidate, NameQuery, ScoredName
from facts.search.name_score import CHANCE_SCORES, score_names

SUGGESTION_SCORE: Final = 40.0
"""The score from which a name is suggested where none answers."""
COMPLETION_SCORE: Final = 60.0
"""The score from which a half-typed name is completed to another."""
_ANSWER_CUTS: Final = ((2_000, 76.1), (20_000, 81.0), (200_000, 90.0), (1_000_000, 92.6))
"""From which certainty a name answers among so many names; benchmarks/cutting.py finds these."""
_CLEAR_LEAD: Final = 1.0
"""Points by which the first topic must lead to answer, where several are near enough.

Of the development queries 95 to 99 % of those answered so are answered rightly, and of those left
to a choice 83 to 89 % have the right topic among five.
"""
_LEAD_WORTH: Final = 0.2
_MAX_LEAD: Final = 15.0
"""What each point of lead adds to how certain a name is, and the points that count."""
_SEVERAL_WORDS_BONUS: Final = 4.0
"""What it adds that several words were typed."""
_SIZE_WORTH: Final = 0.1
"""Points for each time that a topic has e times as many facts: an order among near equals."""


def answer_threshold(names: int) -> float:
    """Return the certainty from which a name answers, in a library of so many names.

    The more names there are, the more of them come near by chance.
    """
    for (fewer, low), (more, high) in pairwise(_ANSWER_CUTS):
        if names < more:
            return low + (high - low) * max(0.0, log(max(names, 1) / fewer) / log(more / fewer))
    return _ANSWER_CUTS[-1][1]


def is_answer(sought: NameQuery, nearest: Sequence[Match], names: int) -> bool:
    """Tell whether the first of some matches answers: certain among so many names, and clear.

    A name as typed is clear, however near others come.
    """
    clear = nearest[0].is_exact or _lead_over_second(nearest) >= _CLEAR_LEAD
    return clear and certainty(sought, nearest) >= answer_threshold(names)


def certainty(sought: NameQuery, nearest: Sequence[Match]) -> float:
    """Return how certain it is that the first of some matches is meant, from 0 to 100.

    Its score, more if no other topic comes near, and if it was typed as several words: by chance
    two words seldom come near to those of one name. What is not near at all stays as it is.
    """
    score = nearest[0].score
    if score < CHANCE_SCORES[0]:
        return score
    several = _SEVERAL_WORDS_BONUS * (" " in sought.core)
    return min(EXACT_SCORE, score + _LEAD_WORTH * _lead_over_second(nearest) + several)


def _lead_over_second(nearest: Sequence[Match]) -> float:
    first, *others = nearest
    return min([_MAX_LEAD, *(first.score - other.score for other in others)])


def rank_names(sought: NameQuery, names: Sequence[NameCandidate]) -> list[ScoredName]:
    """Return every topic once, by its nearest name, best first.

    Among equals one typed to the letter comes first, then a name before an alias, then the topic
    with more facts, then the newer.
    """
    words, letters = [name.words for name in names], [name.letters for name in names]
    scored = list(zip(names, score_names(sought, words, letters), strict=True))
    scored.sort(key=_sort_key)
    best: dict[int, ScoredName] = {}
    for name, points in scored:
        best.setdefault(name.topic, (name, points))
    return list(best.values())


def _sort_key(scored: ScoredName) -> tuple[bool, float, bool, bool, int, int]:
    name, score = scored
    worth = 0.0 if score == EXACT_SCORE else score + _SIZE_WORTH * log(name.facts + 1)
    return score < EXACT_SCORE, -worth, not name.as_typed, name.is_alias, -name.facts, -name.topic
