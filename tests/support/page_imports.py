"""Imports of entries that are read already, straight into the store."""

from collections.abc import Iterable
from dataclasses import dataclass

from facts.model.changes import ChangeId, ChangeNote, ImportFigures
from facts.model.drafts import EntryProblem, LineWarning, PageEntry, ReadingNote
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.store.library_store import LibraryStore


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    entries: Iterable[PageEntry]


@dataclass(frozen=True, slots=True)
class PageReport:
    figures: ImportFigures
    change: ChangeId | None


async def import_pages(
    store: LibraryStore,
    pages: Iterable[Page],
    note: ChangeNote,
    *,
    library: LibraryId = SHARED_LIBRARY,
) -> PageReport:
    """Add the drafts of some pages in one change; nothing is compared or cleaned."""
    drafts = (
        entry
        for page in pages
        for entry in page.entries
        if not isinstance(entry, EntryProblem | LineWarning | ReadingNote)
    )
    change, figures = await store.add(library, drafts, note)
    return PageReport(figures, change)
