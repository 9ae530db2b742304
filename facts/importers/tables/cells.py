"""Texts, names, kinds, dates and authors in the cells of a table."""

import csv
import re
from dataclasses import dataclass
from typing import Final

from facts.importers.tables.columns import Column
from facts.model.dates import PublicationDate
from facts.model.entities import Stance
from facts.text.normalize import canonical, fold

MAX_NAME: Final = 200
"""Characters of a topic's name: a longer one is a sentence in the wrong column."""
MAX_TITLE: Final = 1_000
"""Characters of a source's title or its authors: longer ones are a text in the wrong column."""
_MAX_NAMES: Final = 50
"""Names in one cell: more are a text in the wrong column."""
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""The beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_STRONG_SEPARATOR: Final = re.compile(r"[;|\n]")
_STANCE: Final = re.compile(rf"(.*\S)\s*\(({'|'.join(Stance)})\)", re.IGNORECASE | re.DOTALL)
_DAY_FIRST: Final = re.compile(
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})", re.ASCII
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})", re.ASCII
)
_SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_DECIMAL_YEAR: Final = re.compile(r"(\d{4})\.0", re.ASCII)
_MONTHS: Final = 12


class CellInvalid(Exception):
    """A cell cannot be read; `problem` says why and what to do."""

    def __init__(self, column: Column, problem: str) -> None:
        super().__init__(column, problem)
        self.column = column
        self.problem = problem


@dataclass(frozen=True, slots=True)
class TopicCell:
    """The names in a cell of topics, each with the stance in brackets after it.

    `stances` is empty if no name has one.
    """

    names: tuple[str, ...] = ()
    stances: tuple[Stance | None, ...] = ()


def guard_formula(cell: str) -> str:
    """Return a cell that a spreadsheet does not run as a formula: `'=SUM(A1)`.

    `unguard_formula` returns the original of every cell.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard_formula(cell: str) -> str:
    """Return a cell without the apostrophe that guards a formula."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def clean_cell(cell: str) -> str:
    """Return a cell without white space around it and without a guard."""
    return unguard_formula(cell.strip())


def split_names(column: Column, cell: str) -> tuple[str, ...]:
    """Return the names in a cell: “naps; sleep”, “naps | sleep”, “naps, sleep”.

    Commas separate names only in a cell without semicolons, bars and line breaks. A name in quotes
    keeps its commas, as in a table of Airtable: `"naps, short",sleep`. Raises CellInvalid for a
    name without a letter, digit or symbol.
    """
    if _STRONG_SEPARATOR.search(cell):
        parts = _STRONG_SEPARATOR.split(cell)
    elif '"' in cell:
        parts = next(csv.reader((cell,), skipinitialspace=True))
    else:
        parts = cell.split(",")
    names = tuple(dict.fromkeys(filter(None, map(canonical, parts))))
    if len(names) > _MAX_NAMES:
        raise CellInvalid(column, f"has {len(names):,} names; at most {_MAX_NAMES} fit")
    for name in names:
        _check_name(column, name)
    return names


def _check_name(column: Column, name: str) -> None:
    if not fold(name):
        raise CellInvalid(column, f"“{name}” is no name; write one or leave the cell empty")
    if len(name) > MAX_NAME:
        problem = f"a name has {len(name):,} characters; at most {MAX_NAME} fit"
        raise CellInvalid(column, problem)


def read_topics(cell: str) -> TopicCell:
    """Return the topics in a cell, such as “naps; night shifts (challenges)”."""
    names, stances = [], []
    for part in split_names(Column.TOPICS, cell):
        match = _STANCE.fullmatch(part)
        names.append(match[1] if match else part)
        _check_name(Column.TOPICS, names[-1])
        stances.append(Stance(match[2].lower()) if match else None)
    return TopicCell(tuple(names), tuple(stances) if any(stances) else ())


def read_stance(cell: str) -> tuple[Stance | None, str | None]:
    """Return the stance in a cell, and a doubt about other words."""
    word = canonical(cell).lower()
    if not word or word in set(Stance):
        return Stance(word) if word else None, None
    return None, f"“{word[:MAX_NAME]}” is no stance; write supports, challenges or neutral"


def read_date(cell: str) -> tuple[PublicationDate | None, str | None]:
    """Return the date in a cell, and a doubt about one that can be two days.

    Besides the forms of pages it knows those of spreadsheets: 15.3.2026, 2026/3/15, 3/15/2026 and
    2026.0.
    """
    words = canonical(cell)
    if not words:
        return None, None
    if match := _DECIMAL_YEAR.fullmatch(words):
        return PublicationDate.parse(match[1]), None
    if match := _DAY_FIRST.fullmatch(words) or _YEAR_FIRST.fullmatch(words):
        return _build_date(words, match["year"], match["month"], match["day"]), None
    if match := _SLASHES.fullmatch(words):
        return _read_slashes(words, match)
    return PublicationDate.parse(words[:MAX_NAME]), None


def _read_slashes(words: str, match: re.Match[str]) -> tuple[PublicationDate, str | None]:
    first, second = int(match[1]), int(match[2])
    if first != second and max(first, second) <= _MONTHS:
        doubt = f"“{words}” can be two days; it was kept as words; write year-month-day"
        return PublicationDate(words), doubt
    month, day = (second, first) if first > _MONTHS else (first, second)
    return _build_date(words, match[3], str(month), str(day)), None


def _build_date(words: str, year: str, month: str, day: str) -> PublicationDate:
    try:
        return PublicationDate(words, int(year), int(month), int(day))
    except ValueError:
        return PublicationDate(words)


def read_author(people: str, organisation: str) -> str | None:
    """Return people and organisation as an author: “Ann Lee, Bo Chen · Sleep Lab”.

    Semicolons, bars and line breaks separate people; then “Lee, Ann” becomes “Ann Lee”.
    """
    names = [canonical(part) for part in _STRONG_SEPARATOR.split(people)]
    if len(names) > 1:
        names = [_turn_name(name) for name in names if name]
    parts = (", ".join(names), canonical(organisation.replace("\n", ", ")))
    author = " · ".join(filter(None, parts))
    if len(author) > MAX_TITLE:
        column = Column.AUTHOR if people else Column.ORGANISATION
        raise CellInvalid(column, f"has {len(author):,} characters; at most {MAX_TITLE:,} fit")
    return author or None


def _turn_name(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name
