"""Importer: adds pages to a library in one change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from facts.importers.errors import InputWithoutFacts
from facts.model.changes import ChangeId, ChangeNote, ImportFigures
from facts.model.drafts import (
    Draft,
    EntryProblem,
    FactDraft,
    LineWarning,
    PageEntry,
    ReadingNote,
    TopicDraft,
)
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.store.library_store import LibraryStore

MAX_WARNINGS: Final = 1_000
"""Warnings kept, at most. A file that is not a page can cause millions."""


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of one input, and its name.

    `name` is what the user calls it, such as a path.
    """

    name: str
    entries: Iterable[PageEntry]


@dataclass(frozen=True, slots=True)
class PageWarning:
    """A warning and the name of its page."""

    page: str
    warning: LineWarning


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import: figures, warnings, number of pages.

    `change` is None if nothing was written.
    It keeps at most MAX_WARNINGS warnings about lines. The last one then counts the others.
    """

    figures: ImportFigures
    warnings: tuple[PageWarning, ...]
    pages: int
    change: ChangeId | None = None


@dataclass(slots=True)
class _DraftReader:
    """Separates drafts from warnings while the store reads them."""

    pages: Iterable[Page]
    pages_read: int = 0
    topics: list[tuple[str, TopicDraft]] = field(default_factory=list)
    warnings: list[PageWarning] = field(default_factory=list)
    dropped_warnings: int = 0

    def iter_drafts(self) -> Iterator[Draft]:
        for page in self.pages:
            self.pages_read += 1
            yield from self._read_drafts(page)

    def _read_drafts(self, page: Page) -> Iterator[Draft]:
        facts, first = 0, len(self.warnings)
        for entry in page.entries:
            if isinstance(entry, LineWarning):
                self._add_warning(PageWarning(page.name, entry))
            elif not isinstance(entry, EntryProblem | ReadingNote):
                facts += isinstance(entry, FactDraft)
                self._remember_topic(page.name, entry)
                yield entry
        if not facts:
            doubts = tuple(each.warning for each in self.warnings[first:])
            raise InputWithoutFacts(page.name, doubts)

    def _remember_topic(self, page: str, draft: Draft) -> None:
        if isinstance(draft, TopicDraft) and len(self.topics) < MAX_WARNINGS:
            self.topics.append((page, draft))

    def _add_warning(self, warning: PageWarning) -> None:
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(warning)
        else:
            self.dropped_warnings += 1
            count = self.dropped_warnings + 1
            message = f"{count:,} more warnings; the last one is about this line"
            line = LineWarning(warning.warning.line, message)
            self.warnings[-1] = PageWarning(warning.page, line)


async def import_pages(
    store: LibraryStore,
    pages: Iterable[Page],
    note: ChangeNote,
    *,
    library: LibraryId = SHARED_LIBRARY,
    keep: bool = True,
) -> ImportReport:
    """Add pages to a library in one change.

    It is a dry run if `keep` is false. Pages can be lazy: another thread reads them while the store
    writes. Raises InputWithoutFacts for a page without facts, and any error from reading a page.
    After an error the library is unchanged.
    """
    reader = _DraftReader(pages)
    change, figures = await store.add(library, reader.iter_drafts(), note, keep=keep)
    drafted = {draft.name for _, draft in reader.topics}
    names = await store.read(library, lambda snapshot: snapshot.topics.resolve_aliases(drafted))
    alias_warnings = _warn_about_aliases(reader.topics, names)
    return ImportReport(figures, (*reader.warnings, *alias_warnings), reader.pages_read, change)


def check_pages(pages: Iterable[Page]) -> None:
    """Read pages without a store. Raises what `import_pages` raises for them."""
    for _ in _DraftReader(pages).iter_drafts():
        pass


def _warn_about_aliases(
    topics: Iterable[tuple[str, TopicDraft]], names: Mapping[str, str]
) -> Iterator[PageWarning]:
    """Warn about topics whose name is an alias of another topic."""
    for page, draft in topics:
        if draft.name in names:
            message = (
                f"“{draft.name}” is an alias of “{names[draft.name]}”; its facts were added there"
            )
            yield PageWarning(page, LineWarning(draft.line, message))
