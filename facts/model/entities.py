"""Topics, facts, sources and citations as frozen objects that check their invariants."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from facts.model.dates import PublicationDate

FactId = NewType("FactId", int)
TopicId = NewType("TopicId", int)
SourceId = NewType("SourceId", int)

LARGEST_ID: Final = 2**63 - 1
"""Ids have 64 bits in a database (https://sqlite.org/rowidtable.html)."""

ChannelId = NewType("ChannelId", int)
"""The Discord id of a channel, a thread or a forum post."""

LibraryId = NewType("LibraryId", int)
"""A Discord server's id, or SHARED_LIBRARY. A server sees its own facts and the shared ones."""
SHARED_LIBRARY: Final = LibraryId(0)

Kind = NewType("Kind", str)
"""The type of statement that a fact makes: one lower-case word, from an open list."""
CLAIM: Final = Kind("claim")
CODE: Final = Kind("code")
KINDS: Final = tuple(
    Kind(word)
    for word in (
        "claim", "account", "measurement", "formula", "quote", "procedure", "reference", "code",
        "image", "perspective",
    )
)  # fmt: skip
"""The kinds of the Knowledge Tree wiki, the default first. Other kinds are stored as they are."""


class Stance(StrEnum):
    """The position that a fact takes on a topic."""

    SUPPORTS = "supports"
    CHALLENGES = "challenges"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Source:
    """A work that facts come from.

    `site` is its host without `www.`. `library` is the one that it belongs to.
    """

    id: SourceId
    title: str
    site: str | None = None
    url: str | None = None
    published: PublicationDate | None = None
    library: LibraryId = SHARED_LIBRARY

    def __post_init__(self) -> None:
        _require("a source", "title", self.title)


@dataclass(frozen=True, slots=True)
class Citation:
    """The link from a fact to a source, perhaps with an author.

    The author is the one named for this fact.
    """

    source: Source
    author: str | None = None


@dataclass(frozen=True, slots=True)
class TopicLink:
    """The link from a fact to a topic that it is about."""

    topic: TopicId
    name: str
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with one or more sources, about any number of topics.

    `library` is the one that it belongs to: that of a server, or the shared one. `phrasings` are
    questions that it answers, in users' own words.
    Raises ValueError without a source: an uncited fact cannot exist.
    """

    id: FactId
    kind: Kind
    text: str
    citations: tuple[Citation, ...]
    topic_links: tuple[TopicLink, ...] = ()
    library: LibraryId = SHARED_LIBRARY
    phrasings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require("a fact", "kind", self.kind)
        _require("a fact", "text", self.text)
        if not self.citations:
            raise ValueError("a fact needs a source")


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of facts; its definition is in Markdown.

    `library` is the one that it belongs to.
    """

    id: TopicId
    name: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    library: LibraryId = SHARED_LIBRARY

    def __post_init__(self) -> None:
        _require("a topic", "name", self.name)


@dataclass(frozen=True, slots=True)
class ChannelSetting:
    """The settings of one channel.

    `topics` are the topics of the channel; `quiet` makes answers private; with `answer_posts`, new
    posts of a forum are answered. Empty `topics` and None inherit from the parent channel.
    """

    channel: ChannelId
    topics: tuple[tuple[TopicId, str], ...] = ()
    quiet: bool | None = None
    answer_posts: bool | None = None


def _require(thing: str, part: str, value: str) -> None:
    if not value.strip():
        raise ValueError(f"{thing} needs a {part}")
