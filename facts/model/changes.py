"""Changes of a library, and the figures of an import."""

import datetime
from dataclasses import dataclass, field, fields
from enum import StrEnum
from operator import add, attrgetter
from typing import NewType

ChangeId = NewType("ChangeId", int)


class Origin(StrEnum):
    """Where a change was made."""

    UNKNOWN = ""
    """By a version that did not record it."""
    COMMAND_LINE = "command line"
    DISCORD = "discord"


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """When a change was made, why, by whom and from where.

    `made_by` is a Discord user's id, or None for the operator. `channel` is the id of the Discord
    channel. Raises ValueError if `made_at` has no time zone.
    """

    made_at: datetime.datetime
    reason: str = ""
    made_by: int | None = None
    origin: Origin = Origin.UNKNOWN
    channel: int | None = None

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("the time of a change needs a time zone")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a library's history.

    `summary` says in one sentence what the change did. `undoes` is the change that it reversed;
    `undone_by` is the change that reversed it, and is still in force.
    """

    id: ChangeId
    note: ChangeNote
    summary: str
    undoes: ChangeId | None = None
    undone_by: ChangeId | None = None


@dataclass(frozen=True, slots=True)
class ImportFigures:
    """What an import added.

    Each fact read counts once: `new` if the import added it, `known` if the library already had it,
    `repeated` if this import had already read it. `citations` counts the sources that known and
    repeated facts gained. `corrected` counts known facts that got a new text. `written` is 1 if
    anything was written, also what no other figure counts, such as a topic that a known fact
    gained.
    """

    topics: int = 0
    aliases: int = 0
    sources: int = 0
    new: int = 0
    known: int = 0
    repeated: int = 0
    citations: int = 0
    corrected: int = 0
    written: int = field(default=0, compare=False)

    def __add__(self, other: "ImportFigures") -> "ImportFigures":
        """Return the sums of both."""
        return ImportFigures(*map(add, _read_figures(self), _read_figures(other)))


_read_figures = attrgetter(*(figure.name for figure in fields(ImportFigures)))
"""Returns the figures in order; dataclasses.astuple takes ten times as long."""
