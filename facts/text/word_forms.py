"""Forms of one word: "model" and "models", "supervise" and "supervising".

The rule compares beginnings and knows no grammar. Its variants differ in how much must agree.
"""

from enum import StrEnum
from typing import Final

STEM_LENGTH: Final = 5
"""Letters of a stem: the beginning that forms of a longer word share."""
_MIN_COMMON_LETTERS: Final = 3
"""Letters that words must share before an ending."""
_ENDINGS: Final = frozenset(("", "d", "e", "ed", "en", "es", "n", "s"))
"""Endings that do not change the meaning. "larger" and "hardly" mean more than "large", "hard"."""
_PARTICLES: Final = frozenset(("down", "off", "out", "over", "up"))
"""Endings that make a compound: a sleepover is no form of sleeping."""


class FormRule(StrEnum):
    """How much two forms of one word must have in common."""

    SAME_STEM = "same stem"
    """The first letters, as in "supervised" and "superb". Finds much: search ranks the rest."""
    MOSTLY_SAME = "mostly same"
    """More than half of the longer word, or all but a plural s. Decides whether a fact answers."""
    SAME_MEANING = "same meaning"
    """All but a short ending, and no digits. Decides whether two sentences say the same."""


def are_forms(word: str, other: str, rule: FormRule) -> bool:
    """Return whether two words are forms of one word.

    Words are those of `normalize.words`.
    """
    if word == other:
        return True
    if word[:1] != other[:1]:  # most pairs end here, fast
        return False
    if rule is FormRule.SAME_MEANING:
        return _differ_by_endings(word, other)
    if rule is FormRule.MOSTLY_SAME:
        return word == f"{other}s" or other == f"{word}s" or _share_most_letters(word, other)
    return stem(word) is not None and stem(word) == stem(other)


def stem(word: str) -> str | None:
    """Return the beginning that all forms of a word share.

    None for a short word.
    """
    return word[:STEM_LENGTH] if len(word) >= STEM_LENGTH else None


def _share_most_letters(word: str, other: str) -> bool:
    if stem(word) is None or stem(word) != stem(other):
        return False
    if {word[STEM_LENGTH:], other[STEM_LENGTH:]} & _PARTICLES:
        return False
    return 2 * _count_common_letters(word, other) > max(len(word), len(other))


def _differ_by_endings(word: str, other: str) -> bool:
    common = _count_common_letters(word, other)
    has_digits = any(map(str.isdecimal, word + other))
    is_long = common >= _MIN_COMMON_LETTERS
    return is_long and not has_digits and {word[common:], other[common:]} <= _ENDINGS


def _count_common_letters(word: str, other: str) -> int:
    """Return how many letters two words share from their beginning."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((place for place, (one, two) in pairs if one != two), min(len(word), len(other)))
