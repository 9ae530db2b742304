"""Ranking of names for a query, and the certainty to answer.

A name needs more certainty in a library with more names (`answer_threshold`). The weights come from
benchmarks/search.py; docs/search.md shows what they gain.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import Final

from rapidfuzz.distance import OSA

from facts.model.results import EXACT_SCORE, Match
from facts.search.name_query import NameCandidate, NameQuery, ScoredName
from facts.search.name_score import CHANCE_SCORES, score_names
from facts.text.normalize import search_form

SUGGESTION_SCORE: Final = 40.0
"""The minimum score of a suggestion, shown if no name answers."""
COMPLETION_SCORE: Final = 60.0
"""The minimum score of a completion of a half-typed name."""
_ANSWER_CUTS: Final = ((2_000, 75.0), (20_000, 84.0), (200_000, 91.0), (1_000_000, 93.0))
"""Numbers of names and the certainty that an answer needs; see benchmarks/answer_cuts.py."""
_CLEAR_LEAD: Final = 1.0
"""Points by which the best topic must lead the second one to be the answer.

On the development queries, 96 to 99 % of these answers are right. If the user gets a choice
instead, the right topic is among its five in 83 to 92 % of cases.
"""
_LEAD_WORTH: Final = 0.3
_MAX_LEAD: Final = 10.0
"""Certainty added for each point of lead, and the points of lead that count at most."""
_SEVERAL_WORDS_BONUS: Final = 8.0
"""Certainty added if the user typed several words, and the name has them all."""
_LONGER_NAME_PENALTY: Final = 4.0
"""Certainty that a name loses if it begins like the query and goes on."""
_SHORT_QUERY: Final = 8
_MISSING_LETTER_PENALTY: Final = 0.6
"""Letters of a query from which its length does not count, and certainty lost for each missing."""
_SAME_WORD: Final = 0.5
"""The similarity, from 0 to 1, from which a typed word may be a misspelled word of a name."""
_OTHER_WORD_ALLOWANCE: Final = 10.0
"""If the name does not have a typed word, certainty beyond the similarity of letters, at most."""
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

    A lead over other topics and several words raise its score: two words rarely resemble one name
    by coincidence. Few letters lower it, and so do a name that goes on after what was typed, and a
    typed word that the name does not have. A low score is not raised.
    """
    first = nearest[0]
    if first.is_exact or first.score < CHANCE_SCORES[0]:
        return first.score
    name = search_form(first.name)
    points = first.score + _LEAD_WORTH * _lead_over_second(nearest)
    return max(_judge(points, typed, name) for typed in {query.core, query.words})


def _judge(points: float, typed: str, name: str) -> float:
    """Return the certainty that the typed words mean a name of so many points."""
    letters, others = typed.replace(" ", ""), name.replace(" ", "")
    if letters == others:
        return min(EXACT_SCORE, points)
    points -= _MISSING_LETTER_PENALTY * max(0, _SHORT_QUERY - len(letters))
    whole = OSA.normalized_similarity(letters, others)
    if OSA.normalized_similarity(letters, others[: len(letters)]) > whole:
        points -= _LONGER_NAME_PENALTY
    if " " in typed and all(_has_word(name, word) for word in typed.split()):
        points += _SEVERAL_WORDS_BONUS
    elif " " in typed:
        points = min(points, EXACT_SCORE * whole + _OTHER_WORD_ALLOWANCE)
    return min(EXACT_SCORE, points)


def _has_word(name: str, typed: str) -> bool:
    """Return whether a word resembles a word of a name, or the beginning of one."""
    return any(
        OSA.normalized_similarity(typed, each) >= _SAME_WORD
        for word in name.split()
        for each in (word, word[: len(typed)])
    )


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
