"""RIS bibliographies, as reference managers and publishers write them.

Read are title, people, organisation, date, address and site; journal and publisher are no part of a
source here. https://en.wikipedia.org/wiki/RIS_(file_format) lists the tags.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from facts.citations.authors import OTHERS
from facts.citations.identifiers import DOI_ADDRESS
from facts.citations.names import parse_person
from facts.citations.organizations import has_organization_word
from facts.importers.bibliographies.reference import (
    Reference,
    ReferenceDrafter,
    join_authors,
    parse_date,
    parse_number,
)
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.model.dates import PublicationDate
from facts.model.drafts import EntryProblem, PageEntry
from facts.text.normalize import canonical

_TAG: Final = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_BEGINNING: Final = re.compile(r"TY  - [A-Z]{2,8}\s*")
_ENDS: Final = frozenset(("TY", "ER"))
_MAX_RECORD: Final = 2_000_000
"""Characters of a record: a thousand pages."""
_MAX_ADDRESS: Final = 100
"""Characters of an organisation; what is longer is a postal address."""
_DATES: Final = ("DA", "PY", "Y1")
_OTHERS: Final = frozenset((OTHERS, "et al", "others"))


@dataclass(slots=True)
class _Record:
    """The values of a record by tag, each in lines; `last` is the one that goes on."""

    line: int
    values: dict[str, list[list[str]]] = field(default_factory=dict)
    last: list[str] = field(default_factory=list)
    size: int = 0

    def add_line(self, tagged: re.Match[str] | None, line: str) -> None:
        """Begin a value, or continue the last one."""
        if tagged:
            self.last = []
            self.values.setdefault(tagged[1], []).append(self.last)
        self.size += len(line) + 1
        if self.size <= _MAX_RECORD:
            self.last.append(tagged[2].strip() if tagged else line.strip())

    def find_all(self, *tags: str) -> list[str]:
        """Return the values of the first of some tags that has any."""
        for tag in tags:
            values = [" ".join(lines).strip() for lines in self.values.get(tag, ())]
            if any(values):
                return [value for value in values if value]
        return []

    def find(self, *tags: str) -> str:
        """Return the first value of the first of some tags."""
        return next(iter(self.find_all(*tags)), "")


def _recognize(sample: Sample) -> bool:
    return any(_BEGINNING.fullmatch(line) for line in sample.lines)


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    drafter = ReferenceDrafter(options)
    for record in _iter_records(file.lines()):
        if isinstance(record, _Record):
            yield from drafter.iter_drafts(_read_reference(record))
        else:
            yield record


def _iter_records(lines: Iterable[str]) -> Iterator[_Record | EntryProblem]:
    """Yield the records of a file.

    A line without a tag continues the one before it. A record also ends where the next begins.
    """
    record: _Record | None = None
    is_reported = False
    for number, line in enumerate(lines, 1):
        tagged = _TAG.match(line)
        if tagged and tagged[1] in _ENDS:
            if record:
                yield record
            record = _Record(number) if tagged[1] == "TY" else None
            is_reported = False
        elif record:
            record.add_line(tagged, line)
        elif tagged and not is_reported:
            is_reported = True
            yield EntryProblem(number, 1, "a record begins with a line such as “TY  - JOUR”")
    if record:
        yield record


def _read_reference(record: _Record) -> Reference:
    doi = record.find("DO")
    is_link = doi.lower().startswith("http")
    return Reference(
        line=record.line,
        title=record.find("TI", "T1", "CT", "BT"),
        author=_read_authors(record),
        published=_read_date(record),
        addresses=(
            record.find("UR"),
            f"{DOI_ADDRESS}{doi}" if doi and not is_link else doi,
            record.find("L1", "LK"),
        ),
        site=record.find("T2", "PB"),
        notes=tuple(" ".join(record.find_all(tag)) for tag in ("AB", "N2", "N1")),
        keywords=tuple(record.find_all("KW")),
    )


def _read_authors(record: _Record) -> str:
    names = record.find_all("AU", "A1", "ED", "A2", "A3")
    people = [_read_name(name) for name in names if name.lower() not in _OTHERS]
    addresses = record.find_all("AD")
    organizations = [each for each in addresses[:1] if len(each) <= _MAX_ADDRESS]
    others = len(people) < len(names)
    return join_authors(people, others=others, organizations=organizations)


def _read_name(text: str) -> str:
    """Return the full name of “Family, Given, Suffix”; an organisation stays as it is."""
    name = canonical(text)
    return name if has_organization_word(name) or not name else parse_person(name).full


def _read_date(record: _Record) -> PublicationDate | None:
    """Return the date of “year/month/day/words”, the most precise of several."""
    dates = [_parse_date(date) for tag in _DATES for date in record.find_all(tag)]
    known = [date for date in dates if date]
    return max(known, key=lambda date: len(date.iso or ""), default=None)


def _parse_date(text: str) -> PublicationDate | None:
    year, *rest = (part.strip() for part in text.split("/", 3))
    month, day, words = (*rest, "", "", "")[:3]
    if not year:
        return PublicationDate.parse(words) if words else None
    return parse_date(year, *map(parse_number, (month, day)))


RIS: Final = FileFormat("ris", "a RIS bibliography", _recognize, _read)
