"""Filters, slices and sort orders for the facts and topics of a library."""

from dataclasses import dataclass
from enum import StrEnum

from facts.model.entities import ChannelId, Kind, SourceId, TopicId


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter of facts: a fact must match every part that is not None.

    `site` is a host without `www.`. `also` is a second topic of the fact, `without` a topic that
    the fact must not have. `focus` is a channel, and stands for the topics of that channel.
    `since` is an ISO date of any precision: the source was published then or later, as far as its
    own precision allows (a source of 2026 can be of March or later). One and the same source of the
    fact must match site, source and date.
    """

    topic: TopicId | None = None
    kind: Kind | None = None
    site: str | None = None
    source: SourceId | None = None
    since: str | None = None
    also: TopicId | None = None
    without: TopicId | None = None
    focus: ChannelId | None = None


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Slice:
    """Part of a list: `limit` entries from `start`, counted from 0; None means all."""

    start: int = 0
    limit: int | None = None

    def clamp(self, count: int) -> "Slice":
        """Return this slice, or the last page of `count` entries if it starts after their end."""
        if self.limit is None or self.start < count:
            return self
        return Slice(max(count - 1, 0) // self.limit * self.limit, self.limit)


WHOLE = Slice()


class TopicOrder(StrEnum):
    """Sort orders of topics: by their number of facts, or by their newest fact."""

    LARGEST = "largest"
    NEWEST = "newest"
