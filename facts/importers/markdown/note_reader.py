"""Reader of a note: its blocks become topics, facts, sources and problems."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import MAX_TEXT, InputFile
from facts.importers.markdown.blocks import scan_blocks
from facts.importers.markdown.citation_line import read_citation
from facts.importers.markdown.definitions import collect_definitions
from facts.importers.markdown.front_matter import FrontMatter, split_front_matter
from facts.importers.markdown.items import ItemFact, ItemReader
from facts.importers.markdown.open_block import BlockType, NoteBlock
from facts.importers.markdown.outline import MAX_INHERITED, Outline
from facts.importers.markdown.passages import DASHES
from facts.importers.markdown.prose import ProseReader
from facts.importers.wiki.lines import MAX_CHARACTERS, truncate_fact
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    ReadingNote,
    TopicDraft,
)
from facts.model.entities import Stance
from facts.text.normalize import canonical

MAX_LINES: Final = 500_000
"""Lines of a file: 10,000 printed pages. The reader needs up to 30 µs for each."""
NO_SOURCE: Final = (
    "the fact has no source; add a link or a line “Source: …” below it, a line “Source: …” above "
    "the list, or name one source for the whole file (--source)"
)
_NO_ITEM: Final = "there is no fact: write each one as a line that begins with “- ”"
_TOO_LONG: Final = f"the file has more than {MAX_LINES:,} lines; divide it"
_TOO_MANY: Final = f"more than {MAX_INHERITED} {{}} stand above the fact; it got the first of them"
_TABLE: Final = "a table in Markdown is not read; save it as a CSV file and import that"
_CALLOUT: Final = re.compile(r"\[!(\w+)\][-+]?\s*(.*)")
_FILE_NAME: Final = re.compile(r"([^/\\]+?)(?:\s[0-9a-f]{32})?\.(?:md|markdown)\Z", re.IGNORECASE)


def read_notes(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Yield the entries of a note, in order.

    Raises InputTooLarge for more than MAX_TEXT bytes. Lines after MAX_LINES are a problem.
    """
    if file.size > MAX_TEXT:
        raise InputTooLarge(file.name, MAX_TEXT)
    targets = collect_definitions(islice(file.lines(), MAX_LINES))
    all_lines = enumerate(file.lines(), start=1)
    front, lines = split_front_matter(islice(all_lines, MAX_LINES))
    notes: list[ReadingNote] = []
    if front and not front.titles and (named := _FILE_NAME.search(file.name)):
        front = FrontMatter((named[1],), front.aliases, front.tags, front.citations)
        notes.append(ReadingNote(1, f"facts without a heading: topic “{named[1]}”, as the file"))
    yield from notes
    reader = _NoteReader(Outline(front or FrontMatter()), targets, options)
    for block in scan_blocks(lines):
        yield from reader.read(block)
    yield from reader.close()
    yield from (EntryProblem(number, 0, _TOO_LONG) for number, _ in islice(all_lines, 1))


