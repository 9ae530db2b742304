"""Adding pages to a library: all of them as one change, or none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from facts.model.changes import ChangeNote, Figures
from facts.model.drafts import Draft, FactDraft, LineWarning, Reading, TopicDraft
from facts.model.entities import SHARED, LibraryId
from facts.model.errors import InputWithoutFacts
from facts.store.library_store import Store

MOST_WARNINGS: Final = 1_000
"""Enough to find what is wrong with a page; a file that is no page would bring millions."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one input; `name` is what the person calls it, such as a file's path."""

    name: str
    readings: Iterable[Reading]


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

    figures: Figures
    warnings: tuple[PageWarning, ...]
    pages: int


@dataclass(slots=True)
class _Intake:
    """Parts drafts from warnings while the store consumes them, and sees to it that facts come."""

    pages: Iterable[Page]
    read: int = 0
    topics: list[tuple[str, TopicDraft]] = field(default_factory=list)
    warnings: list[PageWarning] = field(default_factory=list)
    unkept: int = 0

    def drafts(self) -> Iterator[Draft]:
        for page in self.pages:
            self.read += 1
            yield from self._drafts_of(page)

    def _drafts_of(self, page: Page) -> Iterator[Draft]:
        facts, doubts = 0, len(self.warnings)
        for reading in page.readings:
            if isinstance(reading, LineWarning):
                self._keep(PageWarning(page.name, reading))
            else:
                facts += isinstance(reading, FactDraft)
                self._note(page.name, reading)
                yield reading
        if not facts:
            raise InputWithoutFacts(page.name, tuple(d.warning for d in self.warnings[doubts:]))

    def _note(self, page: str, draft: Draft) -> None:
        if isinstance(draft, TopicDraft) and len(self.topics) < MOST_WARNINGS:
            self.topics.append((page, draft))

    def _keep(self, warning: PageWarning) -> None:
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(warning)
        else:
            self.unkept += 1
            message = f"{self.unkept + 1:,} more warnings, the last of them about this line"
            line = LineWarning(warning.warning.line, message)
            self.warnings[-1] = PageWarning(warning.page, line)


async def import_pages(
    store: Store,
    pages: Iterable[Page],
    note: ChangeNote,
    *,
    library: LibraryId = SHARED,
    keep: bool = True,
) -> ImportReport:
    """Add pages to a library in one change; with `keep` false only tell what it would bring.

    Pages may be lazy: they are read while they are stored, in another thread. Raises
    InputWithoutFacts for a page that holds none, and whatever reading a page raises; nothing is
    kept then.
    """
    intake = _Intake(pages)
    figures = await store.add(library, intake.drafts(), note, keep=keep)
    names = await store.filed_as(library, {draft.name for _, draft in intake.topics})
    filed = _filed_by_alias(intake.topics, names)
    return ImportReport(figures, (*intake.warnings, *filed), intake.read)


def _filed_by_alias(
    topics: Iterable[tuple[str, TopicDraft]], names: Mapping[str, str]
) -> Iterator[PageWarning]:
    """Say which topics of pages were taken for another one, as whose alias they are known."""
    for page, draft in topics:
        if draft.name in names:
            message = f"“{draft.name}” is known as an alias of “{names[draft.name]}”: filed there"
            yield PageWarning(page, LineWarning(draft.line, message))
