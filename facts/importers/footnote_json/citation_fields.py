"""Sources in an entry: a text, an address, an object, or a list of them."""

from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from facts.importers.json_fields import (
    Entry,
    FieldInvalid,
    join_author,
    join_names,
    make_source,
    read_names,
    read_text,
)
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft
from facts.text.addresses import is_link

_SOURCE_KEYS: Final = ("url", "link", "author", "authors", "organization", "published", "date")
_CACHE_LIMIT: Final = 1_000
"""Sources kept: facts of one source stand near each other, as a rule."""
_DATE_PARTS: Final = ("year", "month", "day")


def read_citations(entry: Entry) -> tuple[CitationDraft, ...]:
    """Return the sources of a fact. Raises FieldInvalid."""
    value = entry.get("sources", entry.get("source"))
    if isinstance(value, list):
        cited = tuple(map(_read_one, value))
        return cited[0] if len(cited) == 1 else tuple(chain.from_iterable(cited))
    if isinstance(value, dict):
        return _read_one(value)
    if value is None and not (entry.get("url") or entry.get("link")):
        return ()
    beside = {key: entry[key] for key in _SOURCE_KEYS if key in entry}
    return _read_one(_name_source(value) | beside)


def read_citation(value: object) -> CitationDraft:
    """Return one source with its author. Raises FieldInvalid."""
    return _read_one(value)[0]


def _read_one(value: object) -> tuple[CitationDraft]:
    """Return one source; equal ones of plain fields are one object."""
    entry = value if isinstance(value, dict) else _name_source(value)
    if all(type(each) is str for each in entry.values()):
        return _read_plain(tuple(entry.items()))
    return (_read_object(entry),)


@lru_cache(maxsize=_CACHE_LIMIT)
def _read_plain(fields: tuple[tuple[str, str], ...]) -> tuple[CitationDraft]:
    return (_read_object(dict(fields)),)


def _read_object(entry: Entry) -> CitationDraft:
    published = entry.get("published", entry.get("date"))
    words = None if isinstance(published, dict) else read_text(entry, "published", "date")
    source = make_source(read_text(entry, "title"), read_text(entry, "url", "link"), words)
    if isinstance(published, dict):
        source = replace(source, published=_read_date(published))
    return CitationDraft(_set_site(source, entry), _read_author(entry))


def _name_source(value: object) -> dict[str, Any]:
    """Return the source that a text names: an address or a title."""
    if value is None:
        return {}
    if not isinstance(value, str):
        raise FieldInvalid(
            'a source must be a text or an object such as {"title": "Team handbook"}'
        )
    return {"url" if is_link(value.strip()) else "title": value}


def _set_site(source: SourceDraft, entry: Entry) -> SourceDraft:
    if "site" not in entry:
        return source
    site = (read_text(entry, "site") or "").lower().removeprefix("www.") or None
    return source if site == source.site else replace(source, site=site)


def _read_author(entry: Entry) -> str | None:
    """Return the author as it is, or put together from people and organisation."""
    author = entry.get("author")
    if isinstance(author, str):
        return author.strip() or None
    persons = read_names(author if isinstance(author, list) else entry.get("authors"))
    return join_author(join_names(persons), read_text(entry, "organization"))


def _read_date(entry: Entry) -> PublicationDate:
    """Return a date whose words say something else than its parts."""
    parts = {part: entry[part] for part in _DATE_PARTS if type(entry.get(part)) is int}
    words = read_text(entry, "words") or "-".join(map(str, parts.values()))
    try:
        return PublicationDate(words, **parts)
    except (ValueError, OverflowError):
        raise FieldInvalid("“published” is no date; write it as 2026-03-15") from None
