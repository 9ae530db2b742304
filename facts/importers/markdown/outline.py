"""The outline of a note: headings with their topics, tags and sources."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from facts.importers.markdown.front_matter import FrontMatter
from facts.importers.markdown.inline import drop_comments, plain_text, unescape
from facts.importers.markdown.labels import SOURCE, split_label
from facts.model.drafts import CitationDraft, TopicDraft
from facts.text.normalize import canonical, fold

MAX_INHERITED: Final = 50
"""Topics, and sources, of a fact from the headings above it: as many as a table cell may name."""
NO_FACTS_YET: Final = "(no facts yet)"
FACTS_ELSEWHERE: Final = "(its facts stand under other topics)"
NO_FACTS: Final = frozenset({NO_FACTS_YET, FACTS_ELSEWHERE})
"""Paragraphs that make a heading without facts a topic."""
_SOURCE_LISTS: Final = frozenset(
    {"sources", "references", "bibliography", "works cited", "further reading", "literature"}
)
"""Headings above lists of sources."""
_PARTS: Final = _SOURCE_LISTS | {
    "facts", "key facts", "notes", "key points", "takeaways", "key takeaways", "highlights",
    "quotes", "claims", "footnotes", "links",
}  # fmt: skip
"""Headings that name a part of the topic above them, no topic of their own."""
_WRAPPED: Final = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+)(?<=\S)\1")


@dataclass(slots=True)
class NoteSection:
    """A heading and what stands right below it.

    `name` is None if the heading names no topic. `sources` are those of all facts in it without
    their own; None if it names none. `prose` is its definition, as raw paragraphs.
    """

    line: int
    level: int
    name: str | None = None
    is_source_list: bool = False
    sources: tuple[CitationDraft, ...] | None = None
    aliases: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    has_entries: bool = False
    is_drafted: bool = False

    def draft(self) -> TopicDraft:
        """Return the topic; its name must be known."""
        definition = "\n\n".join(unescape(drop_comments(raw)).strip() for raw in self.prose).strip()
        aliases = tuple(dict.fromkeys(name for name in self.aliases if name != self.name))
        return TopicDraft(self.line, self.name or "", aliases, definition or None)


class Outline:
    """The headings above the current line.

    `topics` are the sections that name the topics of a fact here: the nearest one and the title,
    which is the front matter's, or else the top heading. The name of the file replaces a
    missing title.
    """

    def __init__(self, front: FrontMatter, file_name: str | None = None) -> None:
        first, *others = front.titles or (file_name,)
        root = NoteSection(1, 0, first, sources=front.citations or None, tags=list(front.tags))
        root.tags += filter(None, others)
        root.aliases += front.aliases
        self._sections = [root]
        self._needs_aliases = bool(front.aliases)
        self.is_named_by_file = bool(first and not front.titles)
        self.topics: tuple[NoteSection, ...] = (root,) if first else ()

    @property
    def current(self) -> NoteSection:
        """The section of the nearest heading."""
        return self._sections[-1]

    @property
    def tags(self) -> Iterator[str]:
        """The further topics of a fact here."""
        return islice(self._iter_tags(), MAX_INHERITED)

    @property
    def sources(self) -> tuple[CitationDraft, ...]:
        """The sources of a fact here that names none."""
        return self._find_sources()[:MAX_INHERITED]

    @property
    def has_too_many_tags(self) -> bool:
        """Whether a fact here does not get all further topics."""
        return any(True for _ in islice(self._iter_tags(), MAX_INHERITED, None))

    @property
    def has_too_many_sources(self) -> bool:
        """Whether a fact here that names no source does not get all of them."""
        return len(self._find_sources()) > MAX_INHERITED

    def _find_sources(self) -> tuple[CitationDraft, ...]:
        for section in reversed(self._sections):
            if section.sources:
                return section.sources
        return ()

    def _iter_tags(self) -> Iterator[str]:
        return (tag for section in self._sections for tag in section.tags)

    def open(self, line: int, level: int, raw: str) -> str | None:
        """Begin the section of a heading; return the source that the heading names."""
        while self._sections[-1].level >= level:
            self._sections.pop()
        label = split_label(raw)
        source = label[1] if label and label[0] == SOURCE else None
        section = NoteSection(line, level) if source else self._name_section(line, level, raw)
        self._sections.append(section)
        self.topics = self._find_topics()
        return source or None

    def _name_section(self, line: int, level: int, raw: str) -> NoteSection:
        name = read_name(raw)
        key = _read_key(name)
        is_part = key in _PARTS and any(section.name for section in self._sections)
        section = NoteSection(line, level, None if is_part else name or None)
        section.is_source_list = key in _SOURCE_LISTS
        self._take_aliases(section)
        return section

    def _find_topics(self) -> tuple[NoteSection, ...]:
        named = [section for section in self._sections if section.name]
        if len(named) > 1 and self._replaces_root(named[1]):
            del named[0]
        titles = [section for section in named if _read_key(section.name or "") not in _PARTS]
        is_one = not titles or titles[0] is named[-1]
        return tuple(named[-1:] if is_one else (named[-1], titles[0]))

    def _replaces_root(self, section: NoteSection) -> bool:
        """Return whether a section is the title, which the front matter or the file only names."""
        root = self._sections[0]
        if root.name is None:
            return False
        return fold(root.name) == fold(section.name or "") or (
            self.is_named_by_file and section.level == 1
        )

    def _take_aliases(self, section: NoteSection) -> None:
        """Give the aliases of the front matter to the first heading, if that is the title."""
        root = self._sections[0]
        if self._needs_aliases and section.name:
            self._needs_aliases = False
            if root.name is None or self._replaces_root(section):
                section.aliases += root.aliases


def _read_key(name: str) -> str:
    return fold(name.rstrip(":"))


def read_name(raw: str) -> str:
    """Return the name that a heading or a list of topics gives, without emphasis."""
    wrapped = _WRAPPED.fullmatch(raw.strip())
    return canonical(plain_text(wrapped[2] if wrapped else raw))
