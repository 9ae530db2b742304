"""Reads the files of an import into a spool, before anything is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from facts.importers.draft_cleaner import DraftCleaner
from facts.importers.draft_spool import DraftSpool, PlacedDraft
from facts.importers.errors import (
    BadEntries,
    InputError,
    InputUnrecognized,
    InputWithoutFacts,
    SeveralInputsRefused,
    TooManyFacts,
)
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.formats import recognize_format
from facts.importers.input_file import InputFile
from facts.model.drafts import (
    Draft,
    EntryProblem,
    FactDraft,
    LineWarning,
    PageEntry,
    ReadingNote,
    TopicDraft,
)

MAX_FACTS: Final = 2_000_000
"""Facts of one import: more than any team has written down."""
MAX_MESSAGES: Final = 1_000
"""Warnings and problems kept of one import. A file of another kind can cause millions."""
_MAX_MESSAGE: Final = 500
"""Characters of a message: one can quote a title of any length."""
_MAX_PROBLEMS: Final = 100_000
"""Bad entries after which a file is given up: it is of another kind."""
MAX_SAMPLES: Final = 3
"""Facts shown in a preview."""


@dataclass(frozen=True, slots=True)
class ImportInput:
    """A file to import, and how to read it.

    Without a `format` the content decides. `is_optional` is a file of a folder: one of another kind
    is passed over with a warning.
    """

    file: InputFile
    options: ReadOptions = field(default_factory=ReadOptions)
    format: FileFormat | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What one import may hold, and whether bad entries are left out instead of refused."""

    max_facts: int = MAX_FACTS
    skip_bad: bool = False


@dataclass(frozen=True, slots=True)
class FileMessage:
    """A warning or problem, and the name of its file."""

    file: str
    entry: LineWarning | EntryProblem


@dataclass(frozen=True, slots=True)
class FileReading:
    """How one file was read: the title of its format, and notes such as its columns."""

    name: str
    format: str
    facts: int
    notes: tuple[ReadingNote, ...]


@dataclass(slots=True)
class InputReading:
    """What was read: files, warnings, entries left out, and the first facts.

    `warnings` and `skipped` hold at most MAX_MESSAGES each; `dropped` counts the others. `names`
    are those of all files given, also of files passed over.
    """

    names: list[str] = field(default_factory=list)

    files: list[FileReading] = field(default_factory=list)
    warnings: list[FileMessage] = field(default_factory=list)
    skipped: list[FileMessage] = field(default_factory=list)
    samples: list[FactDraft] = field(default_factory=list)
    facts: int = 0
    dropped: int = 0


def read_inputs(
    inputs: Iterable[ImportInput],
    spool: DraftSpool,
    limits: ReadLimits | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> InputReading:
    """Read all files into a spool.

    `advance` gets the number of facts so far. Raises InputError for a file that cannot be imported,
    and SeveralInputsRefused for several. Each file is read, so that all are named at once.
    """
    reader = _Reader(spool, limits or ReadLimits(), advance)
    refused: list[InputError] = []
    for number, each in enumerate(inputs):
        try:
            reader.read(number, each)
        except TooManyFacts:
            raise
        except InputError as error:
            refused.append(error)
    if len(refused) > 1:
        raise SeveralInputsRefused(tuple(refused))
    if refused:
        raise refused[0]
    return reader.reading


class _Reader:
    def __init__(
        self, spool: DraftSpool, limits: ReadLimits, advance: Callable[[int], None]
    ) -> None:
        self.reading = InputReading()
        self._spool = spool
        self._limits = limits
        self._advance = advance
        self._cleaner = DraftCleaner()

    def read(self, number: int, given: ImportInput) -> None:
        """Read one file. Raises InputError."""
        self.reading.names.append(given.file.name)
        file_format = given.format or recognize_format(given.file)
        if file_format is None:
            return self._pass_over(given)
        facts, found = self.reading.facts, _Found()
        for entry in self._iter_clean(file_format.read(given.file, given.options)):
            if found.problems >= _MAX_PROBLEMS:
                break
            self._take(number, given, entry, found)
        if found.problems and not (self._limits.skip_bad and found.problems < _MAX_PROBLEMS):
            raise BadEntries(given.file.name, tuple(found.first_problems), found.problems)
        if not (found.has_content or (found.has_names and not found.doubts)):
            raise InputWithoutFacts(given.file.name, found.doubts)
        title, count = file_format.title, self.reading.facts - facts
        self.reading.files.append(FileReading(given.file.name, title, count, tuple(found.notes)))
        return None

    def _take(self, number: int, given: ImportInput, entry: PageEntry, found: "_Found") -> None:
        match entry:
            case ReadingNote():
                found.notes.append(entry)
            case LineWarning():
                found.first_warning = found.first_warning or entry
                self._keep(self.reading.warnings, given, entry)
            case EntryProblem():
                found.add_problem(entry)
                self._keep(self.reading.skipped, given, entry)
            case _:
                found.has_names = True
                found.has_content = found.has_content or _has_content(entry)
                self._add(number, given, entry)

    def _iter_clean(self, entries: Iterable[PageEntry]) -> Iterator[PageEntry]:
        for entry in entries:
            if isinstance(entry, LineWarning | EntryProblem | ReadingNote):
                yield entry
            else:
                cleaned, doubts = self._cleaner.clean(entry)
                yield from doubts
                yield cleaned

    def _add(self, number: int, given: ImportInput, draft: Draft) -> None:
        reading = self.reading
        if isinstance(draft, FactDraft):
            reading.facts += 1
            if reading.facts > self._limits.max_facts:
                raise TooManyFacts(given.file.name, self._limits.max_facts)
            if len(reading.samples) < MAX_SAMPLES:
                reading.samples.append(draft)
            self._advance(reading.facts)
        self._spool.append(PlacedDraft(number, draft))

    def _keep(
        self, kept: list[FileMessage], given: ImportInput, entry: LineWarning | EntryProblem
    ) -> None:
        if len(kept) < MAX_MESSAGES:
            if len(entry.message) > _MAX_MESSAGE:
                entry = replace(entry, message=f"{entry.message[:_MAX_MESSAGE]}…")
            kept.append(FileMessage(given.file.name, entry))
        else:
            self.reading.dropped += 1

    def _pass_over(self, given: ImportInput) -> None:
        if not given.is_optional:
            for _ in given.file.lines():  # raises InputNotText where the text ends
                pass
            raise InputUnrecognized(given.file.name)
        self._keep(
            self.reading.warnings, given, LineWarning(1, "the file is of another kind; passed over")
        )


def _has_content(draft: Draft) -> bool:
    """Return whether a draft is more than the bare name of a topic."""
    return not isinstance(draft, TopicDraft) or bool(draft.aliases or draft.definition)


@dataclass(slots=True)
class _Found:
    """What one file has so far, besides its drafts."""

    notes: list[ReadingNote] = field(default_factory=list)
    first_warning: LineWarning | None = None
    first_problems: list[EntryProblem] = field(default_factory=list)
    problems: int = 0
    has_names: bool = False
    """Whether it has any draft, if only the bare name of a topic."""
    has_content: bool = False

    def add_problem(self, problem: EntryProblem) -> None:
        """Count a problem, and keep the first ones."""
        self.problems += 1
        if len(self.first_problems) < MAX_MESSAGES:
            self.first_problems.append(problem)

    @property
    def doubts(self) -> tuple[LineWarning, ...]:
        """The first warning or problem, which can explain why nothing was found."""
        if self.first_warning:
            return (self.first_warning,)
        return tuple(LineWarning(each.line, each.message) for each in self.first_problems[:1])
