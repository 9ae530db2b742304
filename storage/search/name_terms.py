"""The names of topics as rows of `name`, and the terms they are found by."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from facts.model.entities import LibraryId
from facts.text.spelling import deletion_variants, initials, skeleton
from storage.search.postings import Ids
from storage.search.terms import Field, hash_keys, hash_words, trigrams

MAX_PREFIX_LENGTH: Final = 3
"""Letters up to which names are posted by beginning and size; longer ones are few enough."""

Pairs = tuple[Ids, Ids]
"""Keys, and beside each an id that is posted under it."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of `name`."""

    id: int
    library: LibraryId
    topic: int
    position: int
    words: str
    letters: str
    size: int

    def identity(self) -> tuple[int, int, str]:
        """Return what stays while only the topic's size changes."""
        return self.topic, self.position, self.words


def prefix_term(letters: str, size: int) -> str:
    """Return the term of names that begin so and whose topics have a size."""
    return f"{size} {letters}"


def name_pairs(library: LibraryId, names: Sequence[NameRow]) -> Pairs:
    """Return what is posted for names of one library, ascending by id, apart from their sizes."""
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
    """Return what is posted for names of one library, ascending by id, by beginning and size."""
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
    """Return a name's beginnings; an empty one, for what is largest of all, only for no alias."""
    lengths = range(1 if name.position else 0, MAX_PREFIX_LENGTH + 1)
    return {prefix_term(name.letters[:length], name.size) for length in lengths}
