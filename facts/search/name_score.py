"""Similarity of names to a query, by rapidfuzz.

Scores range from 0 to 100. 100 is the exact name, apart from case, accents, hyphens and spaces. The
weights come from benchmarks/search.py; docs/search.md shows what they gain.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from facts.model.results import EXACT_SCORE
from facts.search.name_query import NameQuery, parse_name_query
from facts.text.normalize import is_unspaced, search_form
from facts.text.spelling import initials, skeleton

CHANCE_SCORES: Final = (75.0, 85.0)
"""Scores between which the length of a query starts to count and counts in full."""
_MAX_INEXACT: Final = 99.0
"""The highest score of an inexact name."""
_ACRONYM_SCORE: Final = 95.0
_RATIO_SHARE: Final = 0.3
"""The share of rapidfuzz's `ratio` in the similarity of letters; the rest is OSA distance."""
_REORDERED_FACTOR: Final = 0.98
_PREFIX_FACTORS: Final = (0.68, 0.76, 0.9, 0.95)
"""Weights of a name that begins with the query, by its typed letters: 1, 2, 3 and more."""
_LATER_WORD_FACTOR: Final = 0.75
"""Weight if a later word of the name begins with the query, relative to the first word."""
_UNTYPED_PENALTY: Final = 3.0
"""Points that a name loses for the share of its letters not yet typed."""
_SAME_CONSONANTS_BONUS: Final = 2.5
_SAME_LETTERS_BONUS: Final = 8.0
"""Points for names that differ only in vowels, and for the same letters in another order."""
_BONUS_THRESHOLD: Final = 55.0
"""The similarity of letters that these bonuses need."""
_SHORT_NAME: Final = 6
"""Letters up to which similarity can be a coincidence; more letters make it less likely."""


def score_texts(text: str, others: Iterable[str]) -> list[float]:
    """Return the similarities of texts to one text, from 0 to 100.

    They are in the order of the texts, and scored like names.
    """
    words = [search_form(other) for other in others]
    return score_names(parse_name_query(text), words, [each.replace(" ", "") for each in words])


def score_names(query: NameQuery, words: Sequence[str], letters: Sequence[str]) -> list[float]:
    """Return the scores of names, in their order.

    `words` are search forms, `letters` the same without spaces. One call of rapidfuzz compares all:
    a call for each name takes longer than the comparison itself.
    """
    scores = _NameScorer(query.core, query.core_letters).score_all(words, letters)
    if query.core != query.words:
        _raise_by_whole_query(scores, query, words, letters)
    return [
        EXACT_SCORE
        if each == query.letters
        else _MAX_INEXACT
        if each == query.core_letters
        else score
        for each, score in zip(letters, scores, strict=True)
    ]


def _raise_by_whole_query(
    scores: list[float], query: NameQuery, words: Sequence[str], letters: Sequence[str]
) -> None:
    """Raise scores of names that contain words of the question.

    They are compared with the whole query too.
    """
    question_words = set(query.words.split()) - set(query.core.split())
    places = [
        place for place, name in enumerate(words) if not question_words.isdisjoint(name.split())
    ]
    if not places:
        return
    whole = _NameScorer(query.words, query.letters)
    raised = whole.score_all(
        [words[place] for place in places], [letters[place] for place in places]
    )
    for place, score in zip(places, raised, strict=True):
        scores[place] = max(scores[place], score)


