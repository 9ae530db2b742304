"""Questions as people put them, before the library knows what they are about."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.queries.library_queries import HelpQuery, Query, UnreadableMessageQuery
from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId
from facts.model.selection import Selection


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """A question as a person put it in a command, before the library knows what it is about.

    `topic` may be a choice of ours (see `topic_choice`) or any text. One that is `focusable` and
    names none goes by what its channel is about, the `focus`.
    """

    build_query: Callable[[Selection], Query]
    topic: str | None = None
    kind: str | None = None
    site: str | None = None
    since: str | None = None
    focus: ChannelId | None = None
    is_focusable: bool = False


@dataclass(frozen=True, slots=True)
class UnresolvedComparison:
    """Two topics to be compared, each a choice of ours or any text."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class UnresolvedMessage:
    """A message, to find the facts that bear on it."""

    message: int
    text: str


@dataclass(frozen=True, slots=True)
class UnresolvedQuestion:
    """What somebody asks in their own words, in a channel that may be about something.

    `instead` is what is asked where these words say nothing: “hello”, in a reply “facts on this?”
    or “source?”.
    """

    text: str
    focus: ChannelId | None = None
    fallback: UnresolvedMessage | UnreadableMessageQuery | HelpQuery = field(
        default_factory=HelpQuery
    )

    @property
    def is_reply(self) -> bool:
        """Whether there is another message that it may be about."""
        return not isinstance(self.fallback, HelpQuery)


@dataclass(frozen=True, slots=True)
class ChannelChange:
    """A wish to set a channel to something: topics, quiet or not, or back to what it inherits.

    `channels` are the channel and those that it inherits from, the nearest first.
    """

    channels: tuple[ChannelId, ...]
    note: ChangeNote
    topics: tuple[str, ...] = ()
    quiet: bool | None = None


Unresolved = (
    TypedQuery | UnresolvedComparison | UnresolvedQuestion | UnresolvedMessage | ChannelChange
)
"""What the library is to read first."""
