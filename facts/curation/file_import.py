"""Use case: files that were read become one change of a library."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice

from facts.curation.errors import CurationError, SameFactExists
from facts.curation.import_comparer import compare_import
from facts.curation.import_comparison import (
    MAX_COMPARED,
    Comparison,
    ComparisonDigest,
    Correction,
    VersionRelation,
)
from facts.curation.store import CurationStore, Workspace
from facts.importers.draft_spool import DraftSpool
from facts.importers.input_reading import MAX_MESSAGES, FileMessage, InputReading
from facts.model.changes import ChangeId, ChangeNote, ImportFigures
from facts.model.drafts import Draft, FactDraft, LineWarning, TopicDraft
from facts.model.entities import LibraryId
from facts.store.library_store import Snapshot
from facts.text.normalize import canonical


class LibraryChanged(CurationError):
    """An import would not do what its preview said: the library has changed since."""


class CorrectionRule(StrEnum):
    """What becomes of a line that seems to be another version of a known fact."""

    SKIP = "skip"
    """The library's fact stays, the line is left out."""
    REPLACE = "replace"
    """The line replaces the text of the fact. A cut-off line is left out for the whole one."""
    KEEP = "keep"
    """Both stay: the line becomes a new fact."""


@dataclass(frozen=True, slots=True)
class FileImport:
    """What is imported where, and by whom.

    `expected` is what the preview found; None imports without one. At most `max_compared` new facts
    are compared with known ones.
    """

    library: LibraryId
    note: ChangeNote
    corrections: CorrectionRule = CorrectionRule.SKIP
    expected: ComparisonDigest | None = None
    max_compared: int = MAX_COMPARED


@dataclass(frozen=True, slots=True)
class FileImportReport:
    """The result of an import, or of its preview.

    `change` is None if nothing was written. `alias_warnings` are about topics whose name is an
    alias of another topic. `left_out` counts the lines left out as other versions.
    """

    figures: ImportFigures
    reading: InputReading
    comparison: Comparison
    change: ChangeId | None
    alias_warnings: tuple[FileMessage, ...] = ()
    left_out: int = 0

    @property
    def warnings(self) -> tuple[FileMessage, ...]:
        """All warnings, those of the files first."""
        return (*self.reading.warnings, *self.alias_warnings)


async def import_files(
    store: CurationStore,
    task: FileImport,
    reading: InputReading,
    spool: DraftSpool,
    *,
    keep: bool = True,
) -> FileImportReport:
    """Write what `read_inputs` has read, as one change; a preview if `keep` is false.

    The library is compared before the change begins. So other writes wait only while it writes.
    Raises LibraryChanged if the comparison is not the expected one.
    """
    comparison = await compare_import(store, task.library, spool, task.max_compared)
    if task.expected not in (None, comparison.digest):
        raise LibraryChanged
    plan = _Plan.make(comparison, task.corrections)
    change, figures = await store.add(
        task.library, plan.iter_drafts(spool), task.note, keep=keep, amend=plan.amend
    )
    figures += ImportFigures(known=len(comparison.shared))
    warn = partial(_warn_about_aliases, reading, spool)
    warnings = await store.read_apart(task.library, warn)
    return FileImportReport(figures, reading, comparison, change, warnings, len(plan.left_out))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which lines are left out, and which replace the text of a fact.

    `shared` are the texts of facts that a server has from the shared library.
    """

    left_out: Collection[tuple[int, str]]
    """The number of a file, and a text in it."""
    shared: Collection[str]
    replacements: tuple[Correction, ...] = ()

    @classmethod
    def make(cls, comparison: Comparison, rule: CorrectionRule) -> "_Plan":
        corrections, shared = comparison.corrections, comparison.shared
        if rule is CorrectionRule.KEEP:
            return cls((), shared)
        if rule is CorrectionRule.SKIP:
            return cls({(each.file, each.draft.text) for each in corrections}, shared)
        shorter = [each for each in corrections if each.relation is VersionRelation.CUT_OFF]
        left_out = {(each.file, each.draft.text) for each in shorter}
        left_out |= {(each.file, each.draft.text) for each in comparison.cut_lines}
        replacing = (each for each in corrections if each.relation is not VersionRelation.CUT_OFF)
        return cls(left_out, shared, tuple(replacing))

    def iter_drafts(self, spool: DraftSpool) -> Iterator[Draft]:
        """Yield what is written: a replacing line too, for its sources and topics."""
        for file, draft in spool:
            if not (isinstance(draft, FactDraft) and self._leaves_out(file, draft)):
                yield draft

    def _leaves_out(self, file: int, draft: FactDraft) -> bool:
        if self.shared and canonical(draft.text) in self.shared:
            return True
        return (file, draft.text) in self.left_out

    def amend(self, workspace: Workspace) -> int:
        """Replace the texts of facts that are still as they were compared; return how many."""
        return sum(_replace_text(workspace, each) for each in self.replacements)


def _replace_text(workspace: Workspace, correction: Correction) -> bool:
    fact = correction.fact
    record = workspace.get_fact(fact.id)
    if record is None or record.text != fact.text:
        return False
    try:
        workspace.save_fact(fact.id, replace(record, text=correction.draft.text))
    except SameFactExists:  # added since the comparison
        return False
    return True


def _warn_about_aliases(
    reading: InputReading, spool: DraftSpool, snapshot: Snapshot
) -> tuple[FileMessage, ...]:
    """Warn about topics whose name is an alias of another topic."""
    drafted = list(islice(_iter_topics(spool), MAX_MESSAGES))
    names = snapshot.topics.resolve_aliases({draft.name for _, draft in drafted})
    return tuple(
        FileMessage(
            reading.names[file],
            LineWarning(
                draft.line,
                f"“{draft.name}” is an alias of “{names[draft.name]}”; its facts were added there",
            ),
        )
        for file, draft in drafted
        if draft.name in names
    )


def _iter_topics(spool: DraftSpool) -> Iterator[tuple[int, TopicDraft]]:
    return ((file, draft) for file, draft in spool if isinstance(draft, TopicDraft))
