"""Adding pages to a library: all of them as one change, or none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from facts.importers.errors import InputWithoutFacts
from facts.model.changes import ChangeNote, ImportFigures
from facts.model.drafts import Draft, FactDraft, LineWarning, PageEntry, TopicDraft
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.store.library_store import LibraryStore

MAX_WARNINGS: Final = 1_000
"""Enough to find what is wrong with a page; a file that is no page would bring millions."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one input; `name` is what the person calls it, such as a file's path."""

    name: str
    entries: Iterable[PageEntry]


@dataclass(frozen=True, slots=True)
class PageWarning:
    """A warning and the page it is about."""

    page: str
    warning: LineWarning


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import of so many pages brought, and what was doubtful about them, in their order.

    Of the pages' own warnings MOST_WARNINGS are kept, the last one saying how many more there were.
    """

    figures: ImportFigures
    warnings: tuple[PageWarning, ...]
    pages: int


@dataclass(slots=True)
class _DraftReader:
    """Parts drafts from warnings while the store consumes them, and sees to it that facts come."""

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
        facts, doubts = 0, len(self.warnings)
        for reading in page.entries:
            if isinstance(reading, LineWarning):
                self._add_warning(PageWarning(page.name, reading))
            else:
                facts += isinstance(reading, FactDraft)
                self._remember_topic(page.name, reading)
                yield reading
        if not facts:
            raise InputWithoutFacts(page.name, tuple(d.warning for d in self.warnings[doubts:]))

    def _remember_topic(self, page: str, draft: Draft) -> None:
        if isinstance(draft, TopicDraft) and len(self.topics) < MAX_WARNINGS:
            self.topics.append((page, draft))

    def _add_warning(self, warning: PageWarning) -> None:
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(warning)
        else:
            self.dropped_warnings += 1
            message = (
                f"{self.dropped_warnings + 1:,} more warnings, the last of them about this line"
            )
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
    """Add pages to a library in one change; with `keep` false only tell what it would bring.

    Pages may be lazy: they are read while they are stored, in another thread. Raises
    InputWithoutFacts for a page that holds none, and whatever reading a page raises; nothing is
    kept then.
    """
    intake = _DraftReader(pages)
    figures = await store.add(library, intake.iter_drafts(), note, keep=keep)
    drafted = {draft.name for _, draft in intake.topics}
    names = await store.read(library, lambda snapshot: snapshot.topics.resolve_aliases(drafted))
    filed = _warn_filed_by_alias(intake.topics, names)
    return ImportReport(figures, (*intake.warnings, *filed), intake.pages_read)


def _warn_filed_by_alias(
    topics: Iterable[tuple[str, TopicDraft]], names: Mapping[str, str]
) -> Iterator[PageWarning]:
    """Say which topics of pages were taken for another one, as whose alias they are known."""
    for page, draft in topics:
        if draft.name in names:
            message = f"“{draft.name}” is known as an alias of “{names[draft.name]}”: filed there"
            yield PageWarning(page, LineWarning(draft.line, message))
