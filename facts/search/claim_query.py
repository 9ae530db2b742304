"""Search queries, and the score of a text for one of them; see `claim_parser`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import log
from operator import mul
from typing import Final

from facts.model.results import CERTAIN_SCORE
from facts.search.misspelling import MIN_CORRECTED_LENGTH, iterate_near
from facts.search.name_query import (
    CONTEXT_WEIGHTS,
    CORRECTION_WEIGHT,
    SYNONYM_WEIGHT,
    Context,
)
from facts.search.word_coverage import WordCoverage
from facts.text.normalize import words
from facts.text.synonyms import find_synonyms

_MIN_SHARE: Final = 51.0
"""The share of a query's weight, from 0 to 100, that makes any text a hit: more than half."""
_MIN_LIST_SHARE: Final = 35.0
"""The same for a list of several key words, of which some may be about something else."""
_MIN_EVIDENCE: Final = 1.29
"""The weight of covered words that makes a text a hit, however much else a question has.

1 is the weight of a word that only one fact has, so one word alone is not enough.
"""
_MIN_CERTAIN_EVIDENCE: Final = 0.9
"""The weight of covered words below which a text does not answer a sentence.

“What do large models know?” is not answered by each fact about large models.
"""
_NAME_EVIDENCE: Final = 2.0
"""A rare word of a topic's name or of a phrasing is enough: as evidence it counts twice."""
_CORRECTED_PENALTY: Final = 31.0
"""Points that a text loses if it has only corrections of words, and a part of them if it has some.

So it comes after all that have the typed words. With corrections alone it never answers.
"""
_APART_PENALTY: Final = 6.0
"""Points that a text loses if no two words of the query are together in it."""
_LATE_PENALTY: Final = 6.0
"""Points that a text loses, at most, for the words before the first match.

A sentence usually begins with its subject. With several words in the query the penalty is divided
by their number. A late match always scores more than a misspelled one.
"""
_HALF_LATE_WORDS: Final = 3
"""Words before the first match that cost half of the penalty."""
_MIN_SCORE: Final = 0.1
_LENGTH_PENALTY: Final = 4.0
"""Points that a text loses for each factor e in its number of different words."""
_MAX_CORRECTIONS: Final = 3
_FREQUENCY_BONUS: Final = 0.2
"""Mistakes forgiven for each factor e in the frequency of a word."""
_FIRST_LETTER_BONUS: Final = 0.5
"""Mistakes forgiven if the first letter is right."""
_CORRECTION_MARGIN: Final = 0.6
"""Mistakes by which another correction can be worse than the best one."""
_MIN_BESIDE_BEST: Final = 0.4
"""The share of the best score that other facts need beside a fact that answers."""
_LIGHT_WEIGHT: Final = 0.2
"""Weight of a light word, as a share of what it would weigh among key words."""


class Manner(StrEnum):
    """How a query is worded."""

    FEW_WORDS = "few words"
    WORD_LIST = "word list"
    """Several key words; some may be about something else, so fewer must fit."""
    QUESTION = "question"
    """A sentence that asks, or a few words of one."""
    STATEMENT = "statement"
    """A sentence that asks nothing, so more of its words must fit."""


