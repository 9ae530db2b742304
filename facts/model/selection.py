"""Filters, slices and sort orders for facts and topics."""

from dataclasses import dataclass
from enum import StrEnum

from facts.model.entities import ChannelId, Kind, SourceId, TopicId


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter of facts: every part that is not None applies.

    `site` is a host without `www.`. `also` is a second topic of the fact, `without` a topic that
    the fact must not have. `focus` is a channel and means that channel's topics. `since` and
    `until` are ISO dates of any precision: the source was published then or later, or then or
    earlier, as far as its own precision allows (a source of 2026 can be of March or later).
    `author` is a name as users type it, see facts.citations.author_names. One and the same source
    of the fact must match site, source, dates and author.
    """

    topic: TopicId | None = None
    kind: Kind | None = None
    site: str | None = None
    source: SourceId | None = None
    since: str | None = None
    also: TopicId | None = None
    without: TopicId | None = None
    focus: ChannelId | None = None
    until: str | None = None
    author: str | None = None


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Slice:
    """Part of a list: `limit` entries from `start`.

    `start` counts from 0. Without a `limit`, the slice has all entries from there on.
    """

    start: int = 0
    limit: int | None = None

    def clamp(self, count: int) -> "Slice":
        """Return this slice, or the last page if it starts later.

        `count` is the number of entries.
        """
        if self.limit is None or self.start < count:
            return self
        return Slice(max(count - 1, 0) // self.limit * self.limit, self.limit)


WHOLE = Slice()


class TopicOrder(StrEnum):
    """Sort orders of topics: by number of facts or newest fact."""

    LARGEST = "largest"
    NEWEST = "newest"
