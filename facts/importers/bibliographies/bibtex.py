"""BibTeX bibliographies, as reference managers write them.

Read are title, people (or editors), organisation, date, address and site; journal and publisher are
no part of a source here. The reader is our own: pybtex keeps the whole file in memory, and stops at
faults or guesses over them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from facts.citations.identifiers import ARXIV, ARXIV_ADDRESS, DOI_ADDRESS
from facts.citations.latex import decode_latex
from facts.importers.bibliographies.bibtex_authors import read_authors
from facts.importers.bibliographies.bibtex_entries import BibtexEntry, iter_bibtex_entries
from facts.importers.bibliographies.reference import (
    CACHE_LIMIT,
    Reference,
    ReferenceDrafter,
    parse_date,
    parse_number,
)
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.model.dates import MONTH_NUMBERS, PublicationDate
from facts.model.drafts import PageEntry
from facts.text.normalize import canonical

_ENTRY: Final = re.compile(
    r"\s*@\s*(?:string\s*[{(]\s*[\w:.+/-]+\s*=|(?:comment|preamble)\s*\{"
    r"|[a-z]+\s*[{(]\s*(?:[^\s,{}()=\"'@]*\s*,|[^\s,{}()=\"'@]+\Z))",
    re.IGNORECASE,
)
_OTHER_FORMATS: Final = re.compile(
    r"\s*(?:```|~~~|---|#{1,6} |[-*] |<[a-z!/]|\[|\{)", re.IGNORECASE
)
"""Line beginnings of Markdown, HTML and JSON, which can contain a BibTeX entry."""
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_URL_ESCAPE: Final = re.compile(r"\\([_%&#~$])(?:\{\})?|[{}]|\\url\s*")
_NOTES: Final = ("abstract", "annote", "annotation", "note")
_DATE_FIELDS: Final = ("date", "year", "month", "day")
_ORGANIZATIONS: Final = ("organization", "institution", "school")


def _recognize(sample: Sample) -> bool:
    """Return whether an entry comes before anything that another format begins with."""
    for line in sample.lines:
        if _ENTRY.match(line):
            return True
        if _OTHER_FORMATS.match(line):
            return False
    return False


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    drafter = ReferenceDrafter(options)
    for entry in iter_bibtex_entries(file.lines()):
        if isinstance(entry, BibtexEntry):
            yield from drafter.iter_drafts(_read_reference(entry, options))
        else:
            yield entry


def _read_reference(entry: BibtexEntry, options: ReadOptions) -> Reference:
    fields = entry.fields
    notes = [name for name in _NOTES if name in fields] if options.with_notes else ()
    titles = (_decode(fields.get(name, "")) for name in ("title", "subtitle"))
    organization = next((fields[name] for name in _ORGANIZATIONS if name in fields), "")
    return Reference(
        entry.line,
        ": ".join(filter(None, titles)),
        read_authors(fields.get("author") or fields.get("editor", ""), organization),
        _read_date(*(fields.get(name, "") for name in _DATE_FIELDS)),
        tuple(_iter_addresses(fields)),
        fields.get("howpublished", ""),
        tuple(decode_latex(fields[name]) for name in notes),
        (_decode(fields.get("keywords", "")),),
    )


def _iter_addresses(fields: dict[str, str]) -> Iterator[str]:
    """Yield the address, then those that DOI and arXiv number stand for, then one in a note."""
    yield _decode_address(fields.get("url", ""))
    doi = _decode_address(fields.get("doi", "")).strip()
    if doi:
        yield doi if doi.lower().startswith("http") else f"{DOI_ADDRESS}{doi}"
    archive = fields.get("archiveprefix") or fields.get("eprinttype", ARXIV)
    if "eprint" in fields and archive.lower() == ARXIV.lower():
        yield f"{ARXIV_ADDRESS}{_decode_address(fields['eprint']).strip()}"
    yield _decode_address(fields.get("howpublished", ""))
    yield _decode_address(fields.get("note", ""))


@lru_cache(maxsize=CACHE_LIMIT)
def _read_date(date: str, year: str, month: str, day: str) -> PublicationDate | None:
    """Return the date of BibLaTeX, or that of year, month and day."""
    whole = parse_date(date.partition("/")[0]) if date else None
    year = _decode(year)
    if not year or (whole and whole.iso):
        return whole
    words = _WORD.findall(month.lower())
    months = [MONTH_NUMBERS[word] for word in words if word in MONTH_NUMBERS]
    numbers = [number for number in map(parse_number, words) if number]
    first, second = (*months, *numbers, None, None)[:2]
    return parse_date(year, first, parse_number(day) or second)


def _decode_address(text: str) -> str:
    """Return an address without the escapes that some programs put into it."""
    if "\\" not in text and "{" not in text:
        return text
    return _URL_ESCAPE.sub(lambda match: match[1] or "", text)


@lru_cache(maxsize=CACHE_LIMIT)
def _decode(text: str) -> str:
    return canonical(decode_latex(text))


BIBTEX: Final = FileFormat("bibtex", "a BibTeX bibliography", _recognize, _read)
