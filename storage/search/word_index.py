"""Updates the index of words from facts."""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np

from facts.model.entities import LibraryId
from facts.text.normalize import words
from facts.text.word_forms import STEM_LENGTH
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import FACTS, WORDS
from storage.search.name_terms import Pairs
from storage.search.terms import Field, hash_keys, hash_words, trigrams

_BATCH_SIZE: Final = 20_000
"""Facts indexed at once: more need more memory, fewer rewrite long posting lists more often."""
_PENDING_FACTS: Final = (
    f"SELECT fact FROM unindexed_fact ORDER BY library, fact LIMIT {_BATCH_SIZE}"
)

FactRow = tuple[LibraryId, int, str]


def index_facts(connection: SqlConnection) -> bool:
    """Index one batch of changed facts; return whether there was any."""
    if connection.execute("SELECT 1 FROM unindexed_fact").fetchone() is None:
        return False
    old = connection.execute(
        f"""
        SELECT library, fact, indexed_text FROM unindexed_fact
        WHERE fact IN ({_PENDING_FACTS}) AND indexed_text IS NOT NULL ORDER BY library, fact
        """
    ).fetchall()
    for library, some in groupby(old, itemgetter(0)):
        _delete(library, list(some), connection)
    new = connection.execute(
        f"SELECT library, id, text FROM fact WHERE id IN ({_PENDING_FACTS}) ORDER BY library, id"
    ).fetchall()
    for library, some in groupby(new, itemgetter(0)):
        _insert(library, list(some), connection)
    connection.execute(f"DELETE FROM unindexed_fact WHERE fact IN ({_PENDING_FACTS})")
    return True


def _delete(library: LibraryId, facts: Sequence[FactRow], connection: SqlConnection) -> None:
    word_counts: Counter[str] = Counter()
    for keys, ids in word_pairs(library, facts, word_counts):
        postings.delete(keys, ids, connection)
    counts.add_entries(library, FACTS, -len(facts), connection)
    connection.executemany(
        "UPDATE word SET facts = facts - ? WHERE library = ? AND text = ?",
        ((fewer, library, word) for word, fewer in word_counts.items()),
    )
    _drop_unused_words(library, word_counts, connection)


def _drop_unused_words(library: LibraryId, words: Iterable[str], connection: SqlConnection) -> None:
    """Delete those words that no fact contains any more, with their trigrams."""
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


def _insert(library: LibraryId, facts: Sequence[FactRow], connection: SqlConnection) -> None:
    word_counts: Counter[str] = Counter()
    for keys, ids in word_pairs(library, facts, word_counts):
        postings.insert(keys, ids, connection)
    counts.add_entries(library, FACTS, len(facts), connection)
    _count_words(library, word_counts, connection)


class _Places(dict[str, int]):
    """Numbers words from 0 as they are looked up; `setdefault` in a loop takes twice as long."""

    def __missing__(self, word: str) -> int:
        self[word] = place = len(self)
        return place


def word_pairs(
    library: LibraryId, facts: Sequence[FactRow], word_counts: Counter[str]
) -> Iterator[Pairs]:
    """Yield the postings of one library's facts.

    Adds each word's number of facts to `word_counts`.
    """
    places = _Places()
    of_words, counts = array("q"), array("q")
    for _, _, text in facts:
        some = set(words(text))
        of_words.extend(map(places.__getitem__, some))
        counts.append(len(some))
    at = np.array(of_words)
    word_counts.update(dict(zip(places, np.bincount(at).tolist(), strict=True)))
    ids = np.repeat(np.array([fact for _, fact, _ in facts], np.int64), np.array(counts))
    yield hash_keys(library, Field.FACT_WORD, hash_words(places))[at], ids
    long = np.array([len(word) >= STEM_LENGTH for word in places], np.bool_)[at]
    starts = hash_keys(
        library, Field.FACT_BEGINNING, hash_words(word[:STEM_LENGTH] for word in places)
    )
    yield starts[at[long]], ids[long]


def _count_words(library: LibraryId, word_counts: Counter[str], connection: SqlConnection) -> None:
    """Update the number of facts of each word.

    Also indexes the trigrams of new words.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM word").fetchone()
    connection.executemany(
        "INSERT INTO word (library, text, facts) VALUES (?, ?, ?) "
        "ON CONFLICT (library, text) DO UPDATE SET facts = word.facts + excluded.facts",
        ((library, word, facts) for word, facts in word_counts.items() if can_be_misspelled(word)),
    )
    fresh = connection.execute(
        "SELECT id, text FROM word WHERE id > ? ORDER BY id", (last,)
    ).fetchall()
    if fresh:
        grams, owners = trigrams([text for _, text in fresh])
        ids = np.array([id_ for id_, _ in fresh], np.int64)[owners]
        postings.insert(hash_keys(library, Field.WORD_TRIGRAM, grams), ids, connection)
        counts.add_entries(library, WORDS, len(fresh), connection)


def can_be_misspelled(word: str) -> bool:
    """Return whether a word can be misspelled.

    A number cannot: with another digit it is another number.
    """
    return word.isalpha()
