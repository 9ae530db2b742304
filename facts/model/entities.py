"""The words of the product as frozen objects; each checks its own invariants where it is made."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from facts.model.dates import PublicationDate

FactId = NewType("FactId", int)
TopicId = NewType("TopicId", int)
SourceId = NewType("SourceId", int)

ChannelId = NewType("ChannelId", int)
"""Discord's id of a channel, a thread or a post of a forum."""

LibraryId = NewType("LibraryId", int)
"""A Discord server's id, or SHARED. A library shows its own facts and the shared ones."""
SHARED_LIBRARY: Final = LibraryId(0)

Kind = NewType("Kind", str)
"""What sort of statement a fact is: one lower-case word, open-ended."""
CLAIM: Final = Kind("claim")
CODE: Final = Kind("code")
KINDS: Final = tuple(
    Kind(word)
    for word in (
        "claim", "account", "measurement", "formula", "quote", "procedure", "reference", "code",
        "image", "perspective",
    )
)  # fmt: skip
"""The kinds that the Knowledge Tree wiki names, the default first. Others are kept as they come."""


class Stance(StrEnum):
    """How a fact bears on a topic."""

    SUPPORTS = "supports"
    CHALLENGES = "challenges"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from. `site` is the host without `www.`; `url` only if it is known."""

    id: SourceId
    title: str
    site: str | None = None
    url: str | None = None
    published: PublicationDate | None = None

    def __post_init__(self) -> None:
        _require("a source", "title", self.title)


@dataclass(frozen=True, slots=True)
class Citation:
    """The tie between a fact and a source; the author belongs to the tie, not to the source."""

    source: Source
    author: str | None = None


@dataclass(frozen=True, slots=True)
class TopicLink:
    """The tie between a fact and a topic it is about."""

    topic: TopicId
    name: str
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement resting on one or more sources, about any number of topics.

    Raises ValueError without a source: an uncited fact cannot exist.
    """

    id: FactId
    kind: Kind
    text: str
    citations: tuple[Citation, ...]
    topic_links: tuple[TopicLink, ...] = ()

    def __post_init__(self) -> None:
        _require("a fact", "kind", self.kind)
        _require("a fact", "text", self.text)
        if not self.citations:
            raise ValueError("a fact needs a source")


@dataclass(frozen=True, slots=True)
class Topic:
    """What facts are about: its name, other names, and a definition in Markdown if there is one."""

    id: TopicId
    name: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None

    def __post_init__(self) -> None:
        _require("a topic", "name", self.name)


@dataclass(frozen=True, slots=True)
class ChannelSetting:
    """What a channel of a server is set to itself.

    `topics` are what it is about, `quiet` whether answers are private there. No topics, and None,
    leave that to the channel that it inherits from.
    """

    channel: ChannelId
    topics: tuple[tuple[TopicId, str], ...] = ()
    quiet: bool | None = None


def _require(thing: str, part: str, value: str) -> None:
    if not value.strip():
        raise ValueError(f"{thing} needs a {part}")
