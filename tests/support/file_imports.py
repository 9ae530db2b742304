"""Imports of given entries, as if a file had them."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from bot.files.draft_spool import FileSpool
from facts.curation.file_import import CorrectionRule, FileImport, FileImportReport, import_files
from facts.curation.import_comparison import ComparisonDigest
from facts.curation.store import CurationStore
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ImportInput, ReadLimits
from facts.model.drafts import PageEntry
from facts.model.entities import SHARED_LIBRARY, LibraryId
from tests.support.builders import NOTE


def input_of(name: str, entries: Iterable[PageEntry]) -> ImportInput:
    """Return a file that holds some entries."""
    listed = tuple(entries)

    def read(_: InputFile, __: ReadOptions) -> Iterator[PageEntry]:
        return iter(listed)

    return ImportInput(
        InputFile.of_text(name, ""), format=FileFormat("made", "made up", lambda _: True, read)
    )


async def import_entries(
    store: CurationStore,
    *files: Iterable[PageEntry],
    library: LibraryId = SHARED_LIBRARY,
    rule: CorrectionRule = CorrectionRule.SKIP,
    limits: ReadLimits | None = None,
    keep: bool = True,
    expected: ComparisonDigest | None = None,
) -> FileImportReport:
    """Import files that hold some entries; the files are called a, b, c …"""
    inputs = [input_of(name, entries) for name, entries in zip("abcdef", files, strict=False)]
    with ExitStack() as until:
        spool = FileSpool(until)
        reading = read_inputs(inputs, spool, limits)
        task = FileImport(library, NOTE, rule, expected)
        return await import_files(store, task, reading, spool, keep=keep)
