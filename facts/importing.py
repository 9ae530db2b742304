"""Adding pages to a library: all of them as one change, or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from facts.drafts import Draft, FactDraft, LineWarning, Reading
from facts.errors import InputWithoutFacts
from facts.model import SHARED, LibraryId
from facts.store import ChangeNote, Figures, Store

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

    Not more than MOST_WARNINGS are kept, the last of them saying how many more there were.
    """

    figures: Figures
    warnings: tuple[PageWarning, ...]
    pages: int


@dataclass(slots=True)
class _Intake:
    """Parts drafts from warnings while the store consumes them, and sees to it that facts come."""

    pages: Iterable[Page]
    read: int = 0
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
                yield reading
        if not facts:
            raise InputWithoutFacts(page.name, tuple(d.warning for d in self.warnings[doubts:]))

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
    return ImportReport(figures, tuple(intake.warnings), intake.read)
