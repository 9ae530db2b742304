"""Selects names that resemble a query, out of any number of names."""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import log, log10
from typing import Final

from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.search.name_query import NameQuery
from facts.text.spelling import MAX_INITIALS, deletion_variants, skeleton
from storage.engine.connection import SqlConnection
from storage.search import counts, exact_match, postings
from storage.search.counts import FACTS, NAMES
from storage.search.heaviest import select_heaviest
from storage.search.name_terms import MAX_PREFIX_LENGTH, prefix_term
from storage.search.terms import LAST_CHARACTER, Field, hash_words, sample_trigrams, visible_keys

_SIMILAR_BASE: Final = 56
_SIMILAR_PER_TENFOLD: Final = 30
_LARGE_LIBRARY: Final = 20_000
"""Candidates by trigrams: the base up to a large library, and more for each tenfold of it.

That is 107 for a million names. One right name in fifty comes later.
"""
_MIN_SCORED: Final = 25
"""Candidates that are always scored, however weak: no answer offers more."""
_PREFIX_LIMIT: Final = 40
"""Candidates by prefix, those of the largest topics."""
_PREFIX_READ_LIMIT: Final = 4_000
"""Names read to find these. If more names share a longer prefix, some are missed."""
_SKELETON_WEIGHT: Final = 1.5
"""Weight of equal consonants, in trigrams that are as rare."""
_SHORTENED_WEIGHT: Final = 3.0
"""Weight of a short name at edit distance one, in trigrams that are as rare."""


def find_largest(library: LibraryId, limit: int, connection: SqlConnection) -> list[int]:
    """Return names of the largest topics, roughly in order.

    There are twice as many as `limit`.
    """
    return list(islice(_find_by_short_prefix(library, "", connection), 2 * limit))


def find_similar(library: LibraryId, query: NameQuery, connection: SqlConnection) -> set[int]:
    """Return the ids of names that a query may mean.

    They are found by trigrams, prefix or initials.
    """
    ids = set(_find_by_trigrams(library, query.core, connection))
    for words in {query.words, query.core}:
        letters = words.replace(" ", "")
        ids.update(islice(_find_by_prefix(library, letters, connection), _PREFIX_LIMIT))
        if len(letters) <= MAX_INITIALS:
            ids.update(islice(_find_by_initials(library, letters, connection), _PREFIX_LIMIT))
    if query.core_letters != query.letters:
        ids.update(exact_match.find_exact(library, query.core_letters, connection))
    return ids


def _find_by_trigrams(library: LibraryId, words: str, connection: SqlConnection) -> list[int]:
    letters = words.replace(" ", "")
    alike = (
        (Field.NAME_TRIGRAM, sample_trigrams(words), 1.0),
        (Field.NAME_SKELETON, hash_words([skeleton(letters)]), _SKELETON_WEIGHT),
        (Field.NAME_SHORTENED, hash_words(deletion_variants(letters)), _SHORTENED_WEIGHT),
    )
    terms = [
        (keys, worth)
        for field, numbers, worth in alike
        if len(numbers)
        for keys in visible_keys(library, field, numbers)
    ]
    size = counts.count_entries(library, NAMES, connection)
    found = postings.read([keys for keys, _ in terms], connection)
    weighted = [
        (worth * log(1 + size / posting.count), posting)
        for (_, worth), posting in zip(terms, found, strict=True)
        if posting.segments
    ]
    most = round(_SIMILAR_BASE + _SIMILAR_PER_TENFOLD * log10(max(size / _LARGE_LIBRARY, 1)))
    return select_heaviest(weighted, most, enough=_MIN_SCORED)[0]


def _find_by_prefix(library: LibraryId, letters: str, connection: SqlConnection) -> Iterable[int]:
    if len(letters) <= MAX_PREFIX_LENGTH:
        return _find_by_short_prefix(library, letters, connection)
    sized = [
        row
        for each in dict.fromkeys((library, SHARED_LIBRARY))
        for row in connection.execute(
            "SELECT size, id FROM name WHERE library = ? AND letters > ? AND letters < ? LIMIT ?",
            (each, letters, letters + LAST_CHARACTER, _PREFIX_READ_LIMIT),
        )
    ]
    return (id_ for _, id_ in sorted(sized, reverse=True))


def _find_by_short_prefix(
    library: LibraryId, letters: str, connection: SqlConnection
) -> Iterator[int]:
    """Yield names with a prefix, the largest topics first.

    The server's own come before shared ones.
    """
    largest_size = counts.count_entries(library, FACTS, connection).bit_length()
    terms = hash_words(prefix_term(letters, size) for size in range(largest_size, -1, -1))
    for keys in visible_keys(library, Field.NAME_BEGINNING, terms):
        for key in reversed(keys):
            yield from postings.iterate_newest(key, connection)


def _find_by_initials(library: LibraryId, letters: str, connection: SqlConnection) -> Iterator[int]:
    for keys in visible_keys(library, Field.NAME_INITIALS, hash_words([letters])):
        for key in reversed(keys):
            yield from postings.iterate_newest(key, connection)
