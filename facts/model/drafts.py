"""What a page says before any library knows it: drafts without ids, with their line numbers."""

from dataclasses import dataclass

from facts.model.dates import PublicationDate
from facts.model.entities import Kind, Stance


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic as a page's head names it."""

    line: int
    name: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as a group header names it. `site` is lower-case, without `www.`."""

    title: str
    site: str | None = None
    url: str | None = None
    published: PublicationDate | None = None


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A source together with the author given beside it."""

    source: SourceDraft
    author: str | None = None


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A fact as it stands on a page; `topics` are names, `stance` is towards each of them.

    Raises ValueError without a source or without text.
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
    """Something on a line that was doubtful, and what was made of it. Lines count from 1."""

    line: int
    message: str


Draft = TopicDraft | FactDraft
PageEntry = Draft | LineWarning
"""What a format yields, in the page's order; a topic stands before the facts that name it."""
