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
class LoneSource:
    """A source that a file lists without a fact, and the author that the file names with it."""

    line: int
    source: SourceDraft
    author: str | None = None


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A fact on a page; `stance` applies to each of its topics.

    `topics` are names. `stances` has one entry for each topic, and replaces `stance`; it is empty
    if all topics share one. `phrasings` are questions that the fact answers. Raises ValueError
    without a source or without text.
    """

    line: int
    kind: Kind
    text: str
    citations: tuple[CitationDraft, ...]
    topics: tuple[str, ...] = ()
    stance: Stance | None = None
    stances: tuple[Stance | None, ...] = ()
    phrasings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a fact needs a text")
        if not self.citations:
            raise ValueError("a fact needs a source")
        if self.stances and len(self.stances) != len(self.topics):
            raise ValueError("stances need one entry for each topic")

    @property
    def links(self) -> tuple[tuple[str, Stance | None], ...]:
        """The topics, each with the fact's stance on it."""
        stances = self.stances or (self.stance,) * len(self.topics)
        return tuple(zip(self.topics, stances, strict=True))


@dataclass(frozen=True, slots=True)
class LineWarning:
    """A doubtful line, counted from 1, and how the importer read it."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """A bad entry of a file: a row, an item or a record that cannot be imported.

    `line` and `column` count from 1; `column` is 0 if the problem has no place in the line. The
    message says what to do: "the row has no source; add a column “source”, or use --source".
    """

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """How a reader understood a file from a line on, such as “fact ← column Statement”."""

    line: int
    message: str


Draft = TopicDraft | LoneSource | FactDraft
PageEntry = Draft | LineWarning | EntryProblem | ReadingNote
"""What an importer yields, in the order of the page; a topic precedes its facts."""
