"""Updates the index of sources: their titles, addresses and identifiers."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np

from facts.citations.source_keys import list_source_keys
from facts.model.entities import LibraryId
from facts.text.normalize import search_form
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import SOURCES
from storage.search.name_terms import Pairs
from storage.search.terms import Field, hash_keys, trigrams

_BATCH_SIZE: Final = 20_000
"""Sources indexed at once: more need more memory, fewer rewrite long posting lists more often."""
_MAX_TITLE: Final = 300
"""Characters of a title that count."""
_PENDING: Final = (
    f"SELECT source FROM unindexed_source ORDER BY library, source LIMIT {_BATCH_SIZE}"
)

TitleRows = Sequence[tuple[LibraryId, int, str]]


def index_sources(connection: SqlConnection) -> bool:
    """Index one batch of changed sources; return whether there was any."""
    if connection.execute("SELECT 1 FROM unindexed_source").fetchone() is None:
        return False
    old = connection.execute(
        f"""
        SELECT library, source, indexed_title FROM unindexed_source
        WHERE source IN ({_PENDING}) AND indexed_title IS NOT NULL ORDER BY library, source
        """
    ).fetchall()
    for library, some in groupby(old, itemgetter(0)):
        titles = list(some)
        postings.delete(*title_pairs(library, titles), connection)
        counts.add_entries(library, SOURCES, -len(titles), connection)
    connection.execute(f"DELETE FROM source_key WHERE source IN ({_PENDING})")
    new = connection.execute(
        f"SELECT library, id, title, url FROM source WHERE id IN ({_PENDING}) ORDER BY library, id"
    ).fetchall()
    for library, some in groupby(new, itemgetter(0)):
        titles = [(library, id_, title) for _, id_, title, _ in some]
        postings.insert(*title_pairs(library, titles), connection)
        counts.add_entries(library, SOURCES, len(titles), connection)
    connection.executemany(
        "INSERT INTO source_key (key, source) VALUES (?, ?)",
        ((key, id_) for _, id_, title, url in new for key in list_source_keys(title, url)),
    )
    connection.execute(f"DELETE FROM unindexed_source WHERE source IN ({_PENDING})")
    return True


def title_pairs(library: LibraryId, rows: TitleRows) -> Pairs:
    """Return the postings of one library's titles, sorted by id."""
    grams, owners = trigrams([search_form(title[:_MAX_TITLE]) for _, _, title in rows])
    ids = np.array([id_ for _, id_, _ in rows], np.int64)
    return hash_keys(library, Field.TITLE_TRIGRAM, grams), ids[owners]
