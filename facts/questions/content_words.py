"""Content words of a question, and texts that answer it."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from facts.text.normalize import locate_words, words
from facts.text.question_words import set_aside_question_words
from facts.text.stop_words import DOUBT_WORDS, STOP_WORDS
from facts.text.word_forms import stem

_MIN_TYPO_LENGTH: Final = 5
"""Letters of a word that may be one letter off must be more."""


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without stop words and question words, each once."""
    in_order = dict.fromkeys(words(set_aside_question_words(text)))
    return tuple(word for word in in_order if word not in STOP_WORDS)


def is_about_other_message(text: str) -> bool:
    """Return whether a text only refers to the message it replies to.

    It asks for a source or points to something: “source?”, “is this true?”, an emoji.
    """
    return not any(
        word not in DOUBT_WORDS and any(map(str.isalnum, word)) for word in content_words(text)
    )


def coverage(query_words: Sequence[str], text: str) -> float:
    """Return the share of some words that a text contains.

    The share is from 0 to 1; any form of a word counts. Longer words may be misspelled by one
    letter. Without any words the share is 1.
    """
    return len(_TextWords(text).find_forms(query_words)) / len(query_words) if query_words else 1.0


def has_all_forms(query_words: Sequence[str], text: str) -> bool:
    """Return whether a text contains all words in any form, spelled right."""
    return {stem(word) for word in words(text)}.issuperset(map(stem, query_words))


def has_all_names(query_words: Sequence[str], text: str) -> bool:
    """Return whether a text contains all words as names."""
    return _TextWords(text).names.issuperset(query_words)


class _TextWords:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        located = locate_words(text)
        self._words = {word for word, _, _ in located}
        self._stems = {stem(word) for word in self._words}
        self.names = {word for word, start, end in located if _is_name(text[start:end], start)}

    def find_forms(self, query_words: Sequence[str]) -> list[str]:
        """Return those words that the text contains in any form."""
        return [word for word in query_words if self._has_form(word)]

    def _has_form(self, word: str) -> bool:
        return stem(word) in self._stems or (
            len(word) > _MIN_TYPO_LENGTH
            and any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in self._words)
        )


def _is_name(word: str, start: int) -> bool:
    """Return whether a word's capitals show that it is a name.

    The capital at the beginning of a text does not count.
    """
    return any(map(str.isupper, word[1:] if start == 0 else word))
