"""Terms of the index, hashed to keys.

A term is a string of one library and field. Whole arrays are hashed at once, so that a batch of
names costs a few calls instead of one per letter. A collision of two terms adds a false candidate;
it never removes one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from facts.model.entities import SHARED_LIBRARY, LibraryId

SEGMENT_BITS: Final = 20
OFFSET_BITS: Final = 16
LAST_CHARACTER: Final = "\U0010ffff"
"""Sorts after all other characters: the end of a range of words with a prefix."""
_HASH_SHIFT: Final = np.uint64(64 - 43)
_CHARACTER_BITS: Final = 21
"""Bits of a code point; three letters fit one number."""
_SAMPLE_SIZE: Final = 40
"""Trigrams of a long text that are read: more hardly change the order."""
_SPACE: Final = ord(" ")

Numbers = NDArray[np.uint64]


class Field(IntEnum):
    """What a term describes."""

    NAME_TRIGRAM = 1
    NAME_SKELETON = 2
    NAME_INITIALS = 3
    NAME_BEGINNING = 4
    WORD_TRIGRAM = 5
    FACT_WORD = 6
    FACT_STEM = 7
    NAME_SHORTENED = 8
    TOPIC_STEM = 9
    DEFINITION_STEM = 10
    SOURCE_STEM = 11
    PHRASING_STEM = 12
    AUTHOR_TRIGRAM = 20
    TITLE_TRIGRAM = 21


def hash_keys(library: LibraryId, field: Field, terms: Numbers) -> NDArray[np.int64]:
    """Return the keys of the terms' first segments in the table `posting`."""
    return (
        _mix_bits(terms ^ _salt(library, field)) >> _HASH_SHIFT << np.uint64(SEGMENT_BITS)
    ).astype(np.int64)


@lru_cache(maxsize=1_024)
def _salt(library: LibraryId, field: Field) -> Numbers:
    parts = _mix_bits(np.array([np.uint64(library), np.uint64(field)]))
    return _mix_bits(parts[:1] + parts[1:])


def visible_keys(library: LibraryId, field: Field, terms: Numbers) -> list[tuple[int, ...]]:
    """Return each term's keys in the shared and own library."""
    libraries = dict.fromkeys((SHARED_LIBRARY, library))
    return list(zip(*(hash_keys(each, field, terms).tolist() for each in libraries), strict=True))


def hash_words(words: Iterable[str]) -> Numbers:
    """Return a 64-bit hash of each word."""
    digests = b"".join(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        for word in words
    )
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def trigrams(texts: Sequence[str]) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the trigrams of texts, each with its text's index.

    Two spaces precede every word and one follows it, so that prefixes weigh more (as in
    PostgreSQL's pg_trgm). In the texts, single spaces separate words.
    """
    padded = ["  " + text.replace(" ", "  ") for text in texts]
    joined = "".join(padded) + "  "
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in padded])
    first, second, third = letters[:-2], letters[1:-1], letters[2:]
    within = ~((second == _SPACE) & (third == _SPACE))
    bits = np.uint64(_CHARACTER_BITS)
    grams = ((first << bits | second) << bits) | third
    return grams[within], owners[within]


def sample_trigrams(text: str) -> Numbers:
    """Return the trigrams of one text, each once.

    A long text yields only a sample.
    """
    grams = np.unique(trigrams([text])[0])
    return grams[:: 1 + len(grams) // (_SAMPLE_SIZE + 1)]


def _mix_bits(numbers: Numbers) -> Numbers:
    """Mix bits with the finaliser of SplitMix64 (Steele, Lea, Flood, 2014)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return mixed ^ mixed >> np.uint64(31)
