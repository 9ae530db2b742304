"""Search queries, and the score of a text for one of them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from operator import mul
from typing import Final

from rapidfuzz.distance import OSA

from facts.search.name_query import CORRECTION_WEIGHT, FORM_WEIGHT
from facts.text.normalize import replace_surrogates, words
from facts.text.question_words import set_aside_question_words
from facts.text.spelling import MIN_CORRECTED_LENGTH, max_mistakes
from facts.text.stop_words import SEARCH_STOP_PHRASES, SEARCH_STOP_WORDS
from facts.text.word_forms import STEM_LENGTH, stem

HIT_SCORE: Final = 35.0
"""The minimum score of a search result, from 0 to 100."""
_APART_PENALTY: Final = 6.0
"""Points that a text loses if no two words of the query are together in it."""
_TOGETHER_DISTANCE: Final = 5
"""Words from one to the next that still count as together."""
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
_MAX_LENGTH: Final = 2_000
"""Characters of a query that count."""
_MAX_WORDS: Final = 32
_MAX_CORRECTIONS: Final = 3
_FREQUENCY_BONUS: Final = 0.2
"""Mistakes forgiven for each factor e in the frequency of a word."""
_FIRST_LETTER_BONUS: Final = 0.5
"""Mistakes forgiven if the first letter is right."""
_CORRECTION_MARGIN: Final = 0.6
"""Mistakes by which another correction can be worse than the best one."""
_QUOTES: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
"""Quotation marks that phone keyboards insert instead of straight ones."""
_QUERY_PARTS: Final = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """A parsed search query; implements name_query.ClaimMatcher.

    Texts should have the `words`, must have the `phrases`, and must not have the excluded words and
    phrases. `words` includes the words of `phrases`.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def only_excludes(self) -> bool:
        """Whether the query has excluded words or phrases and no other words."""
        return bool(self.excluded_words or self.excluded_phrases) and not self.words

    @property
    def required_words(self) -> tuple[str, ...]:
        """The words of the phrases, each once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    def find_corrections(self, word: str, known: Mapping[str, int]) -> list[str]:
        """Return the likely corrections of a word, best first.

        `known` has the words of the library with their numbers of facts.
        """
        if len(word) < MIN_CORRECTED_LENGTH:
            return []
        most = max_mistakes(word)
        near = []
        for other, facts in known.items():
            mistakes = OSA.distance(word, other, score_cutoff=most)
            if 0 < mistakes <= most:
                favour = _FIRST_LETTER_BONUS * (word[0] == other[0]) + _FREQUENCY_BONUS * log(
                    facts + 1
                )
                near.append((mistakes - favour, other))
        near.sort()
        return [
            other
            for cost, other in near[:_MAX_CORRECTIONS]
            if cost <= near[0][0] + _CORRECTION_MARGIN
        ]

    def build_scorer(
        self, weights: Mapping[str, float], corrections: Mapping[str, Iterable[str]]
    ) -> Callable[[str], float]:
        """Return a function that scores texts from 0 to 100.

        A score is the share of the words' weight that the text covers; 0 is no hit. `corrections`
        maps words to their corrections. Words of a text that are not in the query lower its score a
        little.
        """
        rates = _WordCoverage(self.words, corrections)
        weighed = [weights[word] for word in self.words]
        late = _LATE_PENALTY / len(weighed) if weighed else 0.0

        def score(text: str) -> float:
            in_order = words(text)
            if not all(_has_phrase(phrase, in_order) for phrase in self.phrases):
                return 0.0
            if any(_has_phrase(phrase, in_order) for phrase in self.excluded_phrases):
                return 0.0
            share, together, before = rates.measure_coverage(in_order, weighed)
            if share < HIT_SCORE:
                return 0.0
            length = _LENGTH_PENALTY * log(len(set(in_order)) or 1)
            lost = length + late * before / (before + _HALF_LATE_WORDS)
            return max(_MIN_SCORE, share - lost - _APART_PENALTY * (1 - together))

        return score


class _WordCoverage:
    """How well a text's words cover the words of a query."""

    def __init__(
        self, query_words: Sequence[str], corrections: Mapping[str, Iterable[str]]
    ) -> None:
        self._stems = {stem(word): at for at, word in enumerate(query_words)}
        self._corrected = {
            other: at for at, word in enumerate(query_words) for other in corrections.get(word, ())
        }
        self._exact = {word: at for at, word in enumerate(query_words)}

    def measure_coverage(
        self, in_order: Sequence[str], weights: Sequence[float]
    ) -> tuple[float, float, int]:
        """Return covered share, joined share, and words before a match.

        The covered share, from 0 to 100, is the weight of the covered words. The joined share, from
        0 to 1, is the part of the query's neighbouring words that are together in the text too.
        """
        best = [0.0] * len(weights)
        together = set()
        last, last_place, before = -2, 0, len(in_order)
        for place, word in enumerate(in_order):
            at, rate = self._rate_word(word)
            if rate:
                best[at] = max(best[at], rate)
                if at == last + 1 and place - last_place <= _TOGETHER_DISTANCE:
                    together.add(at)
                last, last_place, before = at, place, min(before, place)
        whole = sum(weights)
        share = sum(map(mul, best, weights)) / whole if whole else 1.0
        joined = len(together) / (len(weights) - 1) if len(weights) > 1 else 1.0
        return 100 * share, joined, before

    def _rate_word(self, word: str) -> tuple[int, float]:
        if word in self._exact:
            return self._exact[word], 1.0
        if word in self._corrected:
            return self._corrected[word], CORRECTION_WEIGHT
        if len(word) >= STEM_LENGTH and (at := self._stems.get(word[:STEM_LENGTH])) is not None:
            return at, FORM_WEIGHT  # `stem` inlined: its call would double the time of a search
        return 0, 0.0


def _has_phrase(phrase: Sequence[str], in_order: Sequence[str]) -> bool:
    length = len(phrase)
    return any(
        tuple(in_order[start : start + length]) == phrase
        for start, word in enumerate(in_order)
        if word == phrase[0]
    )


def parse_claim_query(query: str) -> ClaimQuery:
    """Parse a query: words, "phrases in quotes" and excluded -words.

    A -"phrase" or a compound such as -fine-tuning excludes its words in this order. Stop words
    count only in a query without other words, and so do question words of other languages.
    """
    plain: list[str] = []
    excluded: list[tuple[str, ...]] = []
    phrases = []
    text = replace_surrogates(query[:_MAX_LENGTH]).translate(_QUOTES)
    for part in _QUERY_PARTS.finditer(SEARCH_STOP_PHRASES.sub(" ", text)):
        part_words = tuple(words(part["phrase"] or part["word"] or ""))
        if part["no"]:
            excluded.append(part_words[:_MAX_WORDS])
        elif part["phrase"] and part_words:
            phrases.append(part_words[:_MAX_WORDS])
        else:
            plain.append(part["word"] or "")
    wanted = words(set_aside_question_words(" ".join(plain)))
    query_words = [word for word in wanted if word not in SEARCH_STOP_WORDS] or wanted
    query_words += [word for phrase in phrases for word in phrase]
    excluded_words = dict.fromkeys(each[0] for each in excluded if len(each) == 1)
    excluded_phrases = dict.fromkeys(each for each in excluded if len(each) > 1)
    return ClaimQuery(
        tuple(dict.fromkeys(query_words))[:_MAX_WORDS],
        tuple(phrases[:_MAX_WORDS]),
        tuple(excluded_words),
        tuple(excluded_phrases)[:_MAX_WORDS],
    )
