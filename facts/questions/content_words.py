"""What the words of a question say, and whether a text holds enough of them to answer it."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from facts.text.normalize import locate_words, words
from facts.text.stop_words import DOUBT_WORDS, STOP_WORDS
from facts.text.word_forms import STEM_LENGTH, FormRule, are_forms

_MIN_COVERAGE: Final = 0.33
"""The share of the words asked that an answer must hold, from 0 to 1."""
_MIN_UNNAMED_COVERAGE: Final = 0.5
"""The share of them that it must hold where it names none, by number or by letters, from 0 to 1.

Short words are frequent words (G. K. Zipf, 1935), which a fact has by chance: one that has a call
in it does not tell who is on call.
"""


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that say something, each once, in their order."""
    return tuple(word for word in dict.fromkeys(words(text)) if word not in STOP_WORDS)


def is_about_other_message(text: str) -> bool:
    """Tell whether a text says nothing of its own: in a reply it asks about the other message.

    It asks what that rests on, or points to it: “source?”, “is this true?”, an emoji.
    """
    return not any(
        word not in DOUBT_WORDS and any(map(str.isalnum, word)) for word in content_words(text)
    )


def coverage(asked: Sequence[str], text: str) -> float:
    """Return the share of the words asked that a text holds, in some form, from 0 to 1.

    Longer words may be misspelt by a letter. Of no words all are held.
    """
    return len(_TextWords(text).find_forms(asked)) / len(asked) if asked else 1.0


def has_all_names(asked: Sequence[str], text: str) -> bool:
    """Tell whether a text writes all the words asked as names."""
    return _TextWords(text).names.issuperset(asked)


def is_relevant(asked: Sequence[str], text: str) -> bool:
    """Tell whether a text has enough to do with the words asked to answer them.

    It holds a third of them, and by number (of two at least) or by letters half of them, or one
    that it writes as a name.
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
        """Return which of some words the text holds, in some form."""
        return [word for word in asked if self._has_form(word)]

    def _has_form(self, asked: str) -> bool:
        held = self._words
        if asked in held or any(are_forms(asked, word, FormRule.MOSTLY_SAME) for word in held):
            return True
        return len(asked) > STEM_LENGTH and any(
            OSA.distance(asked, word, score_cutoff=1) <= 1 for word in held
        )


def _is_name(word: str, start: int) -> bool:
    """Return whether a word has a capital that does not only begin the text."""
    return any(map(str.isupper, word[1:] if start == 0 else word))
