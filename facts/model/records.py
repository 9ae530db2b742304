"""Records: topics, facts and sources as a curator edits them, without ids of their own."""

from dataclasses import dataclass

from facts.model.dates import PublicationDate
from facts.model.entities import Kind, LibraryId, SourceId, Stance, TopicId


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A source of a fact, with the author named for the fact."""

    source: SourceId
    author: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A topic of a fact, with the fact's stance on it."""

    topic: TopicId
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact. Raises ValueError without text, kind or source."""

    library: LibraryId
    kind: Kind
    text: str
    citations: tuple[CitationRecord, ...]
    links: tuple[LinkRecord, ...] = ()

    def __post_init__(self) -> None:
        if not (self.text.strip() and self.kind.strip() and self.citations):
            raise ValueError("a fact needs a text, a kind and a source")


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """A topic with its names. Raises ValueError without a name."""

    library: LibraryId
    name: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a topic needs a name")


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source. Raises ValueError without a title.

    `author` is what a bibliography says, for facts that name none themselves.
    """

    library: LibraryId
    title: str
    site: str | None = None
    url: str | None = None
    published: PublicationDate | None = None
    author: str | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a source needs a title")


Record = FactRecord | TopicRecord | SourceRecord
