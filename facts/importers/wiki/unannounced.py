"""Facts without a "Facts (N)" line above them, as when only the middle of a page was copied."""

from collections.abc import Sequence

from facts.importers.wiki.kinds import read_glued
from facts.importers.wiki.lines import Line
from facts.importers.wiki.page_furniture import is_furniture
from facts.importers.wiki.source_header import header_at
from facts.importers.wiki.strays import left_out
from facts.model.drafts import LineWarning


def facts_begin(lines: Sequence[Line]) -> int | None:
    """Return where the facts begin if the last line is one and a source with a site heads it."""
    last = len(lines) - 1
    if read_glued(lines[last].bare) is None:
        return None
    above = next((place for place in range(last - 1, -1, -1) if lines[place].bare), None)
    if above is None or header_at(lines, above) is None:
        return None
    headers = ((place, header_at(lines, place)) for place in range(last))
    return next(place - header.taken for place, header in headers if header)


def head_of(lines: Sequence[Line]) -> tuple[list[Line], list[LineWarning]]:
    """Part what may be the head of a page from labels, and from facts that have lost their source.

    Where there are such facts, nothing above them is a head.
    """
    if any(read_glued(line.bare) for line in lines):
        return [], left_out(lines)
    return [line for line in lines if not line.bare or not is_furniture(line.bare)], []
