"""Updates the index of contexts: topics, sources and phrasings, by which facts are found too."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from facts.model.entities import LibraryId
from facts.search.name_query import Context
from facts.text.normalize import words
from facts.text.word_forms import stem
from storage.engine.connection import SqlConnection
from storage.search import known_words, postings
from storage.search.name_terms import Pairs
from storage.search.terms import Field, hash_keys, hash_words

FIELDS: Final = {
    Context.TOPIC: Field.TOPIC_STEM,
    Context.DEFINITION: Field.DEFINITION_STEM,
    Context.SOURCE: Field.SOURCE_STEM,
    Context.PHRASING: Field.PHRASING_STEM,
}
_BATCH_SIZE: Final = 20_000
"""Contexts indexed at once."""
_PENDING: Final = f"SELECT entity, id FROM unindexed_context ORDER BY 1, 2 LIMIT {_BATCH_SIZE}"
_TEXTS: Final = f"""
    WITH pending (entity, id) AS MATERIALIZED ({_PENDING})
    SELECT entity, topic.id, topic.library, topic.name FROM pending JOIN topic USING (id)
    WHERE entity = 'topic' AND topic.facts > 0
    UNION ALL
    SELECT entity, topic.id, topic.library, alias.name FROM pending JOIN topic USING (id)
    JOIN alias ON alias.topic = topic.id
    WHERE entity = 'topic' AND topic.facts > 0
    UNION ALL
    SELECT entity, topic.id, topic.library, definition FROM pending JOIN topic USING (id)
    WHERE entity = 'definition' AND topic.facts > 0 AND definition IS NOT NULL
    UNION ALL
    SELECT entity, source.id, library,
        title || ' ' || coalesce(site, '') || ' ' || coalesce(author, '')
    FROM pending JOIN source USING (id) WHERE entity = 'source'
    UNION ALL
    SELECT entity, source.id, source.library, author.text
    FROM pending JOIN source USING (id) JOIN author_source ON author_source.source = source.id
    JOIN author ON author.id = author_source.author WHERE entity = 'source'
    UNION ALL
    SELECT entity, phrasing.id, library, text FROM pending JOIN phrasing USING (id)
    WHERE entity = 'phrasing'
    ORDER BY 1, 2
"""


class ContextRow(NamedTuple):
    """A row of the table `context`."""

    entity: str
    id: int
    library: LibraryId
    words: str


def index_contexts(connection: SqlConnection) -> bool:
    """Index one batch of changed contexts; return whether there was any.

    The index of authors must be up to date.
    """
    if connection.execute("SELECT 1 FROM unindexed_context").fetchone() is None:
        return False
    rows = connection.execute(
        f"SELECT entity, id, library, words FROM ({_PENDING}) JOIN context USING (entity, id)"
    )
    old = {ContextRow._make(row) for row in rows}
    new = set(_build_rows(connection))
    _delete(sorted(old - new), connection)
    _insert(sorted(new - old), connection)
    connection.execute(f"DELETE FROM unindexed_context WHERE (entity, id) IN ({_PENDING})")
    return True


def _build_rows(connection: SqlConnection) -> Iterator[ContextRow]:
    for (entity, id_, library), texts in groupby(connection.execute(_TEXTS), itemgetter(0, 1, 2)):
        some = dict.fromkeys(word for *_, text in texts for word in words(text))
        yield ContextRow(entity, id_, library, " ".join(sorted(some)))


def _delete(rows: Sequence[ContextRow], connection: SqlConnection) -> None:
    _update_index(rows, postings.delete, known_words.remove_words, connection)
    connection.executemany(
        "DELETE FROM context WHERE entity = ? AND id = ?", ((row.entity, row.id) for row in rows)
    )


def _insert(rows: Sequence[ContextRow], connection: SqlConnection) -> None:
    _update_index(rows, postings.insert, known_words.add_words, connection)
    connection.executemany("INSERT INTO context VALUES (?, ?, ?, ?)", rows)


def _update_index(
    rows: Sequence[ContextRow],
    post: Callable[..., None],
    count: Callable[..., None],
    connection: SqlConnection,
) -> None:
    """Post the words of some rows, and count them as known words, or undo both."""
    for library, some in _group_by_library(rows):
        word_counts: Counter[str] = Counter()
        for keys, ids in context_pairs(library, some, word_counts):
            post(keys, ids, connection)
        count(library, word_counts, connection)


def context_pairs(
    library: LibraryId, rows: Sequence[ContextRow], word_counts: Counter[str]
) -> Iterator[Pairs]:
    """Yield the postings of one library's contexts.

    Adds each word's number of contexts to `word_counts`.
    """
    for entity, some in groupby(rows, lambda row: row.entity):
        owned = [(word, row.id) for row in some for word in row.words.split()]
        word_counts.update(word for word, _ in owned)
        keys = hash_keys(
            library, FIELDS[Context(entity)], hash_words(stem(word) for word, _ in owned)
        )
        yield keys, np.array([id_ for _, id_ in owned], np.int64)


def _group_by_library(
    rows: Sequence[ContextRow],
) -> Iterator[tuple[LibraryId, Sequence[ContextRow]]]:
    by_library = sorted(rows, key=lambda row: (row.library, row.entity, row.id))
    for library, some in groupby(by_library, lambda row: row.library):
        yield library, tuple(some)
