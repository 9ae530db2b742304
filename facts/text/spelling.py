"""Skeletons, acronyms and other forms that survive a misspelling."""

import re
from typing import Final

from facts.text.stop_words import ACRONYM_STOP_WORDS

_VOWELS: Final = re.compile("[aeiouyhw]+")
_REPEATED_LETTERS: Final = re.compile(r"(.)\1+")
_SHORT_NAME: Final = 6
MAX_INITIALS: Final = 12
"""Words of a name, and therefore letters of an acronym, at most."""


def skeleton(letters: str) -> str:
    """Return the first letter and the consonants after it, without repeated letters.

    Most misspellings confuse vowels or double letters and do not change the skeleton.
    """
    return _REPEATED_LETTERS.sub(r"\1", letters[:1] + _VOWELS.sub("", letters[1:]))


def initials(words: str) -> tuple[str, ...]:
    """Return a name's acronyms, with and without stop words.

    A name of one word has none.
    """
    parts = words.split()
    if not 1 < len(parts) <= MAX_INITIALS:
        return ()
    every = "".join(part[0] for part in parts)
    large = "".join(part[0] for part in parts if part not in ACRONYM_STOP_WORDS)
    return (every,) if large in {every, ""} or len(large) < 2 else (every, large)  # noqa: PLR2004


def deletion_variants(letters: str) -> set[str]:
    """Return a short name and all its forms with one letter deleted.

    Two short names at edit distance 1 share one of these (as in SymSpell, W. Garbe, 2012), but
    perhaps no trigram. Empty for a long name.
    """
    if not 1 < len(letters) <= _SHORT_NAME:
        return set()
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}
