"""Updates the index of authors from the texts of citations."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np

from facts.citations.author_names import index_terms, split_names
from facts.model.entities import LibraryId
from facts.text.normalize import search_form
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import AUTHORS
from storage.search.name_terms import Pairs
from storage.search.terms import Field, hash_keys, trigrams

_BATCH_SIZE: Final = 20_000
"""Changes read at once: more need more memory, fewer rewrite long posting lists more often."""
_PENDING: Final = f"""
    SELECT source, library, text, gain FROM unindexed_citation
    ORDER BY source, library, text LIMIT {_BATCH_SIZE}
"""

NameRows = Sequence[tuple[LibraryId, int, str]]
"""Library, id and words of names, in this order."""
AuthorText = tuple[LibraryId, str]
"""The library of some facts, and an author text in their citations."""


def index_authors(connection: SqlConnection) -> bool:
    """Index one batch of changed citations; return whether there was any."""
    changes = connection.execute(_PENDING).fetchall()
    if not changes:
        return False
    gains: Counter[AuthorText] = Counter()
    for _, library, text, gain in changes:
        gains[library, text] += gain
    _add_authors([(library, text) for _, library, text, gain in changes if gain > 0], connection)
    _update_sources(connection)
    _add_citations(gains, connection)
    _drop_uncited([author for author, gain in gains.items() if gain < 0], connection)
    connection.execute(
        "DELETE FROM unindexed_citation "
        f"WHERE (source, library, text) IN (SELECT source, library, text FROM ({_PENDING}))"
    )
    return True


def _add_authors(authors: Iterable[AuthorText], connection: SqlConnection) -> None:
    """Add author texts that are new."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM author").fetchone()
    connection.executemany(
        "INSERT INTO author (library, text, citations) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
        authors,
    )
    rows = connection.execute("SELECT id, library, text FROM author WHERE id > ?", (last,))
    _add_names(rows.fetchall(), connection)


def _update_sources(connection: SqlConnection) -> None:
    """Count the citations of each source by author; rows of 0 delete themselves."""
    connection.execute(
        f"""
        INSERT INTO author_source (author, source, citations)
        SELECT author.id, pending.source, pending.gain
        FROM ({_PENDING}) AS pending CROSS JOIN author USING (library, text)
        WHERE pending.gain <> 0
        ON CONFLICT (author, source) DO UPDATE SET
            citations = author_source.citations + excluded.citations
        """
    )


def _add_citations(gains: Mapping[AuthorText, int], connection: SqlConnection) -> None:
    rows = [(gain, *author) for author, gain in gains.items() if gain]
    connection.executemany(
        "UPDATE author SET citations = citations + ? WHERE library = ? AND text = ?", rows
    )
    connection.executemany(
        """
        UPDATE author_name SET citations = citations + ? WHERE id IN (
            SELECT name FROM author JOIN author_link ON author = author.id
            WHERE author.library = ? AND text = ?
        )
        """,
        rows,
    )


def _add_names(authors: Iterable[tuple[int, LibraryId, str]], connection: SqlConnection) -> None:
    """Link new author texts with the names in them, and index the names that are new."""
    named = [
        (author, library, name, search_form(name))
        for author, library, text in authors
        for name in split_names(text)
    ]
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM author_name").fetchone()
    connection.executemany(
        "INSERT INTO author_name (library, words, name, citations) VALUES (?, ?, ?, 0) "
        "ON CONFLICT (library, words) DO NOTHING",
        ((library, words, name) for _, library, name, words in named),
    )
    connection.executemany(
        "INSERT INTO author_link (author, name) "
        "SELECT ?, id FROM author_name WHERE library = ? AND words = ? ON CONFLICT DO NOTHING",
        ((author, library, words) for author, library, _, words in named),
    )
    rows = connection.execute(
        "SELECT library, id, words FROM author_name WHERE id > ? ORDER BY library, id", (last,)
    ).fetchall()
    connection.executemany(
        "INSERT INTO author_word (library, word, name) VALUES (?, ?, ?)",
        ((library, word, id_) for library, id_, words in rows for word in index_terms(words)),
    )
    for library, some in groupby(rows, itemgetter(0)):
        fresh = list(some)
        postings.insert(*author_pairs(library, fresh), connection)
        counts.add_entries(library, AUTHORS, len(fresh), connection)


def _drop_uncited(authors: Sequence[AuthorText], connection: SqlConnection) -> None:
    """Delete author texts that no citation has any more, and the names of no other text."""
    found = (
        connection.execute(
            "SELECT id FROM author WHERE library = ? AND text = ? AND citations = 0", author
        ).fetchone()
        for author in authors
    )
    gone = json.dumps([row[0] for row in found if row])
    rows = connection.execute(
        """
        SELECT library, id, words FROM author_name WHERE citations = 0 AND id IN (
            SELECT name FROM author_link WHERE author IN (SELECT value FROM json_each(?))
        )
        ORDER BY library, id
        """,
        (gone,),
    ).fetchall()
    for table, column in (("author_link", "author"), ("author", "id")):
        connection.execute(
            f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (gone,)
        )
    for library, some in groupby(rows, itemgetter(0)):
        names = list(some)
        postings.delete(*author_pairs(library, names), connection)
        counts.add_entries(library, AUTHORS, -len(names), connection)
    connection.executemany(
        "DELETE FROM author_word WHERE library = ? AND word = ? AND name = ?",
        ((library, word, id_) for library, id_, words in rows for word in index_terms(words)),
    )
    connection.executemany("DELETE FROM author_name WHERE id = ?", ((id_,) for _, id_, _ in rows))


def author_pairs(library: LibraryId, names: NameRows) -> Pairs:
    """Return the postings of one library's names, sorted by id."""
    grams, owners = trigrams([words for _, _, words in names])
    ids = np.array([id_ for _, id_, _ in names], np.int64)
    return hash_keys(library, Field.AUTHOR_TRIGRAM, grams), ids[owners]
