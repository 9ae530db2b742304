"""The interface of a spool: drafts that were read, until they are written."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from facts.model.drafts import Draft


class PlacedDraft(NamedTuple):
    """A draft and the number of its file, from 0."""

    file: int
    draft: Draft


class DraftSpool(Protocol):
    """Keeps the drafts of an import in order, however many there are."""

    def append(self, placed: PlacedDraft) -> None:
        """Add a draft at the end."""

    def __iter__(self) -> Iterator[PlacedDraft]:
        """Yield all drafts from the first one."""
