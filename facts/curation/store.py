"""The protocol of the one path by which curators write."""

import datetime
from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar

from facts.curation.forms import FormId, SavedForm
from facts.curation.learning.store import QuestionStore
from facts.curation.uploads import Upload, UploadId
from facts.daily.store import DailyStore
from facts.model.changes import ChangeId, ChangeNote, ImportFigures
from facts.model.drafts import Draft, SourceDraft
from facts.model.entities import FactId, LibraryId, SourceId, TopicId
from facts.model.kept_questions import QuestionId
from facts.model.records import FactRecord, SourceRecord, TopicRecord
from facts.model.results import LibraryCounts, OwnedThing
from facts.store.library_store import Snapshot

Result = TypeVar("Result")


class Workspace(Protocol):
    """One change in progress. Everything that it writes goes into the history.

    Methods raise what the library forbids: see each one.
    """

    @property
    def library(self) -> LibraryId:
        """The library that the change belongs to."""

    @property
    def snapshot(self) -> Snapshot:
        """The library as the change sees it; the search index lags until the end."""

    def describe(self, summary: str) -> None:
        """Set the sentence that says what the change did. Without one, nothing is kept."""

    def get_fact(self, fact: FactId) -> FactRecord | None:
        """Return any library's fact."""

    def get_topic(self, topic: TopicId) -> TopicRecord | None:
        """Return any library's topic."""

    def get_source(self, source: SourceId) -> SourceRecord | None:
        """Return any library's source."""

    def add_fact(self, record: FactRecord) -> FactId:
        """Add a fact. Raises SameFactExists."""

    def add_topic(self, record: TopicRecord) -> TopicId:
        """Add a topic, whose name must be free."""

    def add_source(self, record: SourceRecord) -> SourceId:
        """Add a source, whose address must be free."""

    def save_fact(self, fact: FactId, record: FactRecord) -> None:
        """Replace a fact. Raises SameFactExists."""

    def save_topic(self, topic: TopicId, record: TopicRecord) -> None:
        """Replace a topic, whose name must be free."""

    def save_source(self, source: SourceId, record: SourceRecord) -> None:
        """Replace a source. Raises SameAddressExists."""

    def remove_facts(self, facts: Collection[FactId]) -> None:
        """Remove facts; the history keeps them."""

    def hide_facts(self, facts: Collection[FactId]) -> None:
        """Hide shared facts in this library."""

    def add_phrasing(self, fact: FactId, text: str) -> bool:
        """Add a phrasing of a fact to this library; return whether it is new."""

    def remove_phrasing(self, fact: FactId, text: str) -> bool:
        """Remove a phrasing that this library has of a fact; return whether it had it."""

    def drop_questions(self, questions: Collection[QuestionId]) -> None:
        """Delete kept questions of the library; the history does not keep them."""

    def find_topics(self, name: str) -> tuple[TopicId, ...]:
        """Return the topics with exactly this name or alias.

        Own topics hide shared ones, and names hide aliases: several topics share an alias then.
        """

    def find_sources(self, title: str) -> tuple[SourceId, ...]:
        """Return the sources with this title. Own sources hide shared ones."""

    def find_source(self, draft: SourceDraft) -> SourceId | None:
        """Return the source that a draft means: own ones first, then shared ones."""

    def list_facts_on(self, topic: TopicId) -> tuple[FactId, ...]:
        """Return the facts of a topic, those of all libraries."""

    def list_facts_from(self, source: SourceId) -> tuple[FactId, ...]:
        """Return the facts that cite a source, those of all libraries."""

    def merge_topic(self, topic: TopicId, into: TopicId) -> None:
        """Delete a topic without facts; channels and schedules go to the other one."""

    def merge_source(self, source: SourceId, into: SourceId) -> None:
        """Delete a source without facts."""

    def set_curators(self, roles: Collection[int]) -> None:
        """Set the curator roles of the server."""

    def set_question_texts(self, *, keep: bool) -> None:
        """Set whether the server keeps the text of questions; if not, delete what it has."""

    def note_message(self, fact: FactId, message: int, author: int) -> None:
        """Remember which user's message a fact was saved from."""

    def undo(self, change: ChangeId) -> None:
        """Restore everything that a change wrote.

        Raises ChangeNotFound, AlreadyUndone, UndoImpossible or UndoConflict.
        """

    def purge(self, facts: Collection[FactId]) -> None:
        """Remove facts, and wipe their texts from the history. This cannot be undone.

        Raises AlreadyPurged if no text is left.
        """


class CurationStore(DailyStore, Protocol):
    """A store that curators can write to."""

    async def change(
        self, library: LibraryId, note: ChangeNote, work: Callable[[Workspace], Result]
    ) -> tuple[ChangeId, Result]:
        """Run `work` in another thread as one change, and return the change and its result.

        An error undoes everything and passes.
        """

    async def add(
        self,
        library: LibraryId,
        drafts: Iterable[Draft],
        note: ChangeNote,
        *,
        keep: bool = True,
        amend: Callable[[Workspace], int] | None = None,
    ) -> tuple[ChangeId | None, ImportFigures]:
        """Add drafts as LibraryStore.add does.

        `amend` corrects known facts first, in the same change, and returns how many.
        """

    async def read_apart(self, library: LibraryId, work: Callable[[Snapshot], Result]) -> Result:
        """Run `work` on a snapshot as `read` does, but let other reads go on.

        For work that takes long, such as an export.
        """

    async def find_owner(self, entity: str, id_: int) -> LibraryId | None:
        """Return the library of a fact, topic, source or change; None if it does not exist.

        A removed fact still has one.
        """

    async def find_named(
        self, entity: str, name: str, viewer: LibraryId | None = None
    ) -> tuple[OwnedThing, ...]:
        """Return the topics or sources with exactly this name, in all libraries.

        Names hide aliases. With a `viewer`, only that library and the shared one count, and own
        topics or sources hide shared ones.
        """

    async def count_libraries(self) -> tuple[LibraryCounts, ...]:
        """Return the size of the shared library, and of each server's that has anything."""

    @property
    def questions(self) -> QuestionStore:
        """Questions that went without a right answer, and votes on answers."""

    async def save_form(self, form: SavedForm) -> FormId:
        """Save a form, or save it again under its number. Forms that are too old go."""

    async def get_form(
        self, library: LibraryId, person: int, form: FormId, now: datetime.datetime
    ) -> SavedForm | None:
        """Return a user's form, unless it is too old."""

    async def delete_form(self, library: LibraryId, person: int, form: FormId) -> None:
        """Delete a user's form."""

    async def save_upload(self, upload: Upload) -> UploadId:
        """Save an upload. Uploads that are too old go, and the user's oldest beyond MAX_UPLOADS."""

    async def get_upload(
        self, library: LibraryId, person: int, upload: UploadId, now: datetime.datetime
    ) -> Upload | None:
        """Return a user's upload, unless it is too old."""

    async def delete_upload(self, library: LibraryId, person: int, upload: UploadId) -> None:
        """Delete a user's upload."""

    async def delete_old_uploads(self, now: datetime.datetime) -> None:
        """Delete the uploads that are too old, of all users."""
