"""How near a query comes to a name or to a text, by rapidfuzz."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from facts.store import Match, TopicName
from facts.text import comparable, squeezed

ANSWERED: Final = 80.0
"""The score from which a name answers for a query; below it names are only suggested.

Three letters with one wrong score 67, "superviced fine tuning" 95 for the right topic, another
topic that shares one of two words about 60.
"""
SUGGESTED: Final = 40.0
FOUND: Final = 60.0
"""The score from which a text is a result of a search: more than half of the words, by length."""
_ALIKE: Final = 75.0
"""The score from which a word counts as another one misspelt or inflected."""
_BEGUN: Final = 90.0
"""The score of a name that begins with what was typed so far."""
_WORD: Final = re.compile(r"\w+")
_TOO_SHORT_TO_MISSPELL: Final = 4
_FILLERS: Final = frozenset(
    "a an and are as be by can could did do does for from how in is it its of on or should that the"
    " their this to was were what when where which who why will with would".split()
)
"""Words of questions that say nothing about what is asked."""


def ranked(query: str, names: Iterable[TopicName]) -> list[Match]:
    """Return every topic once, by its nearest name, best first.

    Among equals a name comes before an alias, then the topic with more facts.
    """
    score = name_score(query)
    return _best(lambda name: score(name.name), names)


def _best(score: Callable[[TopicName], float], names: Iterable[TopicName]) -> list[Match]:
    scored = ((score(name), name) for name in names)
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1].is_alias, -pair[1].facts))
    matches: dict[int, Match] = {}
    for points, name in best:
        matches.setdefault(name.topic, Match(name.topic, name.name, points))
    return list(matches.values())


def name_score(query: str) -> Callable[[str], float]:
    """Return a function that scores names against the query, 100 for equal ones.

    The nearer of two readings counts: letter by letter without spaces, and word by word in any
    order (which never makes 100, so that the name as asked stands before a reordered one).
    """
    words = comparable(query)
    letters = words.replace(" ", "")

    def score(name: str) -> float:
        other = comparable(name)
        by_letter = fuzz.ratio(letters, other.replace(" ", ""))
        return max(by_letter, 0.97 * fuzz.token_sort_ratio(words, other))

    return score


def completed(text: str, names: Iterable[TopicName], limit: int) -> tuple[Match, ...]:
    """Return the topics that a half-typed name may mean, best first; the largest for no text."""
    if not comparable(text):
        largest = sorted(names, key=lambda name: (name.is_alias, -name.facts))
        return tuple(Match(name.topic, name.name, 0.0) for name in largest if not name.is_alias)[
            :limit
        ]
    typed = squeezed(text)
    score = name_score(text)

    def nearness(name: TopicName) -> float:
        begun = squeezed(name.name).startswith(typed)
        return max(score(name.name), _BEGUN if begun else 0.0)

    near = (match for match in _best(nearness, names) if match.score >= SUGGESTED)
    return tuple(islice(near, limit))


def text_score(query: str) -> Callable[[str], float]:
    """Return a function that scores texts by the share of the query's letters in words they hold.

    A misspelt or inflected word counts as far as it agrees; words of questions count only in a
    query of nothing else. A text below FOUND scores 0.
    """
    words = _words(query)
    asked = words - _FILLERS or words
    weight = sum(map(len, asked))

    def score(text: str) -> float:
        held = _words(text)
        points = sum(len(word) * _best_likeness(word, held) for word in asked)
        return points / weight if points >= FOUND * weight else 0.0

    return score if asked else lambda _: 0.0


def text_marks(query: str) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """Return a function that finds the words of the query in a text, misspelt or inflected too.

    The places are (start, end), in order.
    """
    words = _words(query)
    asked = words - _FILLERS or words

    def marks(text: str) -> tuple[tuple[int, int], ...]:
        return tuple(
            word.span()
            for word in _WORD.finditer(text)
            if _best_likeness(comparable(word[0]), asked) >= _ALIKE
        )

    return marks


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?()[]{}'\"“”‘’…") for word in comparable(text).split()) - {""}


def _best_likeness(word: str, held: frozenset[str]) -> float:
    if word in held:
        return 100.0
    if len(word) < _TOO_SHORT_TO_MISSPELL:
        return 0.0
    nearest = process.extractOne(word, held, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return nearest[1] if nearest else 0.0
