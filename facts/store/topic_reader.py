"""Protocol for reading topics."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from facts.model.entities import Topic, TopicId
from facts.model.results import RelatedTopic, TopicOverlap, TopicPage, TopicSummary
from facts.model.selection import WHOLE, Selection, Slice, TopicOrder


class TopicReader(Protocol):
    """Topics of one library and the shared one, in one snapshot."""

    def get(self, topic: TopicId) -> Topic | None:
        """Return one topic; None if it is missing."""

    def get_many(self, topics: Iterable[TopicId]) -> tuple[Topic, ...]:
        """Return those of some topics that exist, in the given order."""

    def count(self) -> int:
        """Return the number of topics."""

    def list(
        self, order: TopicOrder = TopicOrder.LARGEST, part: Slice = WHOLE
    ) -> tuple[TopicSummary, ...]:
        """Return topics in an order, equal ones by name."""

    def summarize(self, topics: Iterable[TopicId]) -> tuple[TopicSummary, ...]:
        """Return summaries of those topics that exist, in the given order."""

    def find_related(self, topic: TopicId, limit: int) -> tuple[RelatedTopic, ...]:
        """Return the topics that share facts with one, most shared facts first."""

    def list_largest(self, selection: Selection, limit: int) -> tuple[RelatedTopic, ...]:
        """Return the topics of the selected facts, those with most of these facts first."""

    def load_page(
        self, selection: Selection, part: Slice, max_sources: int, max_related: int
    ) -> TopicPage | None:
        """Return everything that a topic's card shows.

        None if the topic is missing. A slice that starts after the last fact means the last page.
        """

    def compare(self, first: TopicId, second: TopicId, sources: Slice) -> TopicOverlap | None:
        """Return what two topics share, with a slice of their common sources.

        None if either topic is missing.
        """

    def resolve_aliases(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return the topic's name for each name that is an alias.

        Names of topics are left out.
        """
