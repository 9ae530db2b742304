"""BibTeX entries of citations."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from facts.citations.authors import Authorship, parse_author
from facts.citations.identifiers import find_identifiers
from facts.citations.latex import escape_latex
from facts.citations.names import PersonName
from facts.model.dates import MONTH_ABBREVIATIONS, PublicationDate
from facts.model.entities import Citation
from facts.text.stop_words import ARTICLES
from facts.text.typed_text import clean_line

_UNSAFE_IN_URL: Final = {character: f"%{ord(character):02X}" for character in ' <>\\"`{}|^'}
_MAX_KEY_PART: Final = 40
"""Letters of one part of a key; keys are typed."""
_TRANSLITERATIONS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
     "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "Þ": "th", "ı": "i", "'": "", "’": ""}
)  # fmt: skip
"""Letters that Unicode does not divide into a letter and an accent."""
_KEYWORD: Final = re.compile(r"(?<!\S)(and|others)(?!\S)", re.IGNORECASE)


def format_bibtex(citation: Citation, key: str | None = None) -> str:
    """Return the source as a BibTeX entry of type misc.

    Without a `key`, it gets `bibtex_key`.
    """
    lines = [f"  {name} = {value}," for name, value in _iter_fields(citation)]
    return "\n".join([f"@misc{{{key or bibtex_key(citation)},", *lines, "}"])


def bibtex_key(citation: Citation) -> str:
    """Return the BibTeX key of a citation, such as doe2026sleep.

    Its parts are the family name of the first author or the first word of the organisation or site,
    the year, and the first word of the title. A part can be missing.
    """
    source, author = citation.source, parse_author(citation.author)
    year = str(source.published.year) if source.published and source.published.year else ""
    family = "".join(_ascii_words(author.people[0].family)) if author.people else ""
    who = family or _first_word(author.organization or "") or _first_word(source.site or "")
    key = f"{who[:_MAX_KEY_PART]}{year}{_first_word(source.title)[:_MAX_KEY_PART]}"
    return key or f"source{source.id}"


def _iter_fields(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the fields that are known; each value has balanced braces."""
    source, author = citation.source, parse_author(clean_line(citation.author or ""))
    found = find_identifiers(source.title, source.url)
    yield "title", f"{{{{{_escape(source.title)}}}}}"
    if author.text:
        yield "author", f"{{{' and '.join(_iter_authors(author))}}}"
    if author.people and author.organization:
        yield "organization", f"{{{_escape(author.organization)}}}"
    if source.published:
        yield from _iter_date_fields(source.published)
    values = {
        "howpublished": _escape(source.site or ""),
        "doi": _escape(found.doi or ""),
        "eprint": found.eprint,
        "archiveprefix": found.archive_prefix,
        "url": _escape_url(source.url or ""),
    }
    yield from ((name, f"{{{value}}}") for name, value in values.items() if value)


def _iter_date_fields(published: PublicationDate) -> Iterator[tuple[str, str]]:
    """Yield year, month and day; the year can be words such as “in press”."""
    if published.year is None:
        yield "year", f"{{{_escape(published.words)}}}"
        return
    yield "year", f"{{{published.year:04}}}"
    if published.month:
        yield "month", MONTH_ABBREVIATIONS[published.month - 1].lower()
    if published.day:
        yield "day", f"{{{published.day}}}"


def _iter_authors(author: Authorship) -> Iterator[str]:
    """Yield names as BibTeX sorts them; an organisation is one word in braces."""
    if not author.people:
        yield f"{{{_escape(author.organization or '')}}}"
    yield from map(_format_name, author.people)
    if author.others:
        yield "others"


def _format_name(person: PersonName) -> str:
    if not person.given:
        whole = " ".join(filter(None, (person.family, person.suffix)))
        family = _escape_name(whole)
        is_word = " " not in whole
        return f"{person.particle} {family if is_word else f'{{{family}}}'}".strip()
    parts = (person.sorted_family, person.suffix, person.given)
    return ", ".join(_escape_name(part) for part in parts if part)


def _escape_name(text: str) -> str:
    """Return a part of a name; the words that BibTeX reads between names are braced."""
    return _KEYWORD.sub(r"{\1}", _escape(text).replace(",", "{,}"))


def _escape(text: str) -> str:
    return escape_latex(clean_line(text))


def _escape_url(url: str) -> str:
    return "".join(_UNSAFE_IN_URL.get(character, character) for character in clean_line(url))


def _first_word(text: str) -> str:
    return next((word for word in _ascii_words(text) if word not in ARTICLES), "")


def _ascii_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.translate(_TRANSLITERATIONS))
    return re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
