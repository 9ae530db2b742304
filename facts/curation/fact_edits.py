"""Changes to facts: add, edit, add a source, remove."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from facts.curation.errors import (
    EditConflict,
    NearDuplicate,
    NearDuplicateFound,
    NothingChanged,
    SharedReadOnly,
    SourceNeeded,
    SourceNotCited,
)
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.named_things import NewTopic, cite_sources, link_topics
from facts.curation.near_duplicates import find_near_duplicates
from facts.curation.store import Workspace
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, Kind, SourceId
from facts.model.errors import FactNotFound, FactRemoved, SourceNotFound
from facts.model.records import CitationRecord, FactRecord


@dataclass(frozen=True, slots=True)
class FactInput:
    """A new fact as typed.

    `message` is the Discord message that it was saved from: the ids of the message and its author.
    """

    text: str
    kind: Kind
    topics: tuple[TopicInput, ...]
    sources: tuple[SourceInput, ...]
    message: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FactEdit:
    """New values for parts of a fact; None leaves a part as it is.

    `topics` and `sources` replace all topics or sources; `added_sources` come on top, and
    `removed_sources` go. `base` is the last change of the fact that the editor saw.
    """

    text: str | None = None
    kind: Kind | None = None
    topics: tuple[TopicInput, ...] | None = None
    sources: tuple[SourceInput, ...] | None = None
    added_sources: tuple[SourceInput, ...] = ()
    removed_sources: tuple[SourceId, ...] = ()
    base: ChangeId | None = None


@dataclass(frozen=True, slots=True)
class EditedFact:
    """A fact that was written, the topics made for it, and facts that say nearly the same."""

    fact: FactId
    new_topics: tuple[NewTopic, ...] = ()
    duplicates: tuple[NearDuplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovedFacts:
    """Facts that were removed, shared ones that were hidden, and facts that lost one source."""

    removed: tuple[FactId, ...] = ()
    hidden: tuple[FactId, ...] = ()
    kept: tuple[FactId, ...] = ()


def add_fact(workspace: Workspace, new: FactInput, *, allow_similar: bool) -> EditedFact:
    """Add a fact. Raises NearDuplicateFound, SameFactExists or NameAmbiguous."""
    duplicates = find_near_duplicates(workspace.snapshot, new.text)
    if duplicates and not allow_similar:
        raise NearDuplicateFound(duplicates)
    topics = link_topics(workspace, new.topics)
    citations = cite_sources(workspace, new.sources)
    record = FactRecord(workspace.library, new.kind, new.text, citations, topics.links)
    fact = workspace.add_fact(record)
    if new.message:
        workspace.note_message(fact, *new.message)
    workspace.describe(f"Added fact {fact}")
    return EditedFact(fact, topics.new, duplicates)


def edit_fact(workspace: Workspace, fact: FactId, edit: FactEdit) -> EditedFact:
    """Change parts of a fact.

    Raises FactNotFound, FactRemoved, SharedReadOnly, EditConflict, NothingChanged, SameFactExists,
    SourceNotCited, SourceNeeded or NameAmbiguous.
    """
    before = load_own_fact(workspace, fact)
    check_base(workspace, "fact", fact, edit.base)
    topics = None if edit.topics is None else link_topics(workspace, edit.topics)
    after = replace(
        before,
        text=edit.text or before.text,
        kind=edit.kind or before.kind,
        links=before.links if topics is None else topics.links,
        citations=_edit_citations(workspace, before, edit),
    )
    parts = _changed_parts(before, after)
    if not parts:
        raise NothingChanged
    is_reworded = after.text != before.text
    near = find_near_duplicates(workspace.snapshot, after.text, fact) if is_reworded else ()
    workspace.save_fact(fact, after)
    workspace.describe(f"Edited fact {fact}: {', '.join(parts)}")
    return EditedFact(fact, topics.new if topics else (), near)


def remove_facts(workspace: Workspace, facts: Sequence[FactId]) -> RemovedFacts:
    """Remove own facts, and hide shared ones in a server. Raises FactNotFound or FactRemoved."""
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

    A server hides shared facts. Raises SourceNotFound, or NothingChanged for shared facts that all
    have other sources.
    """
    known = workspace.get_source(source)
    facts = [
        fact
        for fact in workspace.list_facts_from(source)
        if workspace.snapshot.facts.get(fact) is not None
    ]
    if known is None or not facts:
        raise SourceNotFound
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
    """Wipe facts, also from the history. Raises SharedReadOnly or FactNotFound."""
    for fact in facts:
        record = workspace.get_fact(fact)
        if record is None:
            _check_own_removal(workspace, fact)
        elif record.library != workspace.library:
            raise _foreign_fact(workspace, fact, record)
    workspace.purge(facts)
    workspace.describe(f"Purged {name_facts(tuple(facts))}")
    return RemovedFacts(tuple(facts))


