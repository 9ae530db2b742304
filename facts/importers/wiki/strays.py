"""Lines below a header that no kind is glued to: whose they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from facts.importers.wiki.kinds import Opening, kind_alone, read_spaced
from facts.importers.wiki.lines import Line, joined, span, written
from facts.importers.wiki.page_furniture import is_furniture
from facts.model.drafts import LineWarning


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; without an opening they go on with what stands above them."""

    line: int
    opening: Opening | None
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the whole block."""
        first = self.opening.text if self.opening else ""
        return joined((first, *(line.text for line in self.lines)))


def split_blocks(lines: Sequence[Line], *, spaced: bool) -> Iterator[Block]:
    """Part lines where one is a kind alone or, if `spaced`, has a kind apart from its text."""
    block = Block(lines[0].number, None)
    for index, line in enumerate(lines):
        opening = _opening(lines, index, spaced=spaced)
        if opening:
            yield block
            block = Block(line.number, opening)
        else:
            block.lines.append(line)
    yield block


TOO_MANY: Final = "far too many lines stand above the facts of the page"


def left_out(lines: Sequence[Line], why: str = "no source stands above") -> list[LineWarning]:
    """Say which lines are lost and why, labels and chips apart."""
    lost = [line for line in written(lines) if not is_furniture(line.bare)]
    if not lost:
        return []
    return [LineWarning(lost[0].number, f"{span(lost)} left out: {why}")]


def _opening(lines: Sequence[Line], index: int, *, spaced: bool) -> Opening | None:
    bare = lines[index].bare
    kind = kind_alone(bare)
    if kind is None:
        return read_spaced(bare) if spaced else None
    places = range(index + 1, len(lines))
    below = next((lines[place].bare for place in places if lines[place].bare), "")
    if not below or kind_alone(below):
        return None
    doubt = f"“{kind}” stands on a line of its own; the text below was taken as a fact of that kind"
    return Opening(kind, "", None, doubt)
