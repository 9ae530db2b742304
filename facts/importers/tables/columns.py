"""Columns of a table, understood by the names in its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.model.entities import CLAIM, Kind
from facts.text.normalize import canonical, fold


class Column(StrEnum):
    """What the cells of a column hold; the order is that of notes and of `RowInterpreter`."""

    FACT = "fact"
    QUESTION = "question"
    TOPICS = "topics"
    KIND = "kind"
    STANCE = "stance"
    SOURCE = "source"
    URL = "link"
    SITE = "site"
    AUTHOR = "author"
    ORGANISATION = "organisation"
    DATE = "date"
    ALIASES = "aliases"
    DEFINITION = "definition"


_NAMES: Final = {
    Column.FACT: (
        "fact", "fact text", "statement", "claim", "quote", "quotation", "answer", "finding",
        "insight", "highlight", "text", "content", "name", "note", "comment",
    ),
    Column.QUESTION: ("question",),
    Column.TOPICS: (
        "topic", "topic name", "tag", "category", "categories", "subject", "keyword", "concept",
    ),
    Column.KIND: ("kind", "fact kind", "fact type", "type"),
    Column.STANCE: ("stance",),
    Column.SOURCE: (
        "source title", "source", "source name", "reference", "citation", "book title", "title",
        "book", "document", "publication",
    ),
    Column.URL: (
        "source url", "source link", "link to source", "reference url", "reference link", "url",
        "link", "web address", "address", "uri",
    ),
    Column.SITE: ("site", "source site", "domain", "host", "website", "web site"),
    Column.AUTHOR: ("author", "source author", "book author", "written by", "by", "speaker"),
    Column.ORGANISATION: ("organisation", "organization"),
    Column.DATE: (
        "published", "publication date", "date published", "published on", "published at",
        "publication year", "source date", "date", "year",
    ),
    Column.ALIASES: ("alias", "aliases", "also known as", "aka", "synonym", "topic alias"),
    Column.DEFINITION: ("definition", "topic definition"),
}  # fmt: skip
"""The names of each column, the most specific first."""
_MEANINGS: Final = {
    name: (column, rank)
    for column, names in _NAMES.items()
    for rank, name in enumerate(names)
}  # fmt: skip
_ALONE: Final = frozenset({"fact", "statement", "claim", "quote"})
_QUOTES: Final = frozenset({"quote", "quotation"})
_ANSWERS: Final = frozenset({"answer"})
_WEAK: Final = frozenset({"name", "note", "comment"})
"""Names of columns that are no facts beside the address of a person."""
_ORIGINS: Final = frozenset(
    "source,source title,source name,reference,citation,source url,source link,link to source,"
    "reference url,reference link,url,link".split(",")
)
"""Names beside which “Name” is a fact, as in tables of Notion and Airtable."""
_PERSONAL: Final = frozenset(
    "email,e mail,mail,email address,e mail address,phone,phone number,telephone,mobile".split(",")
)
"""Names in a table of people."""
_SIDE_NOTE: Final = re.compile(r" ?[(/]| \d{1,2}\Z")
"""Where a remark on a name begins: “Fact (required)”, “Source / Reference”, “Source 2”."""
_MAX_NAME: Final = 40
"""Characters of a name in a header, at most; a note cuts off the rest."""
_MAX_NAMED: Final = 10
"""Columns that a note names."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The names in a header, and the place of each column that was understood, from 0.

    `more_sources` are the places of further columns of sources. Facts without a kind have `kind`.
    """

    names: tuple[str, ...]
    places: dict[Column, int]
    more_sources: tuple[int, ...] = ()
    kind: Kind = CLAIM

    @property
    def is_table(self) -> bool:
        """Whether there are facts beside another column, or in a column that is named plainly."""
        if Column.FACT not in self.places:
            return False
        return len(self.names) > 1 or fold(self.names[0]) in _ALONE

    @property
    def has_sources(self) -> bool:
        """Whether a column can name the sources of facts."""
        return not {Column.SOURCE, Column.URL, Column.SITE}.isdisjoint(self.places)

    def name(self, column: Column) -> str:
        """Return the name of a column as the header writes it."""
        return self.names[self.places[column]]

    def describe(self) -> str:
        """Return how the columns were understood, as a note to the user."""
        used = (
            f"{column} ← {self._join_names(column)}"
            for column in Column
            if column in self.places and column is not Column.QUESTION
        )
        known = {*self.places.values(), *self.more_sources}
        others = [name for place, name in enumerate(self.names) if name and place not in known]
        note = f"columns: {', '.join(used)}"
        return f"{note}; ignored: {_list_names(others)}" if others else note

    def _join_names(self, column: Column) -> str:
        places = [self.places[column]]
        if column is Column.FACT and Column.QUESTION in self.places:
            places.insert(0, self.places[Column.QUESTION])
        if column is Column.SOURCE:
            places += self.more_sources
        return _list_names([self.names[place] for place in places], " and ")


def describe_missing_facts(columns: ColumnMap) -> str:
    """Return what to do about a table without a column of facts."""
    if len(columns.names) < 2 or columns.names[0].endswith("."):  # noqa: PLR2004 - or no header
        return "no column holds facts; name one “fact”, as in: fact,topics,source,link"
    names = _list_names([name for name in columns.names if name])
    return f"no column holds facts; the columns are {names}: name one “fact”"


def _list_names(names: Sequence[str], separator: str = ", ") -> str:
    """Return names of columns in quotes, the first _MAX_NAMED of them."""
    listed = separator.join(f"“{name}”" for name in names[:_MAX_NAMED])
    hidden = len(names) - _MAX_NAMED
    return f"{listed} and {hidden:,} more" if hidden > 0 else listed


def understand_header(cells: Sequence[str]) -> ColumnMap:
    """Return what the columns of a header hold.

    Of two columns for the same thing, the more specific name counts, or else the first.
    Empty cells at the end are no columns.
    """
    names = [canonical(cell.removeprefix("\ufeff"))[:_MAX_NAME] for cell in cells]
    while names and not names[-1]:
        names.pop()
    known = _drop_weak([_find_known(name) for name in names])
    found: dict[Column, tuple[int, int]] = {}
    for place, name in enumerate(known):
        if name in _MEANINGS:
            column, rank = _MEANINGS[name]
            found[column] = min(found.get(column, (rank, place)), (rank, place))
    places = {column: place for column, (_, place) in found.items()}
    fact = known[places[Column.FACT]] if Column.FACT in places else ""
    if fact not in _ANSWERS:
        places.pop(Column.QUESTION, None)
    more = _find_more_sources(known, places.get(Column.SOURCE))
    return ColumnMap(tuple(names), places, more, Kind("quote") if fact in _QUOTES else CLAIM)


def _find_known(name: str) -> str:
    """Return the known name that a name stands for; empty if there is none.

    “Source_URL”, “Topic(s)”, “TAGS”, “Fact:”, “Fact (required)”, “Source / Reference”, “Source 2”.
    """
    if not name[:1].isalnum():
        return ""
    whole = fold(name.replace("_", " "))
    names = (whole, _SIDE_NOTE.split(whole, maxsplit=1)[0])
    plain = [name.rstrip(" :*") for name in names]
    forms = (form for name in plain for form in (name, name.removesuffix("s")))
    return next((form for form in forms if form in _MEANINGS or form in _PERSONAL), "")


def _drop_weak(known: list[str]) -> list[str]:
    """Return known names without those that hold no facts beside the others."""
    if not _PERSONAL.isdisjoint(known):
        return ["" if name in _WEAK else name for name in known]
    if _ORIGINS.isdisjoint(known):
        return ["" if name == "name" else name for name in known]
    return known


def _find_more_sources(known: Sequence[str], first: int | None) -> tuple[int, ...]:
    """Return the places of columns that are called as the first column of sources is."""
    if first is None:
        return ()
    return tuple(
        place for place, name in enumerate(known) if name == known[first] and place != first
    )
