"""Compares the facts of an import with those that the library has."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Final

from rapidfuzz.distance import Levenshtein

from facts.curation.near_duplicates import find_versions
from facts.curation.store import CurationStore
from facts.importers.cut_texts import find_cut_texts, is_beginning_of
from facts.importers.draft_spool import DraftSpool
from facts.model.drafts import FactDraft
from facts.model.entities import Fact, FactId, LibraryId, SourceId
from facts.model.selection import EVERYTHING
from facts.store.library_store import Snapshot
from facts.text.normalize import canonical

MAX_COMPARED: Final = 2_000
"""New facts that are compared one by one: each takes a few milliseconds."""
_MAX_IN_FILE: Final = 20_000
"""Facts of an import among which cut-off texts are looked for; they are held in memory."""
_LOOK_UP: Final = 2_000
"""Texts looked up in one query."""
_Placed = tuple[int, FactDraft]
"""The number of a file, and a fact of it."""


class VersionRelation(StrEnum):
    """How a line of a file relates to a known fact, or to another line."""

    REWORDED = "reworded"
    """They differ in a few words."""
    WHOLE = "whole"
    """The line is the whole of a fact that is cut off."""
    CUT_OFF = "cut off"
    """The line is the cut-off beginning of a fact."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line that seems to be another version of a known fact; `file` is the number of its file."""

    file: int
    draft: FactDraft
    relation: VersionRelation
    fact: Fact

    @property
    def changed_words(self) -> int:
        """The number of words that differ."""
        return Levenshtein.distance(self.fact.text.split(), self.draft.text.split())


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line that is the cut-off beginning of another line, whose text is `whole`."""

    file: int
    draft: FactDraft
    whole: str


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A line that says nearly the same as a fact, which it does not correct."""

    file: int
    draft: FactDraft
    fact: Fact
    likeness: int


@dataclass(slots=True)
class Comparison:
    """What an import has in common with a library.

    `not_compared` counts the new facts beyond MAX_COMPARED.
    """

    corrections: list[Correction] = field(default_factory=list)
    cut_lines: list[CutLine] = field(default_factory=list)
    duplicates: list[PossibleDuplicate] = field(default_factory=list)
    not_compared: int = 0


async def compare_import(store: CurationStore, library: LibraryId, spool: DraftSpool) -> Comparison:
    """Compare the facts of a spool with a library, while other reads go on."""
    return await store.read_apart(library, partial(_compare_all, library, spool))


def _compare_all(library: LibraryId, spool: DraftSpool, snapshot: Snapshot) -> Comparison:
    comparison = Comparison()
    _compare_lines(spool, comparison)
    if snapshot.facts.has_any(EVERYTHING):
        new, known = _divide(spool, comparison, snapshot)
        _Comparer(library, known, comparison).compare(new, snapshot)
    return comparison


def _compare_lines(spool: DraftSpool, comparison: Comparison) -> None:
    """Find lines that are the cut-off beginning of another line."""
    placed = list(islice(_iter_facts(spool), _MAX_IN_FILE))
    by_text = {canonical(each[1].text): each for each in reversed(placed)}
    for short, whole in find_cut_texts(by_text):
        file, draft = by_text[short]
        comparison.cut_lines.append(CutLine(file, draft, whole))


def _divide(
    spool: DraftSpool, comparison: Comparison, snapshot: Snapshot
) -> tuple[list[_Placed], set[FactId]]:
    """Return the new facts of a spool, at most MAX_COMPARED, and the known ones' numbers."""
    cut = {canonical(each.draft.text) for each in comparison.cut_lines}
    new: dict[str, _Placed] = {}
    known: set[FactId] = set()
    for batch in _batches(_iter_facts(spool), _LOOK_UP):
        texts = {canonical(each[1].text): each for each in batch}
        found = snapshot.facts.find_same(texts)
        known.update(found.values())
        for text, each in texts.items():
            if text in found or text in cut or text in new:
                continue
            if len(new) < MAX_COMPARED:
                new[text] = each
            else:
                comparison.not_compared += 1
    return list(new.values()), known


class _Comparer:
    """Compares new facts; a known fact is corrected by one line at most.

    A known fact that the import has too is not corrected: the new one is another fact.
    """

    def __init__(self, library: LibraryId, known: set[FactId], comparison: Comparison) -> None:
        self._library = library
        self._known = known
        self._comparison = comparison
        self._corrected: set[FactId] = set()

    def compare(self, batch: Sequence[_Placed], snapshot: Snapshot) -> None:
        """Add what drafts have in common with the library."""
        for file, draft in batch:
            self._compare(file, draft, snapshot)

    def _compare(self, file: int, draft: FactDraft, snapshot: Snapshot) -> None:
        hits = find_versions(snapshot, draft.text)
        cited = {snapshot.sources.find(each.source) for each in draft.citations} if hits else set()
        for hit in hits:
            relation = self._relate(draft, hit.fact, cited)
            if relation:
                if relation is not VersionRelation.CUT_OFF:
                    self._corrected.add(hit.fact.id)
                self._comparison.corrections.append(Correction(file, draft, relation, hit.fact))
                return
        if hits:
            duplicate = PossibleDuplicate(file, draft, hits[0].fact, int(hits[0].score))
            self._comparison.duplicates.append(duplicate)

    def _relate(
        self, draft: FactDraft, fact: Fact, cited: Collection[SourceId | None]
    ) -> VersionRelation | None:
        """Return how a draft is a version of an own fact with the same source; None if not."""
        sources = {each.source.id for each in fact.citations}
        if fact.library != self._library or sources.isdisjoint(cited):
            return None
        if is_beginning_of(draft.text, fact.text):
            return VersionRelation.CUT_OFF
        if fact.id in self._known or fact.id in self._corrected:
            return None
        return (
            VersionRelation.WHOLE
            if is_beginning_of(fact.text, draft.text)
            else VersionRelation.REWORDED
        )


def _iter_facts(spool: DraftSpool) -> Iterator[_Placed]:
    return ((each.file, each.draft) for each in spool if isinstance(each.draft, FactDraft))


def _batches(items: Iterable[_Placed], size: int) -> Iterator[list[_Placed]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
