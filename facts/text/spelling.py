"""What stays of a name when it is misspelt or shortened, and how wrong a word may be."""

import re
from typing import Final

from facts.text.stop_words import ACRONYM_STOP_WORDS

_VOWELS: Final = re.compile("[aeiouyhw]+")
_REPEATED_LETTERS: Final = re.compile(r"(.)\1+")
_SHORT_NAME: Final = 6
MAX_INITIALS: Final = 12
"""Words of a name, and so letters of an acronym, at the most."""
MIN_CORRECTED_LENGTH: Final = 3
"""Letters from which on a word is corrected."""
_MISTAKE_LIMITS: Final = ((4, 1), (8, 2))
"""How many mistakes words up to so many letters may have; longer ones may have three."""


def skeleton(letters: str) -> str:
    """Return the first letter and the consonants after it, none twice in a row.

    Most misspellings confuse vowels or double letters and leave this as it is.
    """
    return _REPEATED_LETTERS.sub(r"\1", letters[:1] + _VOWELS.sub("", letters[1:]))


def initials(words: str) -> tuple[str, ...]:
    """Return the acronyms of a name of several words: with its small words, and without them."""
    parts = words.split()
    if not 1 < len(parts) <= MAX_INITIALS:
        return ()
    every = "".join(part[0] for part in parts)
    large = "".join(part[0] for part in parts if part not in ACRONYM_STOP_WORDS)
    return (every,) if large in {every, ""} or len(large) < 2 else (every, large)  # noqa: PLR2004


def deletion_variants(letters: str) -> set[str]:
    """Return a short name, and what is left of it without any one of its letters.

    Two short names one mistake apart have one of these in common (as in SymSpell, W. Garbe, 2012);
    trigrams they may have none.
    """
    if not 1 < len(letters) <= _SHORT_NAME:
        return set()
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def max_mistakes(word: str) -> int:
    """Return how many letters of a word may be wrong, left out, put in or changed about."""
    return next((most for length, most in _MISTAKE_LIMITS if len(word) <= length), 3)
