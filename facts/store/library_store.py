"""Protocols of a library store and its snapshots."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, Self, TypeVar

from facts.model.changes import ChangeId, ChangeNote, ImportFigures
from facts.model.drafts import Draft
from facts.model.entities import ChannelId, ChannelSetting, LibraryId
from facts.store.change_reader import ChangeReader
from facts.store.citation_index import CitationIndex
from facts.store.content_reader import ContentReader
from facts.store.fact_reader import FactReader, SourceReader
from facts.store.phrasing_reader import PhrasingReader
from facts.store.question_reader import QuestionReader
from facts.store.search_index import ClaimIndex, NameIndex
from facts.store.topic_reader import TopicReader

Result = TypeVar("Result")


class ChannelReader(Protocol):
    """Settings of a server's channels, as they are in one snapshot."""

    def list(self, channels: Sequence[ChannelId]) -> tuple[ChannelSetting, ...]:
        """Return the settings of those channels that have one, in their order."""


class Snapshot(Protocol):
    """One library and the shared one at one moment.

    Later writes are not visible. Missing things are None or an empty tuple. Every method raises
    StoreError when it cannot work. Use it only inside the function that `LibraryStore.read` calls.
    """

    @property
    def topics(self) -> TopicReader:
        """Topics."""

    @property
    def facts(self) -> FactReader:
        """Facts."""

    @property
    def sources(self) -> SourceReader:
        """Sources."""

    @property
    def names(self) -> NameIndex:
        """Names of topics."""

    @property
    def claims(self) -> ClaimIndex:
        """Texts of facts."""

    @property
    def phrasings(self) -> PhrasingReader:
        """Other ways to ask for facts."""

    @property
    def citations(self) -> CitationIndex:
        """Authors and sources, as users look for them."""

    @property
    def questions(self) -> QuestionReader:
        """Questions that went without a right answer."""

    @property
    def channels(self) -> ChannelReader:
        """Channel settings."""

    @property
    def changes(self) -> ChangeReader:
        """The history, and who may write it."""

    @property
    def contents(self) -> ContentReader:
        """Everything that the library itself has, for an export."""


class LibraryStore(Protocol):
    """Keeps libraries apart. Every method raises StoreError when it cannot work."""

    def once(self, interaction: int) -> Self:
        """Return the store for one delivery of an interaction of Discord.

        Its first write raises InteractionRepeated if another delivery has written, also in another
        process. So every interaction writes once.
        """

    async def read(self, library: LibraryId, work: Callable[[Snapshot], Result]) -> Result:
        """Run `work` in another thread and return its result; errors pass.

        Everything that `work` reads belongs to one moment.
        """

    async def set_channel(
        self,
        library: LibraryId,
        channel: ChannelId,
        update: Callable[[ChannelSetting], ChannelSetting],
        note: ChangeNote,
    ) -> None:
        """Replace a channel's setting with `update(setting)`, as one change.

        A setting with only defaults is removed. `update` runs in another thread while no one else
        writes.
        """

    async def add(
        self, library: LibraryId, drafts: Iterable[Draft], note: ChangeNote, *, keep: bool = True
    ) -> tuple[ChangeId | None, ImportFigures]:
        """Add drafts to one library as one change, or not at all.

        Return the change, None if nothing was written, and the figures.
        An error raised by `drafts` undoes the change and passes. If `keep` is false, the change is
        undone once its figures are known. Drafts are read in another thread, a few thousand at a
        time.
        """
