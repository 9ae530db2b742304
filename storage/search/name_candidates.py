"""Names that are like what somebody typed, out of any number of them."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log, log10
from typing import Final

from facts.model.entities import SHARED, LibraryId
from facts.search.name_query import NameSought
from facts.text.spelling import MOST_INITIALS, shortened, skeleton
from storage.search import counts, exact_match, postings
from storage.search.counts import FACTS, NAMES
from storage.search.name_terms import LONGEST_BEGINNING, beginning
from storage.search.terms import Field, keys_in, numbered, telling_trigrams

_LIKE: Final = 56
_MORE_LIKE: Final = 30
_MANY: Final = 20_000
"""Names taken by their trigrams: so many of so many, and more for each ten times as many.

So 107 of a million; one in fifty right ones comes after that.
"""
_SCORED: Final = 25
"""Names that are scored however faint: no answer offers more."""
_BEGUN: Final = 40
"""Names taken by their beginning, of the largest topics."""
_BEGUN_READ: Final = 4_000
"""Names read to find those; a beginning of four letters that more share may miss some."""
_LAST_CHARACTER: Final = "\U0010ffff"
_CONSONANTS: Final = 1.5
"""How many trigrams as rare a name's consonants are worth."""
_SHORTENED: Final = 3.0
"""How many trigrams as rare it is worth that a short name is one mistake away."""


def largest(library: LibraryId, limit: int, connection: sqlite3.Connection) -> list[int]:
    """Return names of the topics with most facts, twice as many as wanted, in no exact order."""
    return list(islice(_begun_briefly(library, "", connection), 2 * limit))


def near(library: LibraryId, sought: NameSought, connection: sqlite3.Connection) -> set[int]:
    """Return the names, by their ids, that may be meant: like enough, begun so, or shortened so."""
    ids = set(_like(library, sought.core, connection))
    for words in {sought.words, sought.core}:
        letters = words.replace(" ", "")
        ids.update(islice(_begun(library, letters, connection), _BEGUN))
        if len(letters) <= MOST_INITIALS:
            ids.update(islice(_abbreviated(library, letters, connection), _BEGUN))
    if sought.core_letters != sought.letters:
        ids.update(exact_match.named(library, sought.core_letters, connection))
    return ids


def _like(library: LibraryId, words: str, connection: sqlite3.Connection) -> list[int]:
    letters = words.replace(" ", "")
    alike = (
        (Field.NAME_TRIGRAM, telling_trigrams(words), 1.0),
        (Field.NAME_SKELETON, numbered([skeleton(letters)]), _CONSONANTS),
        (Field.NAME_SHORTENED, numbered(shortened(letters)), _SHORTENED),
    )
    terms = [
        (keys, worth)
        for field, numbers, worth in alike
        if len(numbers)
        for keys in keys_in(library, field, numbers)
    ]
    size = counts.size(library, NAMES, connection)
    found = postings.read([keys for keys, _ in terms], connection)
    weighed = [
        (worth * log(1 + size / posting.count), posting)
        for (_, worth), posting in zip(terms, found, strict=True)
        if posting.segments
    ]
    most = round(_LIKE + _MORE_LIKE * log10(max(size / _MANY, 1)))
    return postings.heaviest(weighed, most, enough=_SCORED)[0]


def _begun(library: LibraryId, letters: str, connection: sqlite3.Connection) -> Iterable[int]:
    if len(letters) <= LONGEST_BEGINNING:
        return _begun_briefly(library, letters, connection)
    sized = [
        row
        for each in dict.fromkeys((library, SHARED))
        for row in connection.execute(
            "SELECT size, id FROM name WHERE library = ? AND letters > ? AND letters < ? LIMIT ?",
            (each, letters, letters + _LAST_CHARACTER, _BEGUN_READ),
        )
    ]
    return (id_ for _, id_ in sorted(sized, reverse=True))


def _begun_briefly(
    library: LibraryId, letters: str, connection: sqlite3.Connection
) -> Iterator[int]:
    """Yield the names that begin so, those of the largest topics first, of these the own first."""
    largest_size = counts.size(library, FACTS, connection).bit_length()
    terms = numbered(beginning(letters, size) for size in range(largest_size, -1, -1))
    for keys in keys_in(library, Field.NAME_BEGINNING, terms):
        for key in reversed(keys):
            yield from postings.newest(key, connection)


def _abbreviated(library: LibraryId, letters: str, connection: sqlite3.Connection) -> Iterator[int]:
    for keys in keys_in(library, Field.NAME_INITIALS, numbered([letters])):
        for key in reversed(keys):
            yield from postings.newest(key, connection)
