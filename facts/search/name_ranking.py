"""Ranking of names for a query, and the certainty to answer.

A name needs more certainty in a library with more names (`answer_threshold`). The weights come from
benchmarks/search.py; docs/search.md shows what they gain.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import Final

from facts.model.results import EXACT_SCORE, Match
from facts.search.name_query import NameCandidate, NameQuery, ScoredName
from facts.search.name_score import CHANCE_SCORES, score_names

SUGGESTION_SCORE: Final = 40.0
"""The minimum score of a suggestion, shown if no name answers."""
COMPLETION_SCORE: Final = 60.0
"""The minimum score of a completion of a half-typed name."""
_ANSWER_CUTS: Final = ((2_000, 76.1), (20_000, 81.0), (200_000, 90.0), (1_000_000, 92.6))
"""Numbers of names and the certainty that an answer needs; see benchmarks/answer_cuts.py."""
_CLEAR_LEAD: Final = 1.0
"""Points by which the best topic must lead the second one to be the answer.

On the development queries, 95 to 99 % of these answers are right. If the user gets a choice
instead, the right topic is among its five in 83 to 89 % of cases.
"""
_LEAD_WORTH: Final = 0.2
_MAX_LEAD: Final = 15.0
"""Certainty added for each point of lead, and the points of lead that count at most."""
_SEVERAL_WORDS_BONUS: Final = 4.0
"""Certainty added if the user typed several words."""
_SIZE_WORTH: Final = 0.1
"""Points for each factor e in the number of facts: they decide between near equals."""


def answer_threshold(names: int) -> float:
    """Return the certainty that an answer needs, from 0 to 100.

    `names` is the number of names in the library. The more names there are, the more of them are
    similar by coincidence.
    """
    for (fewer, low), (more, high) in pairwise(_ANSWER_CUTS):
        if names < more:
            return low + (high - low) * max(0.0, log(max(names, 1) / fewer) / log(more / fewer))
    return _ANSWER_CUTS[-1][1]


def is_answer(query: NameQuery, nearest: Sequence[Match], names: int) -> bool:
    """Return whether the first match is certain enough to be the answer.

    `names` is the number of names in the library. An inexact match must also lead the second one.
    """
    clear = nearest[0].is_exact or _lead_over_second(nearest) >= _CLEAR_LEAD
    return clear and certainty(query, nearest) >= answer_threshold(names)


def certainty(query: NameQuery, nearest: Sequence[Match]) -> float:
    """Return the certainty of the first match, from 0 to 100.

    A lead over other topics and a query of several words raise its score: two words rarely resemble
    one name by coincidence. A low score is not raised.
    """
    score = nearest[0].score
    if score < CHANCE_SCORES[0]:
        return score
    several = _SEVERAL_WORDS_BONUS * (" " in query.core)
    return min(EXACT_SCORE, score + _LEAD_WORTH * _lead_over_second(nearest) + several)


def _lead_over_second(nearest: Sequence[Match]) -> float:
    first, *others = nearest
    return min([_MAX_LEAD, *(first.score - other.score for other in others)])


def rank_names(query: NameQuery, names: Sequence[NameCandidate]) -> list[ScoredName]:
    """Return the best name of each topic, best first.

    Ties go to an exact spelling, then to a name before an alias, then to the topic with more facts,
    then to the newer topic.
    """
    words, letters = [name.words for name in names], [name.letters for name in names]
    scored = list(zip(names, score_names(query, words, letters), strict=True))
    scored.sort(key=_sort_key)
    best: dict[int, ScoredName] = {}
    for name, points in scored:
        best.setdefault(name.topic, (name, points))
    return list(best.values())


def _sort_key(scored: ScoredName) -> tuple[bool, float, bool, bool, int, int]:
    name, score = scored
    worth = 0.0 if score == EXACT_SCORE else score + _SIZE_WORTH * log(name.facts + 1)
    return score < EXACT_SCORE, -worth, not name.as_typed, name.is_alias, -name.facts, -name.topic
