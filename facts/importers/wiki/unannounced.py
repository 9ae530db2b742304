"""Facts without a "Facts (N)" line above them, as when only the middle of a page was copied."""

from collections.abc import Sequence

from facts.importers.wiki.kinds import read_glued_kind
from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.page_furniture import is_furniture
from facts.importers.wiki.source_header import read_header_at
from facts.importers.wiki.strays import warn_left_out
from facts.model.drafts import LineWarning


def find_facts_start(lines: Sequence[InputLine]) -> int | None:
    """Return where the facts begin if the last line is one and a source with a site heads it."""
    last = len(lines) - 1
    if read_glued_kind(lines[last].stripped) is None:
        return None
    above = next((place for place in range(last - 1, -1, -1) if lines[place].stripped), None)
    if above is None or read_header_at(lines, above) is None:
        return None
    headers = ((place, read_header_at(lines, place)) for place in range(last))
    return next(place - header.lines_above for place, header in headers if header)


def split_head(lines: Sequence[InputLine]) -> tuple[list[InputLine], list[LineWarning]]:
    """Part what may be the head of a page from labels, and from facts that have lost their source.

    Where there are such facts, nothing above them is a head.
    """
    if any(read_glued_kind(line.stripped) for line in lines):
        return [], warn_left_out(lines)
    return [line for line in lines if not line.stripped or not is_furniture(line.stripped)], []
