"""Questions as people put them, before the library knows what they are about."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.queries.library_queries import HelpQuestion, Question, UnreadableQuestion
from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId
from facts.model.selection import Selection


@dataclass(frozen=True, slots=True)
class Request:
    """A question as a person put it in a command, before the library knows what it is about.

    `topic` may be a choice of ours (see `topic_choice`) or any text. One that is `focusable` and
    names none goes by what its channel is about, the `focus`.
    """

    about: Callable[[Selection], Question]
    topic: str | None = None
    kind: str | None = None
    site: str | None = None
    since: str | None = None
    focus: ChannelId | None = None
    focusable: bool = False


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """Two topics to be compared, each a choice of ours or any text."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class EchoRequest:
    """A message, to find the facts that bear on it."""

    message: int
    text: str


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """What somebody asks in their own words, in a channel that may be about something.

    `instead` is what is asked where these words say nothing: “hello”, in a reply “facts on this?”
    or “source?”.
    """

    text: str
    focus: ChannelId | None = None
    instead: EchoRequest | UnreadableQuestion | HelpQuestion = field(default_factory=HelpQuestion)

    @property
    def is_reply(self) -> bool:
        """Whether there is another message that it may be about."""
        return not isinstance(self.instead, HelpQuestion)


@dataclass(frozen=True, slots=True)
class ChannelRequest:
    """A wish to set a channel to something: topics, quiet or not, or back to what it inherits.

    `channels` are the channel and those that it inherits from, the nearest first.
    """

    channels: tuple[ChannelId, ...]
    note: ChangeNote
    topics: tuple[str, ...] = ()
    quiet: bool | None = None


Asked = Request | CompareRequest | LookupRequest | EchoRequest | ChannelRequest
"""What the library is to read first."""
