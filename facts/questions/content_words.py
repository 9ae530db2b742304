"""Content words of a question, and whether a text contains enough of them to answer it."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from facts.text.normalize import STEM_LENGTH, locate_words, words
from facts.text.spelling import common_prefix_length

STOP_WORDS: Final = frozenset(
    "a about according again against all also am an and any anybody anyone anything are as at be"
    " been being between but by can compare compared comparison connected could define definition"
    " describe did differ difference differences different do does doing each either else exactly"
    " explain explained fact facts find for from get give good got had has have hello help here"
    " hey hi how i if in info information into is it its just know let lets like look lookup make"
    " makes many me mean meaning means more much my of off often on or other our out over overview"
    " please really relate related relation s see several she should show so some someone"
    " something stand stands still tell than that the their them there they thing things this"
    " those to together topic up us versus vs was we were what whats when where which who whom"
    " whose why will with work working works would you your".split()
)
"""Words that say nothing about what is asked, wherever they stand."""
_DOUBT_WORDS: Final = frozenset(
    "above accurate actually aren cite cited citation citations check checked claim claims confirm"
    " confirmed correct correctly doesn evidence fake false hm hmm huh isn legit link links lol no"
    " ok oh proof prove proven real reference references right said says seriously source sourced"
    " sources sure t thoughts thread true truth valid verified verify wasn wow wrong yes".split()
)
"""Words that ask whether what was said before is so, and where one could read it."""
_MIN_COVERAGE: Final = 0.33
"""The share of a question's words that an answer must contain, from 0 to 1."""
_MIN_UNNAMED_COVERAGE: Final = 0.5
"""The share, by words or by letters, that it must contain if none of them is a name.

Short words are frequent (G. K. Zipf, 1935), so a fact may contain them by coincidence: a fact with
“call” in it does not tell who is on call.
"""
_PARTICLES: Final = frozenset(("down", "off", "out", "over", "up"))
"""Endings that make another word: a standup does not stand."""


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text except stop words, each once, in order."""
    return tuple(word for word in dict.fromkeys(words(text)) if word not in STOP_WORDS)


def is_about_other_message(text: str) -> bool:
    """Return whether a text only refers to the message it replies to.

    It asks for a source, or points: “source?”, “is this true?”, an emoji.
    """
    return not any(
        word not in _DOUBT_WORDS and any(map(str.isalnum, word)) for word in content_words(text)
    )


def coverage(asked: Sequence[str], text: str) -> float:
    """Return the share of some words that a text contains in any form, from 0 to 1.

    Longer words may be misspelt by one letter. Without any words the share is 1.
    """
    return len(_TextWords(text).find_forms(asked)) / len(asked) if asked else 1.0


def has_all_names(asked: Sequence[str], text: str) -> bool:
    """Return whether a text contains all words as names."""
    return _TextWords(text).names.issuperset(asked)


def is_relevant(asked: Sequence[str], text: str) -> bool:
    """Return whether a text contains enough of a question's words to answer it.

    It contains a third of them, and also half of them (at least two), half of their letters, or one
    of them as a name.
    """
    held = _TextWords(text)
    told = held.find_forms(asked)
    if len(told) < _MIN_COVERAGE * len(asked):
        return False
    by_number = len(told) > 1 and len(told) >= _MIN_UNNAMED_COVERAGE * len(asked)
    by_letters = sum(map(len, told)) >= _MIN_UNNAMED_COVERAGE * sum(map(len, asked))
    return by_number or by_letters or any(word in held.names for word in told)


class _TextWords:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        placed = locate_words(text)
        self._words = {word for word, _, _ in placed}
        self.names = {word for word, start, end in placed if _is_name(text[start:end], start)}

    def find_forms(self, asked: Sequence[str]) -> list[str]:
        """Return those words that the text contains in any form."""
        return [word for word in asked if self._has_form(word)]

    def _has_form(self, asked: str) -> bool:
        held = self._words
        if asked in held or any(_is_form_of(asked, word) for word in held):
            return True
        if len(asked) <= STEM_LENGTH:
            return f"{asked}s" in held or asked.removesuffix("s") in held
        return any(OSA.distance(asked, word, score_cutoff=1) <= 1 for word in held)


def _is_name(word: str, start: int) -> bool:
    """Tell whether a word is written as names are: with a capital, not only where a text begins."""
    return any(map(str.isupper, word[1:] if start == 0 else word))


def _is_form_of(word: str, other: str) -> bool:
    """Tell whether two longer words may be forms of one: most of the longer is common to both.

    So “supervising” and “supervised” are, “superb” and “supervised” are not.
    """
    if min(len(word), len(other)) < STEM_LENGTH or word[:STEM_LENGTH] != other[:STEM_LENGTH]:
        return False
    if {word[STEM_LENGTH:], other[STEM_LENGTH:]} & _PARTICLES:
        return False
    return 2 * common_prefix_length(word, other) > max(len(word), len(other))