def _check_own_removal(workspace: Workspace, fact: FactId) -> None:
    changes = workspace.snapshot.changes
    removal = changes.find_removal(fact)
    if removal is None:
        raise FactNotFound(fact)
    if changes.get(removal.id) is None:
        raise SharedReadOnly("fact")


def load_fact(workspace: Workspace, fact: FactId) -> FactRecord:
    """Return a fact that the library sees. Raises FactNotFound or FactRemoved."""
    record = workspace.get_fact(fact)
    if record is not None and workspace.snapshot.facts.get(fact) is not None:
        return record
    removal = workspace.snapshot.changes.find_removal(fact)
    if removal:
        raise FactRemoved(fact, removal)
    raise FactNotFound(fact)


def load_own_fact(workspace: Workspace, fact: FactId) -> FactRecord:
    """Return a fact of the library itself. Raises SharedReadOnly too."""
    record = load_fact(workspace, fact)
    if record.library != workspace.library:
        raise _foreign_fact(workspace, fact, record)
    return record


def check_base(workspace: Workspace, entity: str, id_: int, base: ChangeId | None) -> None:
    """Raise EditConflict if a thing was changed after `base`."""
    if base is None:
        return
    later = workspace.snapshot.changes.list_since(entity, id_, base)
    if later:
        raise EditConflict(later)


def name_facts(facts: Sequence[FactId]) -> str:
    """Return a few facts by their numbers, many by their count."""
    if len(facts) == 1:
        return f"fact {facts[0]}"
    listed = ", ".join(map(str, facts[:5]))
    return f"facts {listed}" if len(facts) <= 5 else f"{len(facts):,} facts"  # noqa: PLR2004 (see above)


def _foreign_fact(workspace: Workspace, fact: FactId, record: FactRecord) -> Exception:
    if record.library == SHARED_LIBRARY != workspace.library:
        return SharedReadOnly("fact")
    return FactNotFound(fact)


def _edit_citations(
    workspace: Workspace, before: FactRecord, edit: FactEdit
) -> tuple[CitationRecord, ...]:
    citations = before.citations
    if edit.sources is not None:
        citations = cite_sources(workspace, edit.sources)
    known = {each.source: each for each in citations}
    for each in cite_sources(workspace, edit.added_sources):
        if each.source not in known or each.author:
            known[each.source] = each
    for source in edit.removed_sources:
        if known.pop(source, None) is None:
            raise SourceNotCited(source)
    if not known:
        raise SourceNeeded
    return tuple(known.values())


def _changed_parts(before: FactRecord, after: FactRecord) -> list[str]:
    parts: dict[str, Callable[[FactRecord], object]] = {
        "text": lambda each: each.text,
        "kind": lambda each: each.kind,
        "topics": lambda each: set(each.links),
        "sources": lambda each: set(each.citations),
    }
    return [name for name, read in parts.items() if read(before) != read(after)]
