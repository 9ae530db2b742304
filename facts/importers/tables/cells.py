"""Texts, names, kinds and authors in the cells of a table."""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facts.importers.tables.columns import Column
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

_HASHTAGS: Final = re.compile(r"#[^\s#,;|]+(?:[\s,;|]+#[^\s#,;|]+)*+")


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
    """Return the names in a cell: “naps; sleep”, “naps | sleep”, “naps, sleep”, “#naps #sleep”.

    Commas separate names only in a cell without semicolons, bars and line breaks. A name in quotes
    keeps its commas, as in a table of Airtable: `"naps, short",sleep`. A JSON list can hold any
    name: `["naps; short", "sleep"]`. Raises CellInvalid for a name without a letter, digit or
    symbol.
    """
    parts = _split_cell(cell)
    names = tuple(dict.fromkeys(filter(None, map(canonical, parts))))
    if len(names) > _MAX_NAMES:
        raise CellInvalid(column, f"has {len(names):,} names; at most {_MAX_NAMES} fit")
    for name in names:
        _check_name(column, name)
    return names


def _split_cell(cell: str) -> Sequence[str]:
    if cell[:1] in ("[", "#"):
        if (listed := _parse_list(cell)) is not None:
            return listed
        if _HASHTAGS.fullmatch(cell):
            return re.findall(r"[^\s#,;|]+", cell)
    if _STRONG_SEPARATOR.search(cell):
        return _STRONG_SEPARATOR.split(cell)
    if '"' in cell:
        return next(csv.reader((cell,), skipinitialspace=True))
    return cell.split(",")


def _parse_list(cell: str) -> list[str] | None:
    """Return the texts of a JSON list; None for anything else."""
    if not cell.endswith("]"):
        return None
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return found if all(isinstance(each, str) for each in found) else None


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
