"""Compares the facts of an import with those that the library has."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from facts.curation.import_comparison import (
    MAX_COMPARED,
    Comparison,
    Correction,
    CutLine,
    PossibleDuplicate,
    VersionRelation,
)
from facts.curation.near_duplicates import find_versions
from facts.curation.store import CurationStore
from facts.importers.cut_texts import find_cut_texts, is_beginning_of
from facts.importers.draft_spool import DraftSpool
from facts.model.drafts import FactDraft, LoneSource
from facts.model.entities import SHARED_LIBRARY, Fact, FactId, LibraryId, SourceId
from facts.model.selection import EVERYTHING
from facts.store.library_store import Snapshot
from facts.text.normalize import canonical, search_form

MAX_SAMPLES: Final = 3
"""New facts or sources shown in a preview."""
_MAX_IN_FILE: Final = 20_000
"""Facts of an import among which cut-off texts are looked for; they are held in memory."""
_AT_ONCE: Final = 50
"""Facts compared in one read: a tenth of a second."""
_LOOK_UP: Final = 2_000
"""Texts looked up in one query."""
_Placed = tuple[int, FactDraft]
"""The number of a file, and a fact of it."""


async def compare_import(
    store: CurationStore, library: LibraryId, spool: DraftSpool, limit: int = MAX_COMPARED
) -> Comparison:
    """Compare the facts of a spool with a library, in short reads between which others go on."""
    comparison = Comparison(limit=limit)
    if library != SHARED_LIBRARY:
        await _find_shared(store, library, spool, comparison)
    new, known = await store.read_apart(library, partial(_prepare, spool, comparison))
    comparer = _Comparer(library, known, comparison)
    for batch in _batches(new, _AT_ONCE):
        await store.read_apart(library, partial(comparer.compare, batch))
    versions = [each.draft for each in comparison.corrections]
    candidates = (
        draft
        for _, draft in new or _iter_facts(spool)
        if draft not in versions and canonical(draft.text) not in comparison.shared
    )
    comparison.samples += islice(candidates, MAX_SAMPLES)
    if not comparison.samples:
        lone = (each.draft for each in spool if isinstance(each.draft, LoneSource))
        comparison.sources += islice(lone, MAX_SAMPLES)
    return comparison


async def _find_shared(
    store: CurationStore, library: LibraryId, spool: DraftSpool, comparison: Comparison
) -> None:
    """Find the lines that a server sees already, because the shared library has them."""
    shared = await store.read_apart(SHARED_LIBRARY, partial(_find_same, spool))

    def keep_visible(snapshot: Snapshot) -> set[str]:
        visible = {fact.id for fact in snapshot.facts.get_many(shared.values())}
        own = snapshot.facts.find_same(shared) if shared else {}
        return {text for text, fact in shared.items() if fact in visible and text not in own}

    comparison.shared |= await store.read_apart(library, keep_visible)


def _find_same(spool: DraftSpool, snapshot: Snapshot) -> dict[str, FactId]:
    """Return the library's own facts with the text of a line, by canonical text."""
    found: dict[str, FactId] = {}
    for batch in _batches(_iter_facts(spool), _LOOK_UP):
        found.update(snapshot.facts.find_same(each.text for _, each in batch))
    return found


def _prepare(
    spool: DraftSpool, comparison: Comparison, snapshot: Snapshot
) -> tuple[list[_Placed], set[FactId]]:
    """Compare lines with each other; return those to compare with facts, and known facts."""
    _compare_lines(spool, comparison)
    return (
        _divide(spool, comparison, snapshot) if snapshot.facts.has_any(EVERYTHING) else ([], set())
    )


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
    """Return the new facts of a spool, at most the limit, and the known ones' numbers."""
    passed = {canonical(each.draft.text) for each in comparison.cut_lines} | comparison.shared
    new: dict[str, _Placed] = {}
    known: set[FactId] = set()
    for batch in _batches(_iter_facts(spool), _LOOK_UP):
        texts = {canonical(each[1].text): each for each in batch}
        found = snapshot.facts.find_same(texts)
        known.update(found.values())
        for text, each in texts.items():
            if text in found or text in passed or text in new:
                continue
            if len(new) < comparison.limit:
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
        if not hits:
            return
        cited = {snapshot.sources.find(each.source) for each in draft.citations}
        own = (hit.fact for hit in hits if self._is_candidate(hit.fact, cited))
        fact = next(own, None)
        relation = self._relate(draft, fact) if fact else None
        if fact and relation:
            if relation is not VersionRelation.CUT_OFF:
                self._corrected.add(fact.id)
            self._comparison.corrections.append(Correction(file, draft, relation, fact))
            return
        known = hits[0].fact
        likeness = min(int(fuzz.ratio(search_form(draft.text), search_form(known.text))), 99)
        self._comparison.duplicates.append(PossibleDuplicate(file, draft, known, likeness))

    def _is_candidate(self, fact: Fact, cited: AbstractSet[SourceId | None]) -> bool:
        """Return whether a draft that cites some sources can be a version of a fact."""
        return fact.library == self._library and not cited.isdisjoint(
            citation.source.id for citation in fact.citations
        )

    def _relate(self, draft: FactDraft, fact: Fact) -> VersionRelation | None:
        """Return how a draft is a version of the likest fact with its source; None if it is not."""
        if is_beginning_of(draft.text, fact.text):
            return VersionRelation.CUT_OFF
        if fact.id in self._known or fact.id in self._corrected:
            return None
        is_whole = is_beginning_of(fact.text, draft.text)
        return VersionRelation.WHOLE if is_whole else VersionRelation.REWORDED


def _iter_facts(spool: DraftSpool) -> Iterator[_Placed]:
    return ((each.file, each.draft) for each in spool if isinstance(each.draft, FactDraft))


def _batches(items: Iterable[_Placed], size: int) -> Iterator[list[_Placed]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
