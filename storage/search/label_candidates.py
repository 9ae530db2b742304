"""Selects authors and titles that resemble a typed text, out of any number."""

import json
from itertools import islice
from math import log
from typing import Final

from facts.model.entities import SHARED_LIBRARY, LibraryId, SourceId
from facts.model.results import NamedAuthor
from storage.engine.connection import SqlConnection
from storage.library.authors import COLUMNS, VISIBLE_NAME, merge_rows
from storage.search import counts, postings
from storage.search.counts import AUTHORS, SOURCES
from storage.search.heaviest import select_heaviest
from storage.search.terms import LAST_CHARACTER, Field, sample_trigrams, visible_keys

_SIMILAR: Final = 60
"""Candidates by trigrams."""
_PREFIX_LIMIT: Final = 30
"""Authors by the beginning of a word, the most cited."""
_PREFIX_READ_LIMIT: Final = 2_000
"""Words read to find these. Where more begin alike, the most cited authors are read instead."""
_SCANNED: Final = 5_000
"""The most cited authors among which a short beginning is looked for."""


def find_similar_authors(
    library: LibraryId, words: str, connection: SqlConnection
) -> tuple[NamedAuthor, ...]:
    """Return the authors that half-typed words may mean, in no order.

    `words` is a search form.
    """
    ids = _find_by_trigrams(library, Field.AUTHOR_TRIGRAM, words, AUTHORS, connection)
    ids += _find_by_prefix(library, words, connection)
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM json_each(:ids) AS wanted
        CROSS JOIN author_name ON author_name.id = wanted.value WHERE {VISIBLE_NAME}
        """,
        {"library": library, "ids": json.dumps(sorted(set(ids)))},
    )
    return tuple(merge_rows(rows))


def find_similar_titles(
    library: LibraryId, words: str, connection: SqlConnection
) -> list[tuple[SourceId, str]]:
    """Return sources with titles like some words, and the titles, in no order."""
    ids = _find_by_trigrams(library, Field.TITLE_TRIGRAM, words, SOURCES, connection)
    rows = connection.execute(
        "SELECT source.id, title FROM json_each(?) AS wanted "
        "CROSS JOIN source ON source.id = wanted.value WHERE library IN (0, ?)",
        (json.dumps(ids), library),
    )
    return [(SourceId(id_), title) for id_, title in rows]


def _find_by_trigrams(
    library: LibraryId, field: Field, words: str, counted: str, connection: SqlConnection
) -> list[int]:
    if not words:
        return []
    size = counts.count_entries(library, counted, connection)
    terms = visible_keys(library, field, sample_trigrams(words))
    weighted = [
        (log(1 + size / posting.count), posting)
        for posting in postings.read(terms, connection)
        if posting.segments
    ]
    return select_heaviest(weighted, _SIMILAR)[0]


def _find_by_prefix(library: LibraryId, words: str, connection: SqlConnection) -> list[int]:
    """Return authors with a word that begins like the last one typed, the most cited first."""
    prefix = words.rpartition(" ")[2]
    found: list[int] = []
    for each in dict.fromkeys((library, SHARED_LIBRARY)) if prefix else ():
        names = _read_words(each, prefix, connection)
        if len(names) == _PREFIX_READ_LIMIT:
            names = _scan_largest(each, prefix, connection)
        found += names[:_PREFIX_LIMIT]
    return found


def _read_words(library: LibraryId, prefix: str, connection: SqlConnection) -> list[int]:
    rows = connection.execute(
        """
        SELECT author_name.citations, author_name.id FROM (
            SELECT name FROM author_word WHERE library = ? AND word >= ? AND word < ? LIMIT ?
        ) AS found CROSS JOIN author_name ON author_name.id = found.name
        """,
        (library, prefix, prefix + LAST_CHARACTER, _PREFIX_READ_LIMIT),
    )
    return [id_ for _, id_ in sorted(rows, reverse=True)]


def _scan_largest(library: LibraryId, prefix: str, connection: SqlConnection) -> list[int]:
    rows = connection.execute(
        """
        SELECT id FROM (
            SELECT id, words FROM author_name WHERE library = ? ORDER BY citations DESC LIMIT ?
        ) WHERE instr(' ' || words, ?)
        """,
        (library, _SCANNED, f" {prefix}"),
    )
    return [id_ for (id_,) in islice(rows, _PREFIX_LIMIT)]
