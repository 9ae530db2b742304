"""Which of a library's facts and topics are meant, how many of them, and in which order."""

from dataclasses import dataclass
from enum import StrEnum

from facts.model.entities import ChannelId, Kind, SourceId, TopicId


@dataclass(frozen=True, slots=True)
class Selection:
    """Which facts are meant: those that fit every part that is given. `site` is a bare host.

    `also` is a further topic that the facts are about, `without` one that they are not about.
    `focus` is a channel: facts on what it is about.
    `since` is an ISO date at any precision: the source was published then or later, as far as its
    own precision tells (a source of 2026 may be of March or later). Site, source and date are asked
    of one and the same source of a fact.
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
    """Which topics come first: those with most facts, or those with the newest fact."""

    LARGEST = "largest"
    NEWEST = "newest"