class _NoteReader:
    """Turns blocks into entries."""

    def __init__(self, outline: Outline, targets: Mapping[str, str], options: ReadOptions) -> None:
        self._outline = outline
        self._targets = targets
        self._items = ItemReader(targets)
        self._prose = ProseReader(outline, targets)
        self._given = tuple(dict.fromkeys(options.topics))
        self._default = (options.source,) if options.source else ()
        self._drafted: set[str] = set()
        self._has_entries = False

    def read(self, block: NoteBlock) -> Iterator[PageEntry]:
        match block.type:
            case BlockType.HEADING:
                self._open_section(block)
            case BlockType.ITEM:
                yield from self._read_item(block)
            case BlockType.QUOTE:
                yield from self._read_quote(block)
            case BlockType.PARAGRAPH:
                if self._prose.read(block):
                    yield from self._draft_topic()
            case BlockType.TABLE:
                yield EntryProblem(block.line, 0, _TABLE)
            case BlockType.UNCLOSED:
                message = (
                    "this comment never ends; everything below it was left out (end it with -->)"
                )
                yield LineWarning(block.line, message)
            case _:
                pass

    def close(self) -> Iterator[PageEntry]:
        """Yield what can be said after the last line."""
        if not self._has_entries:
            yield LineWarning(1, _NO_ITEM)
        elif self._prose.skipped:
            count, line = self._prose.skipped, self._prose.first_skipped
            texts = "1 paragraph" if count == 1 else f"{count:,} paragraphs"
            yield ReadingNote(line, f"{texts} of prose outside of lists left out")

    def _open_section(self, block: NoteBlock) -> None:
        source = self._outline.open(block.line, block.level, " ".join(block.lines))
        citation = read_citation(source, self._targets) if source else None
        self._outline.current.sources = (citation,) if citation else None

    def _read_quote(self, block: NoteBlock) -> Iterator[PageEntry]:
        """Read a quotation, which needs a source, or a callout of one."""
        callout = _CALLOUT.fullmatch(block.lines[0])
        if callout and callout[1].lower() not in {"quote", "cite"}:
            yield LineWarning(
                block.line, f"the callout “{callout[1]}” was left out; facts are list items"
            )
            return
        if callout:
            del block.lines[0]
            if callout[2] and not block.last.lstrip().startswith(DASHES):
                block.lines.append(f"— {callout[2]}")  # the title names the author
        fact = self._read(block, is_quote=True)
        if fact.text and not self._choose_sources(fact):
            yield LineWarning(
                block.line,
                "a quotation without a source was left out; end it with a line “— Author, Title”",
            )
        else:
            yield from self._draft_fact(block, fact)

    def _read_item(self, block: NoteBlock) -> Iterator[PageEntry]:
        if not "".join(block.lines).strip():
            return
        fact = self._read(block)
        self._outline.current.has_entries = True
        if self._outline.current.is_source_list and not (
            fact.citations or self._outline.current.sources
        ):
            citation = read_citation(" ".join(block.lines), self._targets)
            if citation:
                fact = ItemFact(citations=[citation])
        yield from self._draft_fact(block, fact)

    def _read(self, block: NoteBlock, *, is_quote: bool = False) -> ItemFact:
        has_source = bool(self._outline.sources)
        return self._items.read(block.lines, is_quote=is_quote, is_under_source=has_source)

    def _draft_fact(self, block: NoteBlock, fact: ItemFact) -> list[PageEntry]:
        self._has_entries = True
        entries: list[PageEntry] = [LineWarning(block.line, doubt) for doubt in fact.doubts]
        citations = self._choose_sources(fact)
        if not fact.text.strip():
            return entries + _draft_sources(block, fact)
        if not citations:
            return [*entries, EntryProblem(block.line, 0, NO_SOURCE)]
        entries += self._draft_topic()
        return entries + self._build_fact(block, fact, citations)

    def _choose_sources(self, fact: ItemFact) -> tuple[CitationDraft, ...]:
        if fact.citations:
            return tuple(fact.citations)
        return self._outline.sources or tuple(dict.fromkeys(fact.spoken)) or self._default

    def _draft_topic(self) -> Iterator[PageEntry]:
        """Yield the topic of the section, or the given topics, before their first fact."""
        section = self._outline.topic
        if self._given:
            yield from self._draft_names(1, self._given)
        elif section and not section.is_drafted:
            section.is_drafted = True
            self._drafted.add(section.name or "")
            yield section.draft()

    def _draft_names(self, line: int, names: Iterable[str]) -> Iterator[PageEntry]:
        for name in names:
            if name not in self._drafted:
                self._drafted.add(name)
                yield TopicDraft(line, name)

    def _build_fact(
        self, block: NoteBlock, fact: ItemFact, citations: tuple[CitationDraft, ...]
    ) -> list[PageEntry]:
        topics = self._find_topics(fact)
        entries: list[PageEntry] = [*self._draft_names(block.line, topics)]
        if self._outline.has_too_many_tags and not self._given:
            entries.append(LineWarning(block.line, _TOO_MANY.format("topics")))
        if len(citations) == MAX_INHERITED and self._outline.has_too_many_sources:
            entries.append(LineWarning(block.line, _TOO_MANY.format("sources")))
        text = truncate_fact(fact.text)
        if block.size > MAX_CHARACTERS or len(text) < len(fact.text.rstrip()):
            entries.append(LineWarning(block.line, "the fact is too long; its end was cut off"))
        stances = tuple(topics.values())
        is_shared = len(set(stances)) <= 1
        stance = next(iter(stances), fact.stance) if is_shared else None
        stances = () if is_shared else stances
        draft = FactDraft(block.line, fact.kind, text, citations, tuple(topics), stance, stances)
        return [*entries, draft]

    def _find_topics(self, fact: ItemFact) -> dict[str, Stance | None]:
        """Return the topics of a fact with its stances, that of the heading first."""
        if self._given:
            return dict.fromkeys(self._given, fact.stance)
        section = self._outline.topic
        topics = {section.name: fact.stance} if section and section.name else {}
        for name, stance in (*fact.topics, *((tag, None) for tag in self._outline.tags)):
            if canonical(name):
                topics.setdefault(name, stance)
        return topics


def _draft_sources(block: NoteBlock, fact: ItemFact) -> list[PageEntry]:
    """Return the sources of an item without a text, or a problem."""
    sources = [LoneSource(block.line, each.source, each.author) for each in fact.citations]
    message = "the item has no text; write the fact after the “- ”"
    return [*sources] or [EntryProblem(block.line, 0, message)]
