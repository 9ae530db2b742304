"""Source headers, which end in "5 facts", on one or more lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.importers.wiki.dates import split_date, split_loose_date
from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.page_furniture import NUMBER, is_list_label
from facts.importers.wiki.source_line import (
    MAX_SOURCE_LINE,
    SourceLine,
    add_title,
    build_citation,
    has_site_at_end,
    read_source_line,
    split_author_date,
    two_sites_doubt,
)
from facts.model.drafts import CitationDraft
from facts.text.sites import is_site

FACT_WORDS: Final = ("fact", "facts", "FACT", "FACTS")
_COUNT: Final = re.compile(NUMBER)
_MAX_PARTS: Final = 4
"""Lines above a count that can belong to its header: title, site, author and date."""
_MAX_LINES_ABOVE: Final = 16
"""Lines above a count that the reader searches for these, blank lines included."""


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """A source above its facts.

    `lines_above` counts the earlier lines that have parts of it. `count` is None if no page
    announces the facts.
    """

    citation: CitationDraft
    count: int | None
    lines_above: int = 0
    doubts: tuple[str, ...] = ()


def split_count(text: str) -> tuple[str, int] | None:
    """Split "5 facts" from the end of a line.

    None if the line ends differently.
    """
    if len(text) > MAX_SOURCE_LINE:
        return None
    rest, number, word = ("", "", "", *text.rsplit(None, 2))[-3:]
    if word not in FACT_WORDS or not _COUNT.fullmatch(number):
        return None
    return rest, int(number.replace(",", ""))


def read_header(text: str, above: Sequence[InputLine]) -> GroupHeader | None:
    """Return the header that a line ends.

    None without a count or a source. If the line has only the end of the header, the lines `above`
    have the rest: title, site, author and date, one per line.
    """
    parts = split_count(text)
    if parts is None:
        return None
    line, line_count = _complete_line(read_source_line(parts[0]), above)
    if not line.title and not line.site:
        return None
    citation, doubts = build_citation(line)
    return GroupHeader(citation, parts[1], line_count, doubts)


def is_header_like(text: str) -> bool:
    """Return whether a line ends in a site and a count.

    Only a date can be between them.
    """
    parts = split_count(text)
    return parts is not None and has_site_at_end(parts[0])


def read_header_at(lines: Sequence[InputLine], place: int) -> GroupHeader | None:
    """Return the header that ends at a place among lines.

    None without a header or without a site in it.
    """
    bare = lines[place].content
    if split_count(bare) is None:
        return None
    header = read_header(bare, lines[max(0, place - _MAX_LINES_ABOVE) : place])
    return header if header and header.citation.source.site else None


def _nearest_places(above: Sequence[InputLine]) -> list[int]:
    """Return the places of the last lines, nearest first.

    Blank lines are left out; a label ends the search.
    """
    places: list[int] = []
    for place in range(len(above) - 1, -1, -1):
        bare = above[place].content
        if len(places) == _MAX_PARTS or is_list_label(bare) or len(bare) > MAX_SOURCE_LINE:
            break
        if bare:
            places.append(place)
    return places


def _complete_line(line: SourceLine, above: Sequence[InputLine]) -> tuple[SourceLine, int]:
    """Return a line completed from the lines above.

    The number counts the lines that were needed.
    """
    if line.title and (line.site or line.url):
        return line, 0
    places = _nearest_places(above)
    near = [above[place].content for place in places]
    depth = 0
    if line.site is None:
        line, depth = _add_date(line, near)
        line, depth = _add_site(line, near, depth)
    if not line.title and depth < len(near):
        line, depth = _add_title_line(line, near[depth]), depth + 1
    return line, len(above) - places[depth - 1] if depth else 0


def _add_title_line(line: SourceLine, text: str) -> SourceLine:
    whole = read_source_line(text)
    if line.site is None and whole.site and whole.title and not whole.author:
        return replace(whole, published=line.published or whole.published)
    return add_title(line, text)


def _add_date(line: SourceLine, near: Sequence[str]) -> tuple[SourceLine, int]:
    if line.title or line.published or not near:
        return line, 0
    before, published = split_date(near[0])
    if published is None and any(map(is_site, near[1:3])):
        before, published = split_loose_date(near[0])
    return (line, 0) if before or not published else (replace(line, published=published), 1)


def _add_site(line: SourceLine, near: Sequence[str], depth: int) -> tuple[SourceLine, int]:
    """Find the site above the date.

    An author can be between them. Without a site the line is unchanged.
    """
    author = line.title or None
    sites = [is_site(text) for text in near[depth:]] + [False] * _MAX_PARTS
    beside = sites[1] and (not sites[0] or len(near) > depth + 2)
    if author is None and beside:
        author, site = near[depth : depth + 2]
        doubts = (two_sites_doubt(site, author),) if sites[0] else ()
        completed = replace(line, site=site, author=author, doubts=doubts)
        depth += 2
    elif sites[0]:
        completed = replace(line, title="", site=near[depth], author=author)
        depth += 1
    else:
        return line, depth
    return (split_author_date(completed) if author and not line.published else completed), depth
