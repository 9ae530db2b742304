"""Authors that citations name: people and organisations."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.results import NamedAuthor
from storage.engine.connection import SqlConnection
from storage.library.selection import NAMED_PARTS, VISIBLE, author_values

COLUMNS: Final = "author_name.name, author_name.words, author_name.citations"
VISIBLE_NAME: Final = f"""+author_name.library IN (0, :library) AND (
    NOT EXISTS (SELECT 1 FROM hidden WHERE library = :library) OR EXISTS (
        SELECT 1 FROM author_link CROSS JOIN author ON author.id = author_link.author
        CROSS JOIN author_source ON author_source.author = author.id
        CROSS JOIN citation
            ON citation.source = author_source.source AND citation.author = author.text
        CROSS JOIN fact ON fact.id = citation.fact
        WHERE author_link.name = author_name.id AND +{VISIBLE}
    )
)"""
"""Condition: a library sees a fact by the author."""

Row = tuple[str, str, int]


def find_largest(
    library: LibraryId, limit: int, connection: SqlConnection
) -> tuple[NamedAuthor, ...]:
    """Return the authors with the most citations, the largest first."""
    rows: list[Row] = []
    for each in dict.fromkeys((library, SHARED_LIBRARY)):
        found = connection.execute(
            f"""
            SELECT {COLUMNS} FROM author_name
            WHERE author_name.library = :each AND {VISIBLE_NAME}
            ORDER BY author_name.citations DESC LIMIT :limit
            """,
            {"each": each, "library": library, "limit": limit},
        )
        rows += found
    return tuple(islice(merge_rows(rows), limit))


def find_named(
    library: LibraryId, author: str, limit: int, connection: SqlConnection
) -> tuple[NamedAuthor, ...]:
    """Return the authors with all words of a typed name, the most cited first."""
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM author_name
        WHERE author_name.id IN (SELECT name FROM ({NAMED_PARTS}) AS named) AND {VISIBLE_NAME}
        ORDER BY author_name.citations DESC LIMIT :limit
        """,
        {"library": library, "limit": 2 * limit} | author_values(author),
    )
    return tuple(islice(merge_rows(rows), limit))


def iterate_words(library: LibraryId, connection: SqlConnection) -> Iterator[str]:
    """Yield the words of all authors' names, the most cited of a library first."""
    for each in dict.fromkeys((library, SHARED_LIBRARY)):
        rows = connection.execute(
            f"""
            SELECT words FROM author_name WHERE author_name.library = :each AND {VISIBLE_NAME}
            ORDER BY citations DESC
            """,
            {"each": each, "library": library},
        )
        yield from (words for (words,) in rows)


def merge_rows(rows: Iterable[Row]) -> Iterable[NamedAuthor]:
    """Yield authors from rows of COLUMNS, the most cited first, each name once.

    A name that is in both libraries is one author.
    """
    names: dict[str, str] = {}
    citations: dict[str, int] = {}
    for name, words, count in rows:
        names.setdefault(words, name)
        citations[words] = citations.get(words, 0) + count
    ranked = sorted(names, key=lambda words: (-citations[words], words))
    return (NamedAuthor(names[words], words, citations[words]) for words in ranked)
