"""Drafts: what an importer reads from a page, without ids."""

from dataclasses import dataclass

from facts.model.dates import PublicationDate
from facts.model.entities import Kind, Stance


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic as a page names it."""

    line: int
    name: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as a page names it.

    `site` is in lower case, without `www.`.
    """

    title: str
    site: str | None = None
    url: str | None = None
    published: PublicationDate | None = None


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A source with the author that the page names with it."""

    source: SourceDraft
    author: str | None = None


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A fact on a page; `stance` applies to each of its topics.

    `topics` are names. Raises ValueError without a source or without text.
    """

    line: int
    kind: Kind
    text: str
    citations: tuple[CitationDraft, ...]
    topics: tuple[str, ...] = ()
    stance: Stance | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a fact needs a text")
        if not self.citations:
            raise ValueError("a fact needs a source")


@dataclass(frozen=True, slots=True)
class LineWarning:
    """A doubtful line, counted from 1, and how the importer read it."""

    line: int
    message: str


Draft = TopicDraft | FactDraft
PageEntry = Draft | LineWarning
"""What an importer yields, in the order of the page; a topic precedes its facts."""
