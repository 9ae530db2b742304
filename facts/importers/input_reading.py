"""Inputs of an import, and what was read from them."""

from dataclasses import dataclass, field
from typing import Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.model.drafts import EntryProblem, LineWarning, ReadingNote

MAX_FACTS: Final = 2_000_000
"""Facts of one import: more than any team has written down."""
MAX_MESSAGES: Final = 1_000
"""Warnings and problems kept of one import. A file of another kind can cause millions."""


@dataclass(frozen=True, slots=True)
class ImportInput:
    """A file to import, and how to read it.

    Without a `format` the content decides. `folder` is the name of the folder that the file is
    from, if it was not named itself: a file of another kind is passed over then, with a warning.
    """

    file: InputFile
    options: ReadOptions = field(default_factory=ReadOptions)
    format: FileFormat | None = None
    folder: str | None = None


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
    """What was read: files, warnings, entries left out, and numbers of facts and lone sources.

    `warnings` and `skipped` hold at most MAX_MESSAGES each; `dropped` counts the others. `names`
    are those of all files given, also of files passed over.
    """

    names: list[str] = field(default_factory=list)

    files: list[FileReading] = field(default_factory=list)
    warnings: list[FileMessage] = field(default_factory=list)
    skipped: list[FileMessage] = field(default_factory=list)
    lone_sources: int = 0
    facts: int = 0
    dropped: int = 0
