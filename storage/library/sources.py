"""Sources and their identity."""

import json
from collections.abc import Iterable
from typing import Final

from facts.model.dates import PublicationDate
from facts.model.drafts import SourceDraft
from facts.model.entities import SHARED_LIBRARY, LibraryId, Source, SourceId
from facts.text.normalize import canonical
from storage.engine.connection import SqlConnection
from storage.library.selection import Values

COLUMNS: Final = (
    "source.id, source.title, source.site, source.url, source.published, source.published_words, "
    "source.library"
)
"""The columns that `from_row` reads, in order."""


Row = tuple[int, str, str | None, str | None, str | None, str | None, int]


def from_row(row: Row) -> Source:
    """Build a source from a row of COLUMNS."""
    number, title, site, url, iso, words, library = row
    published = parse_date(iso, words)
    return Source(SourceId(number), title, site, url, published, LibraryId(library))


def get_source(library: LibraryId, source: SourceId, connection: SqlConnection) -> Source | None:
    """Return one source."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM source WHERE id = ? AND library IN (0, ?)", (source, library)
    ).fetchone()
    return row and from_row(row)


def find_by_keys(
    library: LibraryId, keys: Iterable[str], connection: SqlConnection
) -> tuple[SourceId, ...]:
    """Return the sources with any of some keys, the library's own first."""
    rows = connection.execute(
        "SELECT DISTINCT source.id, library FROM json_each(?) AS wanted "
        "CROSS JOIN source_key ON source_key.key = wanted.value "
        "CROSS JOIN source ON source.id = source_key.source "
        "WHERE library IN (0, ?) ORDER BY library = 0, source.id",
        (json.dumps(list(keys)), library),
    )
    return tuple(SourceId(id_) for id_, _ in rows)


def find_visible(
    library: LibraryId, draft: SourceDraft, connection: SqlConnection
) -> SourceId | None:
    """Return the source that a draft means: the library's own, or else a shared one."""
    own = find(library, draft, connection)
    return own or find(SHARED_LIBRARY, draft, connection)


def find(library: LibraryId, draft: SourceDraft, connection: SqlConnection) -> SourceId | None:
    """Return the library's own source that a draft means.

    It has the draft's URL, or else its site and title. Sources with different URLs are different,
    and so are those with contradicting dates (Mar 2026 does not contradict Mar 15, 2026). Of
    several, the one with the same date wins, else the oldest.
    """
    row = connection.execute(
        """
        SELECT id FROM source WHERE id IN (
            SELECT id FROM source WHERE library = :library AND url = :url
            UNION ALL
            SELECT id FROM source WHERE library = :library AND title = :title
                AND site IS NOT DISTINCT FROM :site
                AND (url IS NULL OR :url IS NULL)
                AND (published IS NULL OR :iso IS NULL
                    OR substr(published, 1, length(:iso)) = :iso
                    OR substr(:iso, 1, length(published)) = published)
        )
        ORDER BY url = :url DESC, published = :iso DESC, id LIMIT 1
        """,
        _draft_values(library, draft),
    ).fetchone()
    return row and SourceId(row[0])


def add(library: LibraryId, draft: SourceDraft, change: int, connection: SqlConnection) -> SourceId:
    """Add a source."""
    (number,) = connection.execute(
        """
        INSERT INTO source (library, title, site, url, published, published_words, change)
        VALUES (:library, :title, :site, :url, :iso, :words, :change) RETURNING id
        """,
        _draft_values(library, draft) | {"change": change},
    ).fetchone()
    return SourceId(number)


def is_own(library: LibraryId, source: SourceId, connection: SqlConnection) -> bool:
    """Return whether a source belongs to the library itself."""
    (owner,) = connection.execute("SELECT library FROM source WHERE id = ?", (source,)).fetchone()
    return bool(owner == library)


def complete_author(source: SourceId, author: str, connection: SqlConnection) -> None:
    """Fill in missing authors of a work that no fact cites."""
    connection.execute(
        "UPDATE source SET author = ? WHERE id = ? AND author IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM citation WHERE citation.source = source.id)",
        (author, source),
    )


def complete(source: SourceId, draft: SourceDraft, connection: SqlConnection) -> None:
    """Fill in a missing URL and a missing date; existing values stay."""
    connection.execute(
        "UPDATE source SET url = :url WHERE id = :id AND url IS NULL AND :url IS NOT NULL",
        {"id": source, "url": draft.url},
    )
    if draft.published:
        connection.execute(
            """
            UPDATE source SET published = ?, published_words = ?
            WHERE id = ? AND published_words IS NULL
            """,
            (draft.published.iso, draft.published.words, source),
        )


def _draft_values(library: LibraryId, draft: SourceDraft) -> Values:
    return {
        "library": library,
        "title": canonical(draft.title),
        "site": draft.site,
        "url": draft.url,
        "iso": draft.published.iso if draft.published else None,
        "words": draft.published.words if draft.published else None,
    }


def parse_date(iso: str | None, words: str | None) -> PublicationDate | None:
    """Return the date of its two columns."""
    if words is None:
        return None
    return PublicationDate(words, *map(int, iso.split("-"))) if iso else PublicationDate(words)
