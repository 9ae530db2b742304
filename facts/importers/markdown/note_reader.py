"""Reader of a note: its blocks become topics, facts, sources and problems."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from facts.importers.errors import InputTooLarge
from facts.importers.fact_fields import read_phrasings
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import MAX_TEXT, InputFile
from facts.importers.markdown.blocks import scan_blocks
from facts.importers.markdown.citation_line import (
    complete_citation,
    find_doubts,
    find_users,
    read_citation,
)
from facts.importers.markdown.definitions import collect_definitions
from facts.importers.markdown.front_matter import FrontMatter, split_front_matter
from facts.importers.markdown.inline import find_links, plain_text
from facts.importers.markdown.items import ItemFact, ItemReader
from facts.importers.markdown.labels import has_label
from facts.importers.markdown.left_out import LeftOut, LeftOutCount
from facts.importers.markdown.note_topics import NoteTopics
from facts.importers.markdown.open_block import BlockType, NoteBlock
from facts.importers.markdown.outline import MAX_INHERITED, Outline
from facts.importers.markdown.passages import DASHES
from facts.importers.markdown.prose import ProsePart, ProseReader
from facts.importers.wiki.lines import MAX_CHARACTERS, truncate_fact
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
)

MAX_LINES: Final = 500_000
"""Lines of a file: 10,000 printed pages. The reader needs up to 30 µs for each."""
NO_SOURCE: Final = (
    "the fact has no source; add a link or a line “Source: …” below it, a line “Source: …” above "
    "the list, or name one source for the whole file (--source)"
)
_TOO_LONG: Final = f"the file has more than {MAX_LINES:,} lines; divide it"
_TOO_MANY: Final = f"more than {MAX_INHERITED} {{}} stand above the fact; it got the first of them"
_ONLY_LINK: Final = (
    "the item is only a link; it was taken as a source without a fact; write a fact before the link"
)
_NO_WORDS: Final = " *_~=`"
_OPEN_TASK: Final = "[ ] "
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
    front = front or FrontMatter(has_lines=False)
    yield from (LineWarning(line, doubt) for line, doubt in front.doubts)
    named = _FILE_NAME.search(file.name) if front.has_lines else None
    outline = Outline(front, named[1] if named else None)
    reader = _NoteReader(outline, targets, options)
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
        self._default = (options.source,) if options.source else ()
        self._topics = NoteTopics(outline, options.topics)
        self._left_out = LeftOutCount()
        self._has_entries = self._has_facts = False

    def read(self, block: NoteBlock) -> Iterator[PageEntry]:
        match block.type:
            case BlockType.HEADING:
                yield from self._open_section(block)
            case BlockType.ITEM:
                yield from self._read_item(block)
            case BlockType.QUOTE:
                yield from self._read_quote(block)
            case BlockType.PARAGRAPH:
                yield from self._read_prose(block)
            case BlockType.CODE:
                self._left_out.add(LeftOut.CODE, block.line)
            case BlockType.TABLE:
                self._left_out.add(LeftOut.TABLES, block.line)
            case BlockType.UNCLOSED:
                message = (
                    "this comment never ends; everything below it was left out (end it with -->)"
                )
                yield LineWarning(block.line, message)
            case _:
                pass

    def close(self) -> Iterator[PageEntry]:
        """Yield what can be said after the last line."""
        yield from self._left_out.report(has_facts=self._has_facts, has_entries=self._has_entries)

    def _read_prose(self, block: NoteBlock) -> Iterator[PageEntry]:
        part = self._prose.read(block)
        yield from (LineWarning(block.line, doubt) for doubt in self._prose.doubts)
        if part is ProsePart.DECLARED:
            yield from self._topics.draft()
        elif part is ProsePart.LEFT_OUT:
            self._left_out.add(LeftOut.PROSE, block.line)

    def _open_section(self, block: NoteBlock) -> Iterator[PageEntry]:
        raw = self._outline.open(block.line, block.level, " ".join(block.lines))
        citation = read_citation(raw, self._targets) if raw else None
        if raw and citation:
            self._outline.current.sources = (citation,)
            doubts = find_doubts(raw, citation) + find_users(raw)
            yield from (LineWarning(block.line, doubt) for doubt in doubts)

    def _read_quote(self, block: NoteBlock) -> Iterator[PageEntry]:
        """Read a quotation, which needs a source, or a callout of one."""
        callout = _CALLOUT.fullmatch(block.lines[0])
        if callout and callout[1].lower() not in {"quote", "cite"}:
            yield LineWarning(
                block.line, f"the callout “{callout[1]}” was left out; facts are list items"
            )
            return
        fact = self._read_callout(block, callout[2]) if callout else self._read_lines(block, True)
        if fact.text and not self._choose_sources(fact):
            yield LineWarning(
                block.line,
                "a quotation without a source was left out; end it with a line “— Author, Title”",
            )
        else:
            yield from self._draft_fact(block, fact)

    def _read_callout(self, block: NoteBlock, title: str) -> ItemFact:
        """Read a callout; its title names the author, or the source if there is no other."""
        del block.lines[0]
        fact = self._read_lines(block, is_quote=True)
        if not title or block.last.lstrip().startswith(DASHES):
            return fact
        found = self._choose_sources(fact)
        if found and not find_links(title, self._targets):
            author = plain_text(title)
            fact.citations = [complete_citation(each, author, None) for each in found]
            return fact
        block.lines.append(f"— {title}")
        return self._read_lines(block, is_quote=True)

    def _read_item(self, block: NoteBlock) -> Iterator[PageEntry]:
        if len(block.lines) == 1 and not block.last.strip(_NO_WORDS):
            return
        if block.lines[0].startswith(_OPEN_TASK):
            self._has_entries = True
            self._left_out.add(LeftOut.TASKS, block.line)
            return
        fact = self._read_lines(block, is_quote=False)
        self._outline.current.has_entries = True
        if self._outline.current.is_source_list and not (
            fact.citations or self._outline.current.sources
        ):
            citation = read_citation(" ".join(block.lines), self._targets)
            if citation:
                fact = ItemFact(citations=[citation])
        yield from self._draft_fact(block, fact)

    def _read_lines(self, block: NoteBlock, is_quote: bool) -> ItemFact:
        has_source = bool(self._outline.sources)
        return self._items.read(block.lines, is_quote=is_quote, is_under_source=has_source)

    def _draft_fact(self, block: NoteBlock, fact: ItemFact) -> list[PageEntry]:
        self._has_entries = True
        entries: list[PageEntry] = [LineWarning(block.line, doubt) for doubt in fact.doubts]
        citations = self._choose_sources(fact)
        if not fact.text.strip():
            return entries + self._draft_sources(block, fact)
        if not citations:
            return [*entries, EntryProblem(block.line, 0, NO_SOURCE)]
        self._has_facts = True
        entries += self._topics.draft()
        return entries + self._build_fact(block, fact, citations)

    def _choose_sources(self, fact: ItemFact) -> tuple[CitationDraft, ...]:
        if fact.citations:
            return tuple(fact.citations)
        return self._outline.sources or tuple(dict.fromkeys(fact.spoken)) or self._default

    def _build_fact(
        self, block: NoteBlock, fact: ItemFact, citations: tuple[CitationDraft, ...]
    ) -> list[PageEntry]:
        topics = self._topics.find(fact)
        entries: list[PageEntry] = [*self._topics.draft_names(block.line, topics)]
        if self._outline.has_too_many_tags and not self._topics.given:
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
        phrasings, left_out = read_phrasings(fact.phrasings)
        if left_out:
            entries.append(LineWarning(block.line, left_out))
        names = tuple(topics)
        draft = FactDraft(block.line, fact.kind, text, citations, names, stance, stances, phrasings)
        return [*entries, draft]

    def _draft_sources(self, block: NoteBlock, fact: ItemFact) -> list[PageEntry]:
        """Return the sources of an item without a text, or a problem."""
        if not fact.citations:
            message = "the item has no text; write the fact after the “- ”"
            return [EntryProblem(block.line, 0, message)]
        is_meant = self._outline.current.is_source_list or has_label(block.lines[0])
        doubts = [] if is_meant else [LineWarning(block.line, _ONLY_LINK)]
        sources = (LoneSource(block.line, each.source, each.author) for each in fact.citations)
        return [*doubts, *sources]
