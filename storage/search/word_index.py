"""Updates the index of words from facts."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np

from facts.model.entities import LibraryId
from facts.text.normalize import words
from facts.text.word_forms import stem
from storage.engine.connection import SqlConnection
from storage.search import counts, known_words, postings
from storage.search.counts import FACTS
from storage.search.name_terms import Pairs
from storage.search.terms import Field, hash_keys, hash_words

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
    known_words.remove_words(library, word_counts, connection)


def _insert(library: LibraryId, facts: Sequence[FactRow], connection: SqlConnection) -> None:
    word_counts: Counter[str] = Counter()
    for keys, ids in word_pairs(library, facts, word_counts):
        postings.insert(keys, ids, connection)
    counts.add_entries(library, FACTS, len(facts), connection)
    known_words.add_words(library, word_counts, connection)


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
    yield hash_keys(library, Field.FACT_STEM, hash_words(map(stem, places)))[at], ids
