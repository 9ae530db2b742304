"""Export of the sources as a RIS bibliography.

The tags are those of https://en.wikipedia.org/wiki/RIS_(file_format). RIS has no tag for the
organisation of people: AD (address of the authors) holds it. “et al.” is left out, because a
reference manager takes it for a person.
"""

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
    for key, citation in iter_references(contents):
        lines = (f"{tag}  - {value}\n" for tag, value in _iter_fields(key, citation) if value)
        yield "".join([*lines, "ER  - \n\n"])


def _iter_fields(key: str, citation: Citation) -> Iterator[tuple[str, str]]:
    source, author = citation.source, parse_author(clean_line(citation.author or ""))
    yield "TY", "ELEC" if source.url else "GEN"
    yield "ID", key
    yield "TI", clean_line(source.title)
    yield from (("AU", name) for name in _iter_authors(author))
    if author.people:
        yield "AD", author.organization or ""
    if source.published:
        yield from _iter_dates(source.published)
    yield "T2", clean_line(source.site or "")
    yield "DO", find_identifiers(source.title, source.url).doi or ""
    yield "UR", clean_line(source.url or "")


def _iter_authors(author: Authorship) -> Iterator[str]:
    if not author.people:
        yield author.organization or ""
    yield from map(_format_name, author.people)


def _format_name(person: PersonName) -> str:
    return ", ".join(filter(None, (person.sorted_family, person.given, person.suffix)))


def _iter_dates(published: PublicationDate) -> Iterator[tuple[str, str]]:
    """Yield the year, and a date as year/month/day/words."""
    if published.year is None:
        yield "DA", f"///{clean_line(published.words)}"
        return
    month, day = (f"{part:02}" if part else "" for part in (published.month, published.day))
    yield "PY", f"{published.year:04}"
    yield "DA", f"{published.year:04}/{month}/{day}/"


RIS_EXPORT: Final = ExportFormat("ris", "a RIS bibliography", ".ris", _render)
"""Facts and topics are left out: a bibliography lists sources."""
