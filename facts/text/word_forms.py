"""Forms of one word: "model" and "models", "study" and "studies", "tune" and "tuning".

There is one rule: two words are forms of one word if they have the same stem. The stems are those
of the English Snowball stemmer (M. F. Porter, https://snowballstem.org).
"""

import re
from functools import lru_cache
from typing import Final

import Stemmer

from facts.text.korean_particles import strip_particle
from facts.text.stop_words import SEARCH_STOP_WORDS

_SNOWBALL: Final = Stemmer.Stemmer("english", 0)
_CACHED_STEMS: Final = 100_000
_HAS_SIGN: Final = re.compile("[+#]")
_NUMBER_PLURAL: Final = re.compile("(?<=[0-9])s$")
_ACRONYM_PLURAL: Final = re.compile("[^aeiouy]{2,}s|[^aeiouy]{2,}[aeiou]s")
"""Plurals that Snowball leaves alone, as it leaves "bus": GPUs, LLMs, PRs."""
_IZE: Final = re.compile("(?<=[iy])z(?=(?:e[drs]?|ers|ing|ations?)$)")
_OUR: Final = re.compile("(?<=[a-z]{2})our")
_MIN_SPELLING: Final = 6
"""Letters of the shortest word that has a British spelling."""
_MIN_COMMON_LETTERS: Final = 3
"""Letters that words must share before an ending."""
_ENDINGS: Final = frozenset(("", "d", "e", "ed", "en", "es", "n", "s"))
"""Endings that do not change the meaning. "hardly" has the stem of "hard" and means more."""


@lru_cache(maxsize=_CACHED_STEMS)
def stem(word: str) -> str:
    """Return what all forms of a word have in common.

    The word is one of `normalize.words`. A dot before it is left out, so that the word "env" finds
    the file ".env"; other signs stay: C++ is no form of C.
    """
    bare = word.lstrip(".")
    if not bare.isascii():
        return strip_particle(bare)
    if _HAS_SIGN.search(bare):
        return bare
    if bare in SEARCH_STOP_WORDS:
        return bare  # "does" is no form of the name Doe
    if not bare.isalpha():
        return _NUMBER_PLURAL.sub("", bare)
    found: str = _SNOWBALL.stemWord(_join_spellings(bare))
    return found[:-1] if found == bare and _ACRONYM_PLURAL.fullmatch(bare) else found


def _join_spellings(word: str) -> str:
    """Spell "-ize" and "-yze" as "-ise" and "-yse", and "-our" as "-or", in any word.

    The index and the query spell all words so: "memorise" and "memorize" meet.
    """
    return word if len(word) < _MIN_SPELLING else _OUR.sub("or", _IZE.sub("s", word))


def has_forms(word: str) -> bool:
    """Return whether a typed word also means its other forms; ".env" means just that."""
    return not word.startswith(".")


def have_same_meaning(word: str, other: str) -> bool:
    """Return whether two words are forms that differ by a short ending at most."""
    if word == other:
        return True
    common = _count_common_letters(word, other)
    has_digits = any(map(str.isdecimal, word + other))
    is_long = common >= _MIN_COMMON_LETTERS
    return is_long and not has_digits and {word[common:], other[common:]} <= _ENDINGS


def _count_common_letters(word: str, other: str) -> int:
    """Return how many letters two words share from their beginning."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((place for place, (one, two) in pairs if one != two), min(len(word), len(other)))
