"""Reads the files of an import into a spool, before anything is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from facts.importers.draft_cleaner import DraftCleaner
from facts.importers.draft_spool import DraftSpool, PlacedDraft
from facts.importers.errors import (
    BadEntries,
    FolderWithoutInput,
    InputError,
    InputNotText,
    InputUnrecognized,
    InputWithoutFacts,
    SeveralInputsRefused,
    TooManyFacts,
)
from facts.importers.formats import recognize_format
from facts.importers.input_file import InputFile
from facts.importers.input_reading import (
    MAX_MESSAGES,
    FileMessage,
    FileReading,
    ImportInput,
    InputReading,
    ReadLimits,
)
from facts.importers.tables.dialect import describe_unknown_table
from facts.model.drafts import (
    Draft,
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    ReadingNote,
    TopicDraft,
)

_MAX_MESSAGE: Final = 500
"""Characters of a message: one can quote a title of any length."""
_MAX_PROBLEMS: Final = 100_000
"""Bad entries after which a file is given up: it is of another kind."""


def read_inputs(
    inputs: Sequence[ImportInput],
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
        except (InputNotText, InputWithoutFacts) as error:
            if each.folder is None:
                refused.append(error)
            else:
                reader.pass_over(each, error)
        except InputError as error:
            refused.append(error)
    _raise_refused(refused or (reader.without_good if not reader.reading.files else []))
    _refuse_empty_folders(inputs, reader.reading)
    return reader.reading


def _raise_refused(refused: Sequence[InputError]) -> None:
    if len(refused) > 1:
        raise SeveralInputsRefused(tuple(refused))
    if refused:
        raise refused[0]


class _Reader:
    def __init__(
        self, spool: DraftSpool, limits: ReadLimits, advance: Callable[[int], None]
    ) -> None:
        self.reading = InputReading()
        self.without_good: list[BadEntries] = []
        """Files passed over because all their entries are bad."""
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
            raise found.refuse(given.file.name)
        if found.problems and not found.has_content:
            self.without_good.append(found.refuse(given.file.name))
            return self._warn_passed_over(given, "no good entry")
        if not (found.has_content or (found.has_names and not found.doubts)):
            raise InputWithoutFacts(given.file.name, found.doubts)
        title, count = file_format.title, self.reading.facts - facts
        self.reading.files.append(FileReading(given.file.name, title, count, tuple(found.notes)))
        return None

    def pass_over(self, given: ImportInput, error: InputNotText | InputWithoutFacts) -> None:
        """Warn about a file of a folder that has no facts."""
        reason = "it is no text" if isinstance(error, InputNotText) else "no facts found"
        self._warn_passed_over(given, reason)

    def _warn_passed_over(self, given: ImportInput, reason: str) -> None:
        self._keep(self.reading.warnings, given, LineWarning(0, f"{reason}; passed over"))

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
            self._advance(reading.facts)
        reading.lone_sources += isinstance(draft, LoneSource)
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
        reason = _explain_unknown(given.file)
        if given.folder is None:
            raise InputUnrecognized(given.file.name, reason)
        self._warn_passed_over(given, reason)


def _explain_unknown(file: InputFile) -> str:
    """Return why a file is of no known format. Raises InputNotText."""
    if not any(line.strip() for line in file.lines()):
        return "the file is empty"
    if hint := describe_unknown_table(file.sample()):
        return hint
    return "it is no table, no notes, and of no other format that can be imported"


def _refuse_empty_folders(inputs: Sequence[ImportInput], reading: InputReading) -> None:
    """Raise FolderWithoutInput for a folder of which no file was read."""
    read = {each.name for each in reading.files}
    folders = dict.fromkeys(each.folder for each in inputs if each.folder)
    for folder in folders:
        if not any(each.file.name in read for each in inputs if each.folder == folder):
            raise FolderWithoutInput(folder)


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

    def refuse(self, name: str) -> BadEntries:
        """Return the error for a file with problems."""
        first = tuple(self.first_problems)
        return BadEntries(name, first, self.problems, has_others=self.has_names)

    @property
    def doubts(self) -> tuple[LineWarning, ...]:
        """The first warning or problem, which can explain why nothing was found."""
        if self.first_warning:
            return (self.first_warning,)
        return tuple(LineWarning(each.line, each.message) for each in self.first_problems[:1])
