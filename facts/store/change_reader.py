"""Protocol for reading the history of a library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from facts.model.changes import Change, ChangeId
from facts.model.entities import FactId, TopicId
from facts.model.selection import Slice


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """A filter of changes; every part that is not None applies."""

    topic: TopicId | None = None
    fact: FactId | None = None
    user: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One thing before and after a change, as documents; None if it did not exist.

    `entity` is the type of the thing: fact, topic, source, channel, schedule …
    """

    entity: str
    id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """A change with its first revisions, and the number of all things that it changed."""

    change: Change
    revisions: tuple[Revision, ...]
    count: int


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A slice of the changes, newest first, and the number of all."""

    changes: tuple[ChangeDetails, ...]
    count: int


class ChangeReader(Protocol):
    """Changes of one library, as they are in one snapshot.

    The history of a topic or fact includes changes of the shared library. Nothing of another
    server appears in a revision.
    """

    def load_page(self, history: HistoryFilter, part: Slice, max_revisions: int) -> HistoryPage:
        """Return a slice of the changes, newest first.

        A slice that starts after the last change means the last page.
        """

    def load_revisions(self, change: ChangeId, limit: int) -> tuple[Revision, ...]:
        """Return the first things that a change changed."""

    def get(self, change: ChangeId) -> Change | None:
        """Return one change of this library."""

    def list_since(self, entity: str, id_: int, change: ChangeId) -> tuple[Change, ...]:
        """Return the changes that wrote a thing after another change, oldest first."""

    def last(self, entity: str, id_: int) -> ChangeId:
        """Return the last change that wrote a thing; 0 if it is unknown."""

    def find_removal(self, fact: FactId) -> Change | None:
        """Return the change that removed a fact; None if it exists or never did."""

    def find_successor(self, entity: str, id_: int) -> int | None:
        """Return the topic or source that another was merged into."""

    def names(self, entity: str, ids: Sequence[int]) -> dict[int, str]:
        """Return the names of topics or sources: those of today, or the last ones they had."""

    def curator_roles(self) -> tuple[int, ...]:
        """Return the ids of the server's curator roles."""
