"""Export of the sources as CSL-JSON, which citation processors read.

The schema is https://docs.citationstyles.org/en/stable/specification.html, version 1.0.2. It
has no mark for “et al.”, which is left out: a processor would print a person of that name.
"""

import json
from collections.abc import Iterator
from typing import Final

from facts.citations.authors import Authorship, parse_author
from facts.citations.identifiers import find_identifiers
from facts.citations.names import PersonName
from facts.exporters.exporter import Contents, ExportFormat
from facts.exporters.references import iter_references
from facts.model.dates import PublicationDate
from facts.model.entities import Citation
from facts.text.typed_text import clean_line


def _render(contents: Contents) -> Iterator[str]:
    separator = "[\n"
    for key, citation in iter_references(contents):
        item = {name: value for name, value in _iter_fields(key, citation) if value}
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _iter_fields(key: str, citation: Citation) -> Iterator[tuple[str, object]]:
    source, author = citation.source, parse_author(clean_line(citation.author or ""))
    found = find_identifiers(source.title, source.url)
    is_page = source.url or source.site
    yield "id", key
    yield "type", "article" if found.eprint else "webpage" if is_page else "document"
    yield "title", clean_line(source.title)
    yield "author", list(_iter_authors(author))
    yield "issued", _format_date(source.published) if source.published else None
    yield "container-title", clean_line(source.site or "")
    yield "publisher", author.organization if author.people else None
    yield "number", f"{found.archive_prefix}:{found.eprint}" if found.eprint else None
    yield "DOI", found.doi
    yield "URL", clean_line(source.url or "")


def _iter_authors(author: Authorship) -> Iterator[dict[str, str]]:
    if not author.people and author.organization:
        yield {"literal": author.organization}
    yield from map(_format_name, author.people)


def _format_name(person: PersonName) -> dict[str, str]:
    parts = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
    }
    return {name: part for name, part in parts.items() if part}


def _format_date(published: PublicationDate) -> dict[str, object]:
    if published.year is None:
        return {"literal": clean_line(published.words)}
    parts = (published.year, published.month, published.day)
    return {"date-parts": [[part for part in parts if part]]}


CSL_JSON_EXPORT: Final = ExportFormat("csl-json", "CSL-JSON", ".csl.json", _render)
"""Facts and topics are left out: a bibliography lists sources."""
