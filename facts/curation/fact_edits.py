"""Changes to facts: add, edit, add a source."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from facts.curation.access import check_base, load_fact, load_own_fact
from facts.curation.errors import (
    NearDuplicate,
    NearDuplicateFound,
    NothingChanged,
    SameFactExists,
    SourceNeeded,
    SourceNotCited,
)
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.named_things import (
    CitedSources,
    NewSource,
    NewTopic,
    cite_sources,
    link_topics,
)
from facts.curation.near_duplicates import find_near_duplicates
from facts.curation.phrasing_edits import change_phrasings, take_questions
from facts.curation.store import Workspace
from facts.model.changes import ChangeId
from facts.model.entities import FactId, Kind, SourceId
from facts.model.kept_questions import QuestionId
from facts.model.records import FactRecord
from facts.text.normalize import canonical


@dataclass(frozen=True, slots=True)
class FactInput:
    """A new fact as typed.

    `message` is the Discord message that it was saved from: the ids of the message and its author.
    `questions` are kept questions that it answers.
    """

    text: str
    kind: Kind
    topics: tuple[TopicInput, ...]
    sources: tuple[SourceInput, ...]
    message: tuple[int, int] | None = None
    phrasings: tuple[str, ...] = ()
    questions: tuple[QuestionId, ...] = ()


@dataclass(frozen=True, slots=True)
class FactEdit:
    """New values for parts of a fact; None leaves a part as it is.

    `topics` and `sources` replace all topics or sources; `added_sources` come on top, and
    `removed_sources` go; so it is with phrasings. Kept `questions` become phrasings. `base` is the
    last change of the fact that the editor saw.
    """

    text: str | None = None
    kind: Kind | None = None
    topics: tuple[TopicInput, ...] | None = None
    sources: tuple[SourceInput, ...] | None = None
    added_sources: tuple[SourceInput, ...] = ()
    removed_sources: tuple[SourceId, ...] = ()
    added_phrasings: tuple[str, ...] = ()
    removed_phrasings: tuple[str, ...] = ()
    questions: tuple[QuestionId, ...] = ()
    base: ChangeId | None = None

    @property
    def is_about_phrasings(self) -> bool:
        """Whether the edit changes only phrasings, which a server can add to shared facts."""
        rest = replace(self, added_phrasings=(), removed_phrasings=(), questions=(), base=None)
        return rest == FactEdit() != self


@dataclass(frozen=True, slots=True)
class EditedFact:
    """A fact that was written, what was made for it, and facts that say nearly the same."""

    fact: FactId
    new_topics: tuple[NewTopic, ...] = ()
    new_sources: tuple[NewSource, ...] = ()
    duplicates: tuple[NearDuplicate, ...] = ()


def add_fact(workspace: Workspace, new: FactInput, *, allow_similar: bool) -> EditedFact:
    """Add a fact. Raises NearDuplicateFound, SameFactExists or NameAmbiguous."""
    duplicates = find_near_duplicates(workspace.snapshot, new.text)
    is_known = any(
        each.fact.library == workspace.library and canonical(each.fact.text) == canonical(new.text)
        for each in duplicates
    )
    if duplicates and not (allow_similar or is_known):  # adding a known text is refused below
        raise NearDuplicateFound(duplicates)
    topics = link_topics(workspace, new.topics)
    cited = cite_sources(workspace, new.sources)
    record = FactRecord(workspace.library, new.kind, new.text, cited.citations, topics.links)
    with _compare_sources(workspace, record):
        fact = workspace.add_fact(record)
    change_phrasings(workspace, fact, new.phrasings)
    take_questions(workspace, fact, new.questions)
    if new.message:
        workspace.note_message(fact, *new.message)
    workspace.describe(f"Added fact {fact}")
    return EditedFact(fact, topics.new, cited.new, duplicates)


def edit_fact(workspace: Workspace, fact: FactId, edit: FactEdit) -> EditedFact:
    """Change parts of a fact.

    Raises FactNotFound, FactRemoved, SharedReadOnly, EditConflict, NothingChanged, SameFactExists,
    SourceNotCited, SourceNeeded, PhrasingNotFound, InputInvalid or NameAmbiguous.
    """
    before = (load_fact if edit.is_about_phrasings else load_own_fact)(workspace, fact)
    check_base(workspace, "fact", fact, edit.base)
    topics = None if edit.topics is None else link_topics(workspace, edit.topics)
    cited = _edit_citations(workspace, before, edit)
    after = replace(
        before,
        text=edit.text or before.text,
        kind=edit.kind or before.kind,
        links=before.links if topics is None else topics.links,
        citations=cited.citations,
    )
    has_asked = change_phrasings(workspace, fact, edit.added_phrasings, edit.removed_phrasings)
    has_asked |= take_questions(workspace, fact, edit.questions)
    parts = [*_changed_parts(before, after), *(["phrasings"] if has_asked else [])]
    if not parts:
        raise NothingChanged
    is_reworded = after.text != before.text
    near = find_near_duplicates(workspace.snapshot, after.text, fact) if is_reworded else ()
    if after != before:
        with _compare_sources(workspace, after):
            workspace.save_fact(fact, after)
    workspace.describe(f"Edited fact {fact}: {', '.join(parts)}")
    return EditedFact(fact, topics.new if topics else (), cited.new, near)


@contextmanager
def _compare_sources(workspace: Workspace, record: FactRecord) -> Iterator[None]:
    """Let SameFactExists say whether the known fact has the sources of a record."""
    try:
        yield
    except SameFactExists as error:
        known = workspace.get_fact(error.fact)
        cited = {each.source for each in known.citations} if known else set()
        wanted = {each.source for each in record.citations}
        raise SameFactExists(error.fact, is_cited=wanted <= cited) from None


def _edit_citations(workspace: Workspace, before: FactRecord, edit: FactEdit) -> CitedSources:
    cited = CitedSources(before.citations)
    if edit.sources is not None:
        cited = cite_sources(workspace, edit.sources)
    added = cite_sources(workspace, edit.added_sources)
    known = {each.source: each for each in cited.citations}
    for each in added.citations:
        if each.source not in known or each.author:
            known[each.source] = each
    for source in edit.removed_sources:
        if known.pop(source, None) is None:
            raise SourceNotCited(source)
    if not known:
        raise SourceNeeded
    return CitedSources(tuple(known.values()), cited.new + added.new)


def _changed_parts(before: FactRecord, after: FactRecord) -> list[str]:
    is_changed = {
        "text": before.text != after.text,
        "kind": before.kind != after.kind,
        "topics": set(before.links) != set(after.links),
        "sources": set(before.citations) != set(after.citations),
    }
    return [part for part, changed in is_changed.items() if changed]
