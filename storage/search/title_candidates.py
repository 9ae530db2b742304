"""Finds sources by a part of their title, or by the beginning of their address."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from facts.model.entities import SHARED_LIBRARY, LibraryId, Source
from facts.text.normalize import search_form
from storage.engine.connection import SqlConnection
from storage.library.sources import COLUMNS, from_row
from storage.search import postings
from storage.search.terms import LAST_CHARACTER, Field, sample_trigrams, trigrams, visible_keys

_BATCH: Final = 100
"""Titles that are read at once."""
_CHECKED: Final = 2_000
"""Titles with the letters of a text that are looked through for it, the newest."""
_KEYS_READ: Final = 1_000
"""Addresses with the same beginning that are read, of all libraries."""
_MIN_INSIDE: Final = 3
"""Letters of a text that is looked for inside of words; a shorter one begins a word."""
_KEY_OPENING: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:(?:dx\.)?doi\.org/|(?:doi|arxiv):\s*)?", re.IGNORECASE
)
"""What a typed address, DOI or arXiv number may begin with, and its key does not."""
_KEY_KINDS: Final = ("url", "doi", "arxiv")
"""The kinds of keys in facts.citations.source_keys."""


def list_newest(library: LibraryId, limit: int, connection: SqlConnection) -> tuple[Source, ...]:
    """Return the sources that were added last, the newest first."""
    rows = [
        row
        for each in dict.fromkeys((library, SHARED_LIBRARY))
        for row in connection.execute(
            f"SELECT {COLUMNS} FROM source WHERE library = ? ORDER BY id DESC LIMIT ?",
            (each, limit),
        )
    ]
    return tuple(map(from_row, sorted(rows, reverse=True)[:limit]))


def find_titled(
    library: LibraryId, text: str, limit: int, connection: SqlConnection
) -> tuple[Source, ...]:
    """Return sources whose titles contain a text, the newest first.

    Sources whose addresses begin with it follow.
    """
    form = search_form(text)
    if not form:
        return list_newest(library, limit, connection)
    found: dict[int, Source] = {}
    is_inside = len(form) >= _MIN_INSIDE
    near = _find_by_letters(library, form, connection)
    for source in _iterate_sources(library, near, connection):
        title = f" {search_form(source.title)}"
        if (form if is_inside else f" {form}") in title:
            found[source.id] = source
        if len(found) == limit:
            break
    else:
        ids = _find_by_keys(text, connection)
        found |= {each.id: each for each in _iterate_sources(library, ids, connection)}
    return tuple(found.values())[:limit]


def _find_by_letters(library: LibraryId, form: str, connection: SqlConnection) -> list[int]:
    """Return sources with all trigrams of a text in their titles, the newest first."""
    grams, _ = trigrams([form])
    # Its first word may be the end of a longer one, and its last word is half typed.
    inside = grams[2:-1] if len(form) >= _MIN_INSIDE else grams[:-1]
    some = inside[:: 1 + len(inside) // len(sample_trigrams(form))]
    lists = postings.read(visible_keys(library, Field.TITLE_TRIGRAM, some), connection)
    ids = postings.intersect(lists).ids()
    ids.sort()
    newest: list[int] = ids[: -_CHECKED - 1 : -1].tolist()
    return newest


def _find_by_keys(text: str, connection: SqlConnection) -> Iterable[int]:
    """Return sources whose address, DOI or arXiv number begins with a text."""
    typed = _KEY_OPENING.sub("", text.strip().lower(), count=1)
    ids: dict[int, None] = {}
    for kind in _KEY_KINDS:
        first = f"{kind} {typed}"
        rows = connection.execute(
            "SELECT source FROM source_key WHERE key >= ? AND key < ? LIMIT ?",
            (first, first + LAST_CHARACTER, _KEYS_READ),
        )
        ids |= dict.fromkeys(source for (source,) in rows)
    return ids


def _iterate_sources(
    library: LibraryId, ids: Iterable[int], connection: SqlConnection
) -> Iterator[Source]:
    """Yield those of some sources that the library sees, in their order."""
    ids = list(ids)
    for start in range(0, len(ids), _BATCH):
        rows = connection.execute(
            f"""
            SELECT {COLUMNS} FROM json_each(?) AS wanted
            CROSS JOIN source ON source.id = wanted.value
            WHERE +source.library IN (0, ?) ORDER BY wanted.key
            """,
            (json.dumps(ids[start : start + _BATCH]), library),
        ).fetchall()
        yield from map(from_row, rows)
