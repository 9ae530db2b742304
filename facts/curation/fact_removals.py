"""Removal of facts: one by one, all of a source, and for good."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facts.curation.access import check_owned, load_fact
from facts.curation.errors import NothingChanged, SourceWithoutFacts
from facts.curation.store import Workspace
from facts.model.entities import SHARED_LIBRARY, FactId, SourceId
from facts.model.errors import SourceNotFound


@dataclass(frozen=True, slots=True)
class RemovedFacts:
    """Facts that were removed, shared ones that were hidden, and facts that lost one source."""

    removed: tuple[FactId, ...] = ()
    hidden: tuple[FactId, ...] = ()
    kept: tuple[FactId, ...] = ()


def remove_facts(workspace: Workspace, facts: Sequence[FactId]) -> RemovedFacts:
    """Remove own facts, and hide shared ones in a server.

    Raises FactNotFound, FactRemoved, or NothingChanged without facts.
    """
    if not facts:
        raise NothingChanged
    records = {fact: load_fact(workspace, fact) for fact in facts}
    own = tuple(fact for fact, each in records.items() if each.library == workspace.library)
    shared = tuple(fact for fact in records if fact not in own)
    workspace.remove_facts(own)
    workspace.hide_facts(shared)
    said = [f"Removed {name_facts(own)}"] if own else []
    said += [f"Hid {name_facts(shared)} on this server"] if shared else []
    workspace.describe("; ".join(said))
    return RemovedFacts(own, shared)


def remove_source_facts(workspace: Workspace, source: SourceId) -> RemovedFacts:
    """Remove the facts that rest on one source alone; take the source from the others.

    A server hides shared facts. Raises SourceNotFound, SourceWithoutFacts, or NothingChanged for
    shared facts that all have other sources.
    """
    known = workspace.get_source(source)
    facts = [
        fact
        for fact in workspace.list_facts_from(source)
        if workspace.snapshot.facts.get(fact) is not None
    ]
    if known is None or known.library not in (SHARED_LIBRARY, workspace.library):
        raise SourceNotFound
    if not facts:
        raise SourceWithoutFacts(known.title)
    records = {fact: load_fact(workspace, fact) for fact in facts}
    alone = tuple(fact for fact, each in records.items() if len(each.citations) == 1)
    own = tuple(fact for fact in alone if records[fact].library == workspace.library)
    shared = tuple(fact for fact in alone if fact not in own)
    kept = tuple(
        fact
        for fact, each in records.items()
        if fact not in alone and each.library == workspace.library
    )
    if not (alone or kept):
        raise NothingChanged
    workspace.remove_facts(own)
    workspace.hide_facts(shared)
    for fact in kept:
        rest = tuple(each for each in records[fact].citations if each.source != source)
        workspace.save_fact(fact, replace(records[fact], citations=rest))
    workspace.describe(f"Removed the facts of the source “{known.title}”")
    return RemovedFacts(own, shared, kept)


def purge_facts(workspace: Workspace, facts: Sequence[FactId]) -> RemovedFacts:
    """Wipe facts, also from the history.

    Raises SharedReadOnly, FactNotFound, AlreadyPurged, or NothingChanged without facts.
    """
    if not facts:
        raise NothingChanged
    for fact in facts:
        check_owned(workspace, fact)
    workspace.purge(facts)
    workspace.describe(f"Purged {name_facts(tuple(facts))}")
    return RemovedFacts(tuple(facts))


def name_facts(facts: Sequence[FactId]) -> str:
    """Return a few facts by their numbers, many by their count."""
    if len(facts) == 1:
        return f"fact {facts[0]}"
    listed = ", ".join(map(str, facts[:5]))
    return f"facts {listed}" if len(facts) <= 5 else f"{len(facts):,} facts"  # noqa: PLR2004 (see above)
