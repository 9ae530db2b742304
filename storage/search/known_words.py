"""Keeps the known words of a library: what misspelled words are corrected to."""

import json
from collections import Counter
from collections.abc import Iterable

import numpy as np

from facts.model.entities import LibraryId
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import WORDS
from storage.search.terms import Field, hash_keys, trigrams


def add_words(library: LibraryId, word_counts: Counter[str], connection: SqlConnection) -> None:
    """Add to the number of texts that have each word.

    Also indexes the trigrams of new words.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM word").fetchone()
    connection.executemany(
        "INSERT INTO word (library, text, facts) VALUES (?, ?, ?) "
        "ON CONFLICT (library, text) DO UPDATE SET facts = word.facts + excluded.facts",
        ((library, word, texts) for word, texts in word_counts.items() if can_be_misspelled(word)),
    )
    fresh = connection.execute(
        "SELECT id, text FROM word WHERE id > ? ORDER BY id", (last,)
    ).fetchall()
    if fresh:
        grams, owners = trigrams([text for _, text in fresh])
        ids = np.array([id_ for id_, _ in fresh], np.int64)[owners]
        postings.insert(hash_keys(library, Field.WORD_TRIGRAM, grams), ids, connection)
        counts.add_entries(library, WORDS, len(fresh), connection)


def remove_words(library: LibraryId, word_counts: Counter[str], connection: SqlConnection) -> None:
    """Subtract from the number of texts that have each word."""
    connection.executemany(
        "UPDATE word SET facts = facts - ? WHERE library = ? AND text = ?",
        ((fewer, library, word) for word, fewer in word_counts.items()),
    )
    _drop_unused(library, word_counts, connection)


def can_be_misspelled(word: str) -> bool:
    """Return whether a word can be misspelled.

    A number cannot: with another digit it is another number.
    """
    return word.isalpha()


def _drop_unused(library: LibraryId, words: Iterable[str], connection: SqlConnection) -> None:
    """Delete those words that no text contains any more, with their trigrams."""
    unused = connection.execute(
        "SELECT id, text FROM word "
        "WHERE library = ? AND facts <= 0 AND text IN (SELECT value FROM json_each(?))",
        (library, json.dumps(list(words))),
    ).fetchall()
    if not unused:
        return
    grams, owners = trigrams([text for _, text in unused])
    ids = np.array([id_ for id_, _ in unused], np.int64)[owners]
    postings.delete(hash_keys(library, Field.WORD_TRIGRAM, grams), ids, connection)
    counts.add_entries(library, WORDS, -len(unused), connection)
    connection.executemany("DELETE FROM word WHERE id = ?", [(id_,) for id_, _ in unused])
