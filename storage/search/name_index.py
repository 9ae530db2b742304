"""Updates the index of names from topics and aliases."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from operator import attrgetter
from typing import Final

from facts.model.entities import LibraryId
from facts.text.normalize import search_form
from storage.engine.connection import SqlConnection
from storage.search import counts, postings
from storage.search.counts import NAMES
from storage.search.name_terms import NameRow, name_pairs, size_pairs

_BATCH_SIZE: Final = 20_000
"""Topics indexed at once: more need more memory, fewer rewrite long posting lists more often."""
_LIBRARY_AND_ID: Final = attrgetter("library", "id")
_PENDING_TOPICS: Final = f"SELECT topic FROM unindexed_topic ORDER BY topic LIMIT {_BATCH_SIZE}"


def index_topics(connection: SqlConnection) -> bool:
    """Index one batch of changed topics; return whether there was any."""
    if connection.execute(_PENDING_TOPICS).fetchone() is None:
        return False
    old = {name.identity(): name for name in _load_indexed(connection)}
    new = {name.identity(): name for name in _build_rows(old, connection)}
    gone = [name for key, name in old.items() if key not in new]
    fresh = [name for key, name in new.items() if key not in old]
    resized = [key for key, name in new.items() if key in old and old[key].size != name.size]
    _delete(gone, connection)
    _resize([old[key] for key in resized], [new[key] for key in resized], connection)
    _insert(fresh, connection)
    connection.execute(f"DELETE FROM unindexed_topic WHERE topic IN ({_PENDING_TOPICS})")
    return True


def _load_indexed(connection: SqlConnection) -> Iterator[NameRow]:
    rows = connection.execute(
        "SELECT id, library, topic, position, words, letters, size FROM name "
        f"WHERE topic IN ({_PENDING_TOPICS}) ORDER BY id"
    )
    return (NameRow(*row) for row in rows)


def _build_rows(
    old: dict[tuple[int, int, str], NameRow], connection: SqlConnection
) -> Iterator[NameRow]:
    """Yield the names to index; known names keep their ids."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM name").fetchone()
    ids = count(last + 1)
    rows = connection.execute(
        f"""
        SELECT library, id, 0 AS position, name, facts FROM topic WHERE id IN ({_PENDING_TOPICS})
        UNION ALL
        SELECT topic.library, topic.id, position, alias.name, facts
        FROM topic JOIN alias ON alias.topic = topic.id WHERE topic.id IN ({_PENDING_TOPICS})
        ORDER BY 2, 3
        """
    )
    for library, topic, position, text, facts in rows:
        words = search_form(text)
        known = old.get((topic, position, words))
        letters, size = words.replace(" ", ""), int(facts).bit_length()
        id_ = known.id if known else next(ids)
        yield NameRow(id_, library, topic, position, words, letters, size)


def _delete(names: list[NameRow], connection: SqlConnection) -> None:
    for library, some in _group_by_library(names):
        postings.delete(*name_pairs(library, some), connection)
        postings.delete(*size_pairs(library, some), connection)
        counts.add_entries(library, NAMES, -len(some), connection)
    connection.executemany("DELETE FROM name WHERE id = ?", ((name.id,) for name in names))


def _insert(names: list[NameRow], connection: SqlConnection) -> None:
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (name.id, name.library, name.topic, name.position, name.words, name.letters, name.size)
            for name in names
        ),
    )
    for library, some in _group_by_library(names):
        postings.insert(*name_pairs(library, some), connection)
        postings.insert(*size_pairs(library, some), connection)
        counts.add_entries(library, NAMES, len(some), connection)


def _resize(old: list[NameRow], new: list[NameRow], connection: SqlConnection) -> None:
    _update_size_postings(old, postings.delete, connection)
    _update_size_postings(new, postings.insert, connection)
    connection.executemany(
        "UPDATE name SET size = ? WHERE id = ?", ((name.size, name.id) for name in new)
    )


def _update_size_postings(
    names: list[NameRow],
    post: Callable[..., None],
    connection: SqlConnection,
) -> None:
    for library, some in _group_by_library(names):
        keys, ids = size_pairs(library, some)
        post(keys, ids, connection)


def _group_by_library(names: list[NameRow]) -> Iterator[tuple[LibraryId, Sequence[NameRow]]]:
    for library, some in groupby(sorted(names, key=_LIBRARY_AND_ID), attrgetter("library")):
        yield library, tuple(some)
