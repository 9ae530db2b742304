"""Lines below a header that no kind is glued to: whose they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from facts.importers.wiki.kinds import FactOpening, read_lone_kind, read_spaced_kind
from facts.importers.wiki.lines import InputLine, describe_lines, drop_blank_lines, join_lines
from facts.importers.wiki.page_furniture import is_furniture
from facts.model.drafts import LineWarning


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines that belong together; without an opening they go on with what stands above them."""

    line: int
    opening: FactOpening | None
    lines: list[InputLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the whole block."""
        first = self.opening.text if self.opening else ""
        return join_lines((first, *(line.text for line in self.lines)))


def split_blocks(lines: Sequence[InputLine], *, spaced: bool) -> Iterator[LineBlock]:
    """Part lines where one is a kind alone or, if `spaced`, has a kind apart from its text."""
    block = LineBlock(lines[0].number, None)
    for index, line in enumerate(lines):
        opening = _read_opening(lines, index, spaced=spaced)
        if opening:
            yield block
            block = LineBlock(line.number, opening)
        else:
            block.lines.append(line)
    yield block


TOO_MANY: Final = "far too many lines stand above the facts of the page"


def warn_left_out(
    lines: Sequence[InputLine], why: str = "no source stands above"
) -> list[LineWarning]:
    """Say which lines are lost and why, labels and chips apart."""
    lost = [line for line in drop_blank_lines(lines) if not is_furniture(line.stripped)]
    if not lost:
        return []
    return [LineWarning(lost[0].number, f"{describe_lines(lost)} left out: {why}")]


def _read_opening(lines: Sequence[InputLine], index: int, *, spaced: bool) -> FactOpening | None:
    bare = lines[index].stripped
    kind = read_lone_kind(bare)
    if kind is None:
        return read_spaced_kind(bare) if spaced else None
    places = range(index + 1, len(lines))
    below = next((lines[place].stripped for place in places if lines[place].stripped), "")
    if not below or read_lone_kind(below):
        return None
    doubt = f"“{kind}” stands on a line of its own; the text below was taken as a fact of that kind"
    return FactOpening(kind, "", None, doubt)
