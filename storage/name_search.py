"""Looking topics up by what somebody typed."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log
from typing import Final

from facts.model import LibraryId, TopicId
from facts.seeking import Candidate, NameSought, Rank
from facts.spelling import skeleton
from facts.store import Match, Matches
from storage import extents, postings
from storage.extents import FACTS, NAMES
from storage.spellings import LONGEST_BEGINNING, beginning
from storage.terms import Field, distinct_trigrams, keys_in, numbered

_LIKE: Final = 120
"""Names taken by their trigrams; one in fifty right ones comes after that."""
_BEGUN: Final = 60
"""Names taken by their beginning, of the largest topics."""
_BEGUN_READ: Final = 4_000
"""Names read to find those; a beginning of four letters that more share may miss some."""
_CONSONANTS: Final = 1.5
"""How many trigrams as rare a name's consonants are worth."""


def matches(
    library: LibraryId, sought: NameSought, rank: Rank, limit: int, connection: sqlite3.Connection
) -> Matches:
    """Return the topics that may be meant, best first, and among how many names."""
    found = exact(library, sought.letters, connection)
    if sought.half_typed or not found:
        known = {name.id for name in found}
        near = _candidates(library, sought, connection) - known
        found += _read(library, sorted(near), connection)
    best = tuple(_match(name, score, connection) for name, score in rank(found)[:limit])
    return Matches(best, extents.size(library, NAMES, connection))


def largest(library: LibraryId, limit: int, connection: sqlite3.Connection) -> tuple[Match, ...]:
    """Return the topics with most facts, those first."""
    ids = islice(_begun_briefly(library, "", connection), 2 * limit)
    names = _read(library, list(ids), connection)
    names.sort(key=lambda name: (-name.facts, -name.topic))
    return tuple(_match(name, 0.0, connection) for name in names[:limit])


def exact(library: LibraryId, letters: str, connection: sqlite3.Connection) -> list[Candidate]:
    """Return the names that are these letters."""
    ids = connection.execute(
        "SELECT id FROM name WHERE library IN (0, ?) AND letters = ? ORDER BY size DESC LIMIT ?",
        (library, letters, _LIKE),
    ).fetchall()
    return _read(library, [id_ for (id_,) in ids], connection)


def _candidates(library: LibraryId, sought: NameSought, connection: sqlite3.Connection) -> set[int]:
    forms = {sought.words, sought.core}
    ids: set[int] = set()
    for words in forms:
        letters = words.replace(" ", "")
        ids.update(islice(_begun(library, letters, connection), _BEGUN))
        ids.update(islice(_abbreviated(library, letters, connection), _BEGUN))
    ids.update(_like(library, sought.core, connection))
    if sought.core_letters != sought.letters:
        ids.update(name.id for name in exact(library, sought.core_letters, connection))
    return ids


def _like(library: LibraryId, words: str, connection: sqlite3.Connection) -> list[int]:
    consonants = numbered([skeleton(words.replace(" ", ""))])
    terms = [
        *((keys, 1.0) for keys in keys_in(library, Field.NAME_TRIGRAM, distinct_trigrams(words))),
        *((keys, _CONSONANTS) for keys in keys_in(library, Field.NAME_SKELETON, consonants)),
    ]
    names = extents.size(library, NAMES, connection)
    found = ((worth, postings.read(keys, connection)) for keys, worth in terms)
    weighed = [
        (worth * log(1 + names / posting.count), posting)
        for worth, posting in found
        if posting.segments
    ]
    return postings.heaviest(weighed, _LIKE)[0]


def _begun(library: LibraryId, letters: str, connection: sqlite3.Connection) -> Iterable[int]:
    if len(letters) <= LONGEST_BEGINNING:
        return _begun_briefly(library, letters, connection)
    rows = connection.execute(
        """
        SELECT id FROM (
            SELECT id, size FROM name
            WHERE library IN (0, :library) AND letters > :letters AND letters < :end
            LIMIT :read
        ) ORDER BY size DESC, id DESC
        """,
        {
            "library": library,
            "letters": letters,
            "end": letters + "\U0010ffff",
            "read": _BEGUN_READ,
        },
    )
    return (id_ for (id_,) in rows)


def _begun_briefly(
    library: LibraryId, letters: str, connection: sqlite3.Connection
) -> Iterator[int]:
    """Yield the names that begin so, those of the largest topics first."""
    largest_size = extents.size(library, FACTS, connection).bit_length()
    terms = numbered(beginning(letters, size) for size in range(largest_size, -1, -1))
    for keys in keys_in(library, Field.NAME_BEGINNING, terms):
        for key in keys:
            yield from postings.newest(key, connection)


def _abbreviated(library: LibraryId, letters: str, connection: sqlite3.Connection) -> Iterator[int]:
    for keys in keys_in(library, Field.NAME_INITIALS, numbered([letters])):
        for key in keys:
            yield from postings.newest(key, connection)


def _read(
    library: LibraryId, ids: Iterable[int], connection: sqlite3.Connection
) -> list[Candidate]:
    ids = tuple(ids)
    rows = connection.execute(
        f"""
        SELECT name.id, name.topic, name.words, name.letters, topic.facts, name.position
        FROM name JOIN topic ON topic.id = name.topic
        WHERE name.id IN ({", ".join("?" * len(ids))}) AND +name.library IN (0, ?)
        """,
        (*ids, library),
    )
    return [
        Candidate(id_, TopicId(topic), words, letters, facts, position > 0)
        for id_, topic, words, letters, facts, position in rows
    ]


def _match(name: Candidate, score: float, connection: sqlite3.Connection) -> Match:
    (text,) = connection.execute(
        """
        SELECT coalesce(alias.name, topic.name) FROM name JOIN topic ON topic.id = name.topic
        LEFT JOIN alias ON alias.topic = name.topic AND alias.position = name.position
        WHERE name.id = ?
        """,
        (name.id,),
    ).fetchone()
    return Match(name.topic, text, score)
