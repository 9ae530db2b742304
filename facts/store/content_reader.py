"""Protocol for reading everything that one library has."""

from collections.abc import Iterator
from typing import Protocol

from facts.model.entities import Citation, Fact, Topic, TopicId


class ContentReader(Protocol):
    """The content of one library itself, without that of the shared one, in one snapshot.

    The iterators read a few hundred things at a time. Use them inside `CurationStore.read_apart`.
    """

    def iter_topics(self, topic: TopicId | None = None) -> Iterator[Topic]:
        """Yield the library's own topics, and the shared ones of its own facts.

        With a `topic`, yield it and the other topics of its facts.
        """

    def iter_lone_sources(self) -> Iterator[Citation]:
        """Yield the library's own sources that no fact cites, with their authors."""

    def iter_facts(self, topic: TopicId | None = None) -> Iterator[Fact]:
        """Yield the library's own facts in the order of their numbers."""
