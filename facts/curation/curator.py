"""Use cases of a curator: every write is one change, and returns it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from facts.curation import (
    fact_edits,
    fact_removals,
    phrasing_edits,
    source_edits,
    topic_edits,
)
from facts.curation.fact_edits import EditedFact, FactEdit, FactInput
from facts.curation.fact_removals import RemovedFacts
from facts.curation.source_edits import SourceEdit
from facts.curation.store import CurationStore, Workspace
from facts.curation.topic_edits import TopicEdit
from facts.model.changes import ChangeId, ChangeNote
from facts.model.entities import FactId, LibraryId, SourceId, TopicId
from facts.model.kept_questions import QuestionId

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Saved(Generic[Result]):
    """A change that was written, and what it is about."""

    change: ChangeId
    result: Result


class Curator:
    """Writes to one library. Each method raises what its function in `*_edits` raises.

    Nothing is written if a method raises.
    """

    def __init__(self, store: CurationStore, library: LibraryId, note: ChangeNote) -> None:
        self._store = store
        self._library = library
        self._note = note

    async def add_fact(self, new: FactInput, *, allow_similar: bool = False) -> Saved[EditedFact]:
        """Add a fact. Raises NearDuplicateFound unless `allow_similar`."""
        return await self._change(
            partial(fact_edits.add_fact, new=new, allow_similar=allow_similar)
        )

    async def edit_fact(self, fact: FactId, edit: FactEdit) -> Saved[EditedFact]:
        """Change parts of a fact."""
        return await self._change(partial(fact_edits.edit_fact, fact=fact, edit=edit))

    async def set_phrasings(self, fact: FactId, phrasings: Sequence[str]) -> Saved[FactId]:
        """Replace the phrasings that the library has of a fact."""
        return await self._change(
            partial(phrasing_edits.set_phrasings, fact=fact, phrasings=phrasings)
        )

    async def add_phrasing(self, fact: FactId, phrasing: str) -> Saved[FactId]:
        """Add a phrasing to a fact."""
        return await self._change(
            partial(phrasing_edits.add_phrasing, fact=fact, phrasing=phrasing)
        )

    async def answer_questions(
        self, fact: FactId, questions: Sequence[QuestionId]
    ) -> Saved[FactId]:
        """Make kept questions phrasings of a fact; they are kept no longer."""
        return await self._change(
            partial(phrasing_edits.answer_questions, fact=fact, questions=questions)
        )

    async def edit_topic(self, topic: TopicId, edit: TopicEdit) -> Saved[TopicId]:
        """Change a topic; an old name becomes an alias."""
        return await self._change(partial(topic_edits.edit_topic, topic=topic, edit=edit))

    async def edit_source(self, source: SourceId, edit: SourceEdit) -> Saved[SourceId]:
        """Change a source."""
        return await self._change(partial(source_edits.edit_source, source=source, edit=edit))

    async def add_alias(self, topic: TopicId, alias: str) -> Saved[TopicId]:
        """Add an alias to a topic."""
        return await self._change(partial(topic_edits.add_alias, topic=topic, alias=alias))

    async def remove_alias(self, topic: TopicId, alias: str) -> Saved[TopicId]:
        """Remove an alias of a topic."""
        return await self._change(partial(topic_edits.remove_alias, topic=topic, alias=alias))

    async def merge_topics(self, topic: TopicId, into: TopicId) -> Saved[TopicId]:
        """Move all of a topic to another one."""
        return await self._change(partial(topic_edits.merge_topics, topic=topic, into=into))

    async def merge_sources(self, source: SourceId, into: SourceId) -> Saved[SourceId]:
        """Move all citations of a source to another one."""
        return await self._change(partial(source_edits.merge_sources, source=source, into=into))

    async def remove_facts(self, facts: Sequence[FactId]) -> Saved[RemovedFacts]:
        """Remove own facts, and hide shared ones in a server."""
        return await self._change(partial(fact_removals.remove_facts, facts=facts))

    async def remove_source_facts(self, source: SourceId) -> Saved[RemovedFacts]:
        """Remove the facts that rest on one source alone."""
        return await self._change(partial(fact_removals.remove_source_facts, source=source))

    async def purge_facts(self, facts: Sequence[FactId]) -> Saved[RemovedFacts]:
        """Wipe facts for good, also from the history."""
        return await self._change(partial(fact_removals.purge_facts, facts=facts))

    async def set_curators(self, roles: Sequence[int]) -> Saved[None]:
        """Set the curator roles of a server."""

        def write(workspace: Workspace) -> None:
            workspace.set_curators(roles)
            workspace.describe("Set the curator roles")

        return await self._change(write)

    async def set_question_texts(self, *, keep: bool) -> Saved[None]:
        """Set whether the server keeps the text of questions."""

        def write(workspace: Workspace) -> None:
            workspace.set_question_texts(keep=keep)
            workspace.describe(f"{'Allowed' if keep else 'Stopped'} keeping the text of questions")

        return await self._change(write)

    async def undo(self, change: ChangeId) -> Saved[ChangeId]:
        """Reverse a change, and return it.

        Raises ChangeNotFound, AlreadyUndone, UndoImpossible or UndoConflict.
        """

        def write(workspace: Workspace) -> ChangeId:
            known = workspace.snapshot.changes.get(change)
            workspace.undo(change)
            what = f": {known.summary}" if known and not known.undoes else ""
            workspace.describe(f"Undid change {change}{what}")
            return change

        return await self._change(write)

    async def _change(self, work: Callable[[Workspace], Result]) -> Saved[Result]:
        return Saved(*await self._store.change(self._library, self._note, work))
