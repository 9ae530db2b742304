"""Adding pages to a library: all of them as one change, or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from facts.drafts import Draft, FactDraft, LineWarning, Reading
from facts.errors import InputWithoutFacts
from facts.model import SHARED, LibraryId
from facts.store import ChangeNote, Figures, Store


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
    """What an import brought, and what was doubtful about the pages, in their order."""

    figures: Figures
    warnings: tuple[PageWarning, ...]


@dataclass(slots=True)
class _Intake:
    """Parts drafts from warnings while the store consumes them, and sees to it that facts come."""

    pages: Iterable[Page]
    warnings: list[PageWarning] = field(default_factory=list)

    def drafts(self) -> Iterator[Draft]:
        for page in self.pages:
            yield from self._drafts_of(page)

    def _drafts_of(self, page: Page) -> Iterator[Draft]:
        facts = 0
        for reading in page.readings:
            if isinstance(reading, LineWarning):
                self.warnings.append(PageWarning(page.name, reading))
            else:
                facts += isinstance(reading, FactDraft)
                yield reading
        if not facts:
            raise InputWithoutFacts(page.name)


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
    return ImportReport(figures, tuple(intake.warnings))
