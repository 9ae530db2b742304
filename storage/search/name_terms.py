"""Names as rows of the index, and the terms that find them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from facts.model.entities import LibraryId
from facts.text.spelling import deletion_variants, initials, skeleton
from storage.search.postings import Ids
from storage.search.terms import Field, hash_keys, hash_words, trigrams

MAX_PREFIX_LENGTH: Final = 3
"""Longest prefix with posting lists by size; few names share a longer one."""

Pairs = tuple[Ids, Ids]
"""Keys, and for each key an id to post under it."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of the table `name`."""

    id: int
    library: LibraryId
    topic: int
    position: int
    words: str
    letters: str
    size: int

    def identity(self) -> tuple[int, int, str]:
        """Return what stays the same if only the topic's size changes."""
        return self.topic, self.position, self.words


def prefix_term(letters: str, size: int) -> str:
    """Return the index term of a prefix and a topic size."""
    return f"{size} {letters}"


def name_pairs(library: LibraryId, names: Sequence[NameRow]) -> Pairs:
    """Return the postings of one library's names, sorted by id.

    Those by size are separate, in `size_pairs`.
    """
    ids = np.array([name.id for name in names], np.int64)
    grams, owners = trigrams([name.words for name in names])
    return _concatenate(
        (hash_keys(library, Field.NAME_TRIGRAM, grams), ids[owners]),
        _field_pairs(library, Field.NAME_SKELETON, names, lambda name: (skeleton(name.letters),)),
        _field_pairs(
            library, Field.NAME_SHORTENED, names, lambda name: deletion_variants(name.letters)
        ),
        _field_pairs(library, Field.NAME_INITIALS, names, lambda name: initials(name.words)),
    )


def size_pairs(library: LibraryId, names: Sequence[NameRow]) -> Pairs:
    """Return one library's postings by prefix and size, sorted by id."""
    return _field_pairs(library, Field.NAME_BEGINNING, names, _prefix_terms)


def _field_pairs(
    library: LibraryId,
    field: Field,
    names: Sequence[NameRow],
    terms_of: Callable[[NameRow], Iterable[str]],
) -> Pairs:
    owned = [(term, name.id) for name in names for term in terms_of(name)]
    places = {term: place for place, term in enumerate(dict.fromkeys(term for term, _ in owned))}
    keys = hash_keys(library, field, hash_words(places))
    ids = np.array([id_ for _, id_ in owned], np.int64)
    return keys[np.array([places[term] for term, _ in owned], np.int64)], ids


def _concatenate(*pairs: Pairs) -> Pairs:
    return np.concatenate([keys for keys, _ in pairs]), np.concatenate([ids for _, ids in pairs])


def _prefix_terms(name: NameRow) -> set[str]:
    """Return the terms of a name's prefixes.

    Only a topic's own name has the empty prefix.
    """
    lengths = range(1 if name.position else 0, MAX_PREFIX_LENGTH + 1)
    return {prefix_term(name.letters[:length], name.size) for length in lengths}