SENTENCES: Final = frozenset((Manner.QUESTION, Manner.STATEMENT))


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """A parsed search query; implements name_query.ClaimMatcher.

    Texts should have the `words`, must have the `phrases`, and must not have the excluded words and
    phrases. `words` includes the words of `phrases`. Light words say little.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    light_words: frozenset[str] = frozenset()
    manner: Manner = Manner.FEW_WORDS
    corrects_rare: bool = False

    @property
    def only_excludes(self) -> bool:
        """Whether the query has excluded words or phrases and no other words."""
        return bool(self.excluded_words or self.excluded_phrases) and not self.words

    @property
    def required_words(self) -> tuple[str, ...]:
        """The words of the phrases, each once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    def allows(self, text: str) -> bool:
        """Return whether a text has the phrases, and no excluded one."""
        if not (self.phrases or self.excluded_phrases):
            return True
        spaced = _space(words(text))
        return all(_space(phrase) in spaced for phrase in self.phrases) and not any(
            _space(phrase) in spaced for phrase in self.excluded_phrases
        )

    def find_corrections(self, word: str, known: Mapping[str, int]) -> list[str]:
        """Return the likely corrections of a word, best first.

        `known` has the words of the library with their numbers of facts.
        """
        if len(word) < MIN_CORRECTED_LENGTH:
            return []
        mistakes: dict[str, int] = {}
        for typed in {word, re.sub("(?<=[^s])s$", "", word)}:  # a plural is no mistake
            for other, number in iterate_near(typed, known):
                mistakes[other] = min(number, mistakes.get(other, number))
        near = []
        for other, number in mistakes.items():
            favour = _FIRST_LETTER_BONUS * (word[0] == other[0])
            favour += _FREQUENCY_BONUS * log(known[other] + 1)
            near.append((number - favour, other))
        near.sort()
        return [
            other
            for cost, other in near[:_MAX_CORRECTIONS]
            if cost <= near[0][0] + _CORRECTION_MARGIN
        ]

    @property
    def contexts(self) -> tuple[Context, ...]:
        """All contexts: a fact is found by words of its topics, sources and phrasings too."""
        return tuple(Context)

    def least_score(self, best: float) -> float:
        """Return the score that a hit needs beside the best one.

        Beside a fact that answers, weak hits are noise.
        """
        return _MIN_BESIDE_BEST * best if best >= CERTAIN_SCORE else 0.0

    def widen(self, best: float, *, has_rare: bool) -> "ClaimQuery | None":
        """Return a query that takes synonyms and corrects rare words too.

        None if the best hit answers, or without synonyms and rare words.
        """
        if best >= CERTAIN_SCORE:
            return None
        synonyms = {
            word: tuple(sorted(others))
            for word in self.words
            if (others := find_synonyms(word)) and word not in self.required_words
        }
        if not (synonyms or has_rare):
            return None
        return replace(self, synonyms=synonyms, corrects_rare=True)

    def build_scorer(
        self, weights: Mapping[str, float], corrections: Mapping[str, Iterable[str]]
    ) -> Callable[[str, Sequence[float]], float]:
        """Return a function that scores texts from 0 to 100.

        A score is the share of the words' weight that the text covers; 0 is no hit. `corrections`
        maps words to their corrections. Words of a text that are not in the query lower its score a
        little. The function takes the text and how well its context covers each word, from 0 to 1.
        """
        others = (SYNONYM_WEIGHT, self.synonyms), (CORRECTION_WEIGHT, corrections)
        rates = WordCoverage(self.words, others)
        weighed = [
            weights[word] * (_LIGHT_WEIGHT if word in self.light_words else 1.0)
            for word in self.words
        ]
        doubtful = [
            weight if corrections.get(word) else 0.0
            for word, weight in zip(self.words, weighed, strict=True)
        ]
        whole = sum(weighed)
        least = _MIN_LIST_SHARE if self.manner is Manner.WORD_LIST else _MIN_SHARE
        late = _LATE_PENALTY / len(weighed) if weighed else 0.0

        def score(text: str, context: Sequence[float] = ()) -> float:
            in_order = words(text)
            covered, together, before = rates.measure_coverage(in_order, context)
            evidence = sum(map(mul, covered, weighed))
            share = 100 * evidence / whole if whole else 100.0
            if share < least and (
                self.manner is Manner.STATEMENT
                or _weigh_evidence(covered, context, weighed) < _MIN_EVIDENCE
            ):
                return 0.0
            if corrected := _weigh_corrections(covered, doubtful):
                share -= _CORRECTED_PENALTY * corrected / evidence
            if self.manner in SENTENCES and evidence < _MIN_CERTAIN_EVIDENCE:
                share *= CERTAIN_SCORE / 100
            length = _LENGTH_PENALTY * log(len(set(in_order)) or 1)
            lost = length + late * before / (before + _HALF_LATE_WORDS)
            return max(_MIN_SCORE, share - lost - _APART_PENALTY * (1 - together))

        return score


def _weigh_corrections(covered: Sequence[float], doubtful: Sequence[float]) -> float:
    """Return the weight of the corrected words that are not covered as typed."""
    pairs = zip(covered, doubtful, strict=True)
    return sum(rate * weight for rate, weight in pairs if rate < 1)


def _weigh_evidence(
    covered: Sequence[float], context: Sequence[float], weights: Sequence[float]
) -> float:
    named = [
        _NAME_EVIDENCE * rate if rate >= CONTEXT_WEIGHTS[Context.TOPIC] else 0.0 for rate in context
    ]
    strongest = list(map(max, covered, named)) if named else covered
    return float(sum(map(mul, strongest, weights)))


def _space(in_order: Sequence[str]) -> str:
    """Return words with a space around each: no word has one, so phrases are parts of texts."""
    return f" {' '.join(in_order)} "
