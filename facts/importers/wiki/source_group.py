"""A source and the facts below it, while they are being read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facts.importers.wiki.kinds import Opening, plainly_glued, read_spaced
from facts.importers.wiki.lines import Line, joined, span, written
from facts.importers.wiki.prose import MOST_CHARACTERS, is_closed, is_freely_broken, within_limits
from facts.importers.wiki.source_header import Header
from facts.importers.wiki.strays import Block, split_blocks
from facts.model.drafts import FactDraft, LineWarning, Reading
from facts.model.entities import CLAIM, CODE


class Group:
    """The facts under one header. The last one is held back: further lines may belong to it."""

    def __init__(self, line: int, header: Header, topics: tuple[str, ...]) -> None:
        self.announced = header.count
        self.found = 0
        self.fact: FactDraft | None = None
        self._line = line
        self._topics = topics
        self._title = header.citation.source.title
        self._citations = (header.citation,)
        self._is_spaced = False
        self._is_full = False

    @property
    def is_code(self) -> bool:
        """Tell whether the fact being read is code, whose lines look like anything."""
        return self.fact is not None and self.fact.kind == CODE

    def begin(self, line: int, opening: Opening) -> list[Reading]:
        """Begin a fact; return the one before it, which is complete now."""
        readings: list[Reading] = [] if self.fact is None else [self.fact]
        if opening.doubt:
            readings.append(LineWarning(line, opening.doubt))
        self.fact = FactDraft(
            line, opening.kind, opening.text, self._citations, self._topics, opening.stance
        )
        self.found += 1
        self._is_full = False
        return readings + self._cut() if len(opening.text) > MOST_CHARACTERS else readings

    def can_take(self, line: Line) -> bool:
        """Tell whether a line may belong to the group although it ends like a header."""
        if self.fact is None or self._is_spaced:
            return read_spaced(line.bare) is not None
        return self.is_code and line.text[0].isspace()

    def take(self, lines: Sequence[Line]) -> list[Reading]:
        """Take lines to which no kind is glued: they go on with the fact, or are facts themselves.

        Facts whose kind stands apart are read only where the group begins with such a one.
        """
        if self.fact is None and read_spaced(written(lines)[0].bare):
            self._is_spaced = True
        readings: list[Reading] = []
        for block in split_blocks(lines, spaced=self._is_spaced):
            readings += self._take_block(block)
        return readings

    def close(self) -> list[Reading]:
        """Return the last fact, and a warning if another number of facts was announced."""
        readings: list[Reading] = [] if self.fact is None else [self.fact]
        self.fact = None
        shortfall = miscounted(self._line, self.announced, self.found, f"under “{self._title}”")
        return [*readings, *shortfall]

    def _take_block(self, block: Block) -> list[Reading]:
        if not block.text:
            return []
        if block.opening:
            return self.begin(block.line, replace(block.opening, text=block.text))
        if self._is_full:
            return []
        if self.fact is None:
            doubt = f"no kind stands before the text; {CLAIM} was taken as the kind of the fact"
            return self.begin(
                written(block.lines)[0].number, Opening(CLAIM, block.text, None, doubt)
            )
        fact = self.fact
        self.fact = replace(fact, text=joined((fact.text, *(line.text for line in block.lines))))
        return [*_surprises(fact, block.lines), *self._cut()]

    def _cut(self) -> list[Reading]:
        fact = self.fact
        text = within_limits(fact.text) if fact else ""
        if fact is None or text == fact.text:
            return []
        self.fact, self._is_full = replace(fact, text=text), True
        message = f"the fact is too long; only its first {len(text):,} characters were kept"
        return [LineWarning(fact.line, message)]


def miscounted(line: int, announced: int, found: int, place: str) -> list[LineWarning]:
    """Return a warning if the two numbers differ."""
    if announced == found:
        return []
    facts = "1 fact was" if announced == 1 else f"{announced:,} facts were"
    return [LineWarning(line, f"{facts} announced {place}, {found:,} found")]


def _surprises(fact: FactDraft, lines: Sequence[Line]) -> Iterator[LineWarning]:
    """Say which lines went on with a fact that seemed complete, or look like facts themselves."""
    lines = written(lines)
    goes_on = f"taken as going on with the fact of line {fact.line}"
    if is_closed(fact.text) and not is_freely_broken(fact.kind):
        yield LineWarning(lines[0].number, f"{span(lines)} {goes_on}, which had ended")
    elif fact.kind == CODE:
        for line in filter(lambda line: plainly_glued(line.bare), lines):
            yield LineWarning(line.number, f"“{line.bare}” was {goes_on}, which is code")