class _NameScorer:
    """Scores names for one query.

    What depends only on the query is computed once.
    """

    def __init__(self, words: str, letters: str) -> None:
        self.words = words
        self.letters = letters
        self._several = " " in words
        self._unspaced = is_unspaced(letters)
        self._prefix_factor = (
            _PREFIX_FACTORS[min(len(letters), len(_PREFIX_FACTORS)) - 1] if letters else 0.0
        )
        self._consonants = skeleton(letters)
        self._sorted = sorted(letters)
        self._proof = 1 - min(1.0, _SHORT_NAME / (len(letters) or 1))

    def score_all(self, words: Sequence[str], letters: Sequence[str]) -> list[float]:
        """Return the scores of names that are not exact."""
        if not self.letters:
            return [0.0] * len(letters)
        ratios = _score_each(fuzz.ratio, self.letters, letters)
        scores = [
            self._score_letters(letters, ratios),
            self._score_prefixes(letters),
            self._score_words(words),
            self._score_later_words(words),
            self._score_initials(words),
        ]
        if self._unspaced:
            scores.append(self._score_parts(letters, ratios))
        return [
            score if score <= CHANCE_SCORES[0] else min(self._raise_long_name(score), _MAX_INEXACT)
            for score in map(max, *scores)
        ]

    def _score_letters(self, letters: Sequence[str], ratios: Sequence[float]) -> list[float]:
        edits = _score_each(OSA.normalized_similarity, self.letters, letters)
        alike = (
            _RATIO_SHARE * ratio + (1 - _RATIO_SHARE) * (100 * edit)
            for ratio, edit in zip(ratios, edits, strict=True)
        )
        return [
            score + self._shared_letters_bonus(others) if score >= _BONUS_THRESHOLD else score
            for score, others in zip(alike, letters, strict=True)
        ]

    def _shared_letters_bonus(self, others: str) -> float:
        """Return extra points for similar names with the same consonants or letters."""
        points = 0.0
        if self.letters[:1] == others[:1] and self._consonants == skeleton(others):
            points += _SAME_CONSONANTS_BONUS
        if len(self.letters) == len(others) and self._sorted == sorted(others):
            points += _SAME_LETTERS_BONUS
        return points

    def _score_prefixes(self, letters: Sequence[str]) -> list[float]:
        length = len(self.letters)
        ratios = _score_each(fuzz.ratio, self.letters, [others[:length] for others in letters])
        return [
            self._prefix_factor * ratio - _UNTYPED_PENALTY * (1 - length / len(others))
            if length < len(others)
            else 0.0
            for ratio, others in zip(ratios, letters, strict=True)
        ]

    def _score_words(self, words: Sequence[str]) -> list[float]:
        """Return similarities that ignore the order of words.

        They are 0 if both have only one word.
        """
        names = words if self._several else [name if " " in name else "" for name in words]
        in_order = _score_each(fuzz.token_sort_ratio, self.words, names)
        in_common = _score_each(fuzz.token_set_ratio, self.words, names)
        return [
            _REORDERED_FACTOR * max(ordered, (ordered + common) / 2)
            for ordered, common in zip(in_order, in_common, strict=True)
        ]

    def _score_later_words(self, words: Sequence[str]) -> list[float]:
        later, worth = " " + self.words, 100 * _LATER_WORD_FACTOR * self._prefix_factor
        return [worth if later in name else 0.0 for name in words]

    def _score_initials(self, words: Sequence[str]) -> list[float]:
        letters, spaces = self.letters, len(self.letters) - 1
        if not spaces:
            return [0.0] * len(words)
        return [
            _ACRONYM_SCORE
            if name.count(" ") >= spaces and letters[0] == name[0] and letters in initials(name)
            else 0.0
            for name in words
        ]

    def _score_parts(self, letters: Sequence[str], ratios: Sequence[float]) -> list[float]:
        """Return similarities of names that contain the query, for scripts without spaces."""
        return [
            _REORDERED_FACTOR * (ratio + 100) / 2 if self.letters in others else 0.0
            for others, ratio in zip(letters, ratios, strict=True)
        ]

    def _raise_long_name(self, score: float) -> float:
        """Raise a long query's high score, which is rarely a coincidence."""
        low, high = CHANCE_SCORES
        return score + (100 - score) * min(1.0, (score - low) / (high - low)) * self._proof


def _score_each(scorer: Callable[..., float], text: str, others: Sequence[str]) -> list[float]:
    """Return the scores of others for a text, in their order."""
    return [score for _, score, _ in process.extract_iter(text, others, scorer=scorer)]
