"""Columns of a table, understood by the names in its header."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.text.normalize import canonical, fold


class Column(StrEnum):
    """What the cells of a column hold; the order is that of notes and of `RowInterpreter`."""

    FACT = "fact"
    TOPICS = "topics"
    KIND = "kind"
    STANCE = "stance"
    SOURCE = "source"
    URL = "link"
    AUTHOR = "author"
    ORGANISATION = "organisation"
    DATE = "date"
    ALIASES = "aliases"
    DEFINITION = "definition"


_NAMES: Final = {
    Column.FACT: (
        "fact", "fact text", "statement", "claim", "quote", "quotation", "answer", "finding",
        "insight", "highlight", "text", "content", "note",
    ),
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
        "source url", "source link", "url", "link", "web address", "address", "uri", "website",
    ),
    Column.AUTHOR: ("author", "source author", "book author", "written by", "by", "speaker"),
    Column.ORGANISATION: ("organisation", "organization"),
    Column.DATE: (
        "published", "publication date", "date published", "published on", "publication year",
        "source date", "date", "year",
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
_MAX_NAME: Final = 60
"""Characters of a name in a header, at most; a note shows no more of it."""
_MAX_NAMED: Final = 20
"""Ignored columns that a note names."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The names in a header, and the place of each column that was understood, from 0."""

    names: tuple[str, ...]
    places: dict[Column, int]

    @property
    def is_table(self) -> bool:
        """Whether there are facts beside another column, or in a column that is named plainly."""
        if Column.FACT not in self.places:
            return False
        return len(self.names) > 1 or fold(self.names[0]) in _ALONE

    def name(self, column: Column) -> str:
        """Return the name of a column as the header writes it."""
        return self.names[self.places[column]]

    def describe(self) -> str:
        """Return how the columns were understood, as a note to the user."""
        used = ", ".join(
            f"{column} ← “{self.name(column)}”" for column in Column if column in self.places
        )
        others = [
            name
            for place, name in enumerate(self.names)
            if name and place not in self.places.values()
        ]
        ignored = ", ".join(f"“{name}”" for name in others[:_MAX_NAMED])
        if len(others) > _MAX_NAMED:
            ignored += f" and {len(others) - _MAX_NAMED:,} more"
        return f"columns: {used}; ignored: {ignored}" if others else f"columns: {used}"


def understand_header(cells: Sequence[str]) -> ColumnMap:
    """Return what the columns of a header hold.

    Of two columns for the same thing, the more specific name counts, or else the first.
    Empty cells at the end are no columns.
    """
    names = [canonical(cell.removeprefix("\ufeff"))[:_MAX_NAME] for cell in cells]
    while names and not names[-1]:
        names.pop()
    found: dict[Column, tuple[int, int]] = {}
    for place, name in enumerate(names):
        if meaning := _find_meaning(name):
            column, rank = meaning
            found[column] = min(found.get(column, (rank, place)), (rank, place))
    return ColumnMap(tuple(names), {column: place for column, (_, place) in found.items()})


def _find_meaning(name: str) -> tuple[Column, int] | None:
    """Return the column that a name stands for: “Source_URL”, “Topic(s)”, “TAGS”, “Fact:”."""
    if not name[:1].isalnum():
        return None
    plain = fold(name.replace("_", " ")).removesuffix("(s)").rstrip(" :*")
    return _MEANINGS.get(plain) or _MEANINGS.get(plain.removesuffix("s"))
