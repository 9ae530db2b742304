"""A source header with the facts below it, read line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from facts.importers.wiki.kinds import (
    FactOpening,
    match_glued_kind,
    read_lone_kind,
    read_spaced_kind,
)
from facts.importers.wiki.lines import (
    MAX_CHARACTERS,
    InputLine,
    describe_cut,
    describe_lines,
    drop_blank_lines,
    is_closed,
    is_multiline_kind,
    join_lines,
    truncate_fact,
)
from facts.importers.wiki.page_furniture import is_badge, is_list_label
from facts.importers.wiki.source_header import GroupHeader
from facts.importers.wiki.title import is_notice
from facts.model.drafts import FactDraft, LineWarning, PageEntry
from facts.model.entities import CLAIM, CODE


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines that belong together; without an opening they continue the fact above."""

    line: int
    opening: FactOpening | None
    lines: list[InputLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the whole block."""
        first = self.opening.text if self.opening else ""
        return join_lines((first, *(line.text for line in self.lines)))


def split_blocks(lines: Sequence[InputLine], *, spaced: bool) -> Iterator[LineBlock]:
    """Split lines at a kind that is alone on its line.

    If `spaced`, a kind with a space after it begins a block too.
    """
    block = LineBlock(lines[0].number, None)
    for index, line in enumerate(lines):
        opening = _read_opening(lines, index, spaced=spaced)
        if opening:
            yield block
            block = LineBlock(line.number, opening)
        else:
            block.lines.append(line)
    yield block


def _read_opening(lines: Sequence[InputLine], index: int, *, spaced: bool) -> FactOpening | None:
    bare = lines[index].content
    kind = read_lone_kind(bare)
    if kind is None:
        return read_spaced_kind(bare) if spaced else None
    places = range(index + 1, len(lines))
    below = next((lines[place].content for place in places if lines[place].content), "")
    if not below or read_lone_kind(below):
        return None
    doubt = f"“{kind}” is alone on its line; the text below was read as a fact of that kind"
    return FactOpening(kind, "", None, doubt)


class FactGroup:
    """The facts under one header.

    The last fact waits, because more lines can belong to it.
    """

    def __init__(self, line: int, header: GroupHeader, topics: tuple[str, ...]) -> None:
        self.announced = header.count
        self.count = 0
        self.fact: FactDraft | None = None
        self._line = line
        self._topics = topics
        self._title = header.citation.source.title
        self._citations = (header.citation,)
        self._is_spaced = False
        self._is_full = False
        self._is_item = False

    @property
    def is_code(self) -> bool:
        """Whether the current fact is code, whose lines can look like anything."""
        return self.fact is not None and self.fact.kind == CODE

    def doubt_item(self, opening: FactOpening) -> FactOpening:
        """Return a fact in a list, with a doubt below code that is not in one: YAML has lists."""
        if not self.is_code or self._is_item:
            return opening
        doubt = f"“- {opening.kind}:” was read as the kind of a fact, although it could be code"
        return replace(opening, doubt=doubt)

    def begin(self, line: int, opening: FactOpening) -> list[PageEntry]:
        """Begin a fact; return the previous one, which is complete now."""
        entries: list[PageEntry] = [] if self.fact is None else [self.fact]
        if opening.doubt:
            entries.append(LineWarning(line, opening.doubt))
        self.fact = FactDraft(
            line, opening.kind, opening.text, self._citations, self._topics, opening.stance
        )
        self.count += 1
        self._is_full, self._is_item = False, opening.is_item
        return entries + self._truncate_fact() if len(opening.text) > MAX_CHARACTERS else entries

    def can_add(self, line: InputLine) -> bool:
        """Return whether a header-like line can belong to this group."""
        if self.fact is None or self._is_spaced:
            return read_spaced_kind(line.content) is not None
        return self.is_code and line.text[0].isspace()

    def add_lines(self, lines: Sequence[InputLine]) -> list[PageEntry]:
        """Add lines without a glued kind.

        They continue the fact, or are facts themselves. A kind with a space after it begins a fact
        only if the group's first fact has one too.
        """
        if self.fact is None and read_spaced_kind(drop_blank_lines(lines)[0].content):
            self._is_spaced = True
        entries: list[PageEntry] = []
        for block in split_blocks(lines, spaced=self._is_spaced):
            entries += self._add_block(block)
        return entries

    def close(self) -> list[PageEntry]:
        """Return the last fact, and a warning about a wrong count."""
        entries: list[PageEntry] = [] if self.fact is None else [self.fact]
        self.fact = None
        warnings = check_count(self._line, self.announced, self.count, f"under “{self._title}”")
        return [*entries, *warnings]

    def _add_block(self, block: LineBlock) -> list[PageEntry]:
        if not block.text:
            return []
        if block.opening:
            return self.begin(block.line, replace(block.opening, text=block.text))
        if self._is_full:
            return []
        if self.fact is None:
            doubt = f"the text has no kind; it was imported as a {CLAIM}"
            return self.begin(
                drop_blank_lines(block.lines)[0].number, FactOpening(CLAIM, block.text, None, doubt)
            )
        fact = self.fact
        self.fact = replace(
            fact, text=join_lines((fact.text, *(line.text for line in block.lines)))
        )
        return [*_find_doubts(fact, block.lines), *self._truncate_fact()]

    def _truncate_fact(self) -> list[PageEntry]:
        fact = self.fact
        text = truncate_fact(fact.text) if fact else ""
        if fact is None or text == fact.text:
            return []
        self.fact, self._is_full = replace(fact, text=text), True
        return [LineWarning(fact.line, describe_cut(text))]


def check_count(line: int, announced: int | None, count: int, place: str) -> list[LineWarning]:
    """Return a warning if an announced number of facts is wrong."""
    if announced is None or announced == count:
        return []
    facts = "1 fact was" if announced == 1 else f"{announced:,} facts were"
    return [LineWarning(line, f"{facts} announced {place}, {count:,} found")]


def _find_doubts(fact: FactDraft, lines: Sequence[InputLine]) -> Iterator[LineWarning]:
    """Warn about doubtful lines of a fact.

    They continue a complete fact, or look like facts in code.
    """
    lines = drop_blank_lines(lines)
    part = f"read as part of the fact of line {fact.line}"
    if is_closed(fact.text) and not is_multiline_kind(fact.kind):
        message = f"{describe_lines(lines)} {part}, which seemed complete"
        yield LineWarning(lines[0].number, message)
        return
    for line in lines:
        if fact.kind == CODE and match_glued_kind(line.content):
            yield LineWarning(line.number, f"“{line.content}” was {part}, which is code")
        elif is_badge(line.content) or is_list_label(line.content) or is_notice(line.content):
            message = f"“{line.content}” was {part}, although it could belong to another page"
            yield LineWarning(line.number, message)
