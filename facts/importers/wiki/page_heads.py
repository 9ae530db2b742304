"""Several heads in a row: pages that end before their facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from facts.importers.wiki.head_detector import find_head_start
from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_furniture import (
    is_chrome,
    is_footer,
    is_marked_section,
    is_relations_heading,
    warn_about_skipped,
)
from facts.importers.wiki.page_head import PageHead, read_head
from facts.importers.wiki.title import (
    ALIASES,
    find_page_top,
    find_title_above,
    find_title_below,
    is_notice,
)
from facts.model.drafts import LineWarning


@dataclass(slots=True)
class _HeadSearch:
    """Finds the heads among lines: the places where one surely begins, and those in doubt."""

    lines: Sequence[InputLine]
    starts: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    _title: int = -1
    _is_named: bool = False
    _is_in_section: bool = False

    def run(self) -> None:
        places = [place for place, line in enumerate(self.lines) if line.content]
        texts = [self.lines[place].content for place in places]
        for index, text in enumerate(texts):
            found = _find_head_at(texts, index)
            is_alias = ALIASES.match(text) is not None
            self._is_in_section |= is_marked_section(text)
            if found is None or found[1] <= self._title:
                self._is_named |= is_alias
                continue
            start, title = places[found[0]], found[1]
            if self._is_sure(start, is_alias, texts[title + 1 : title + 2]):
                self.starts.append(start)
                self._title, self._is_named, self._is_in_section = title, is_alias, False
            else:
                self.doubtful.append(start)
                self._is_named |= is_alias

    def _is_sure(self, start: int, is_alias: bool, below: Sequence[str]) -> bool:
        """Return whether a head begins.

        Among the names in a section, such as related topics, a badge can be a name.
        """
        if not self.starts or self._is_apart(start):
            return True
        if is_alias:
            return self._is_named or self._is_in_section
        return not self._is_in_section or any(map(is_notice, below))

    def _is_apart(self, place: int) -> bool:
        """Return whether a blank line or the site header is above a place."""
        above = self.lines[place - 1].content if place else ""
        return not above or is_chrome(above)


def split_heads(lines: Sequence[InputLine]) -> tuple[list[list[InputLine]], list[LineWarning]]:
    """Split lines above facts into heads; the facts belong to the last one.

    The warnings are about lines that could begin another head.
    """
    heads: list[list[InputLine]] = []
    doubts: list[LineWarning] = []
    message = "could begin another page; it was read as part of the page above"
    for part in _split_at_footers(lines):
        search = _HeadSearch(part)
        search.run()
        bounds = [0, *(find_page_top(part, start) for start in search.starts[1:]), len(part)]
        heads += [list(part[begin:end]) for begin, end in pairwise(bounds)]
        doubtful = [part[place] for place in search.doubtful]
        doubts += [LineWarning(line.number, f"“{line.content}” {message}") for line in doubtful]
    return heads, doubts


def _split_at_footers(lines: Sequence[InputLine]) -> list[Sequence[InputLine]]:
    """Return the parts between footers that have more than labels; all lines if there is none."""
    ends = [place for place, line in enumerate(lines) if is_footer(line.content)]
    parts = [lines[begin:end] for begin, end in pairwise([0, *ends, len(lines)])]
    return [
        part
        for part in parts
        if any(not is_chrome(line.content) for line in drop_blank_lines(part))
    ] or [lines]


def read_cut_heads(lines: Sequence[InputLine]) -> Iterator[PageHead]:
    """Yield the heads of pages that end before their facts, with a warning about each."""
    heads, doubts = split_heads(lines)
    for head in heads:
        page = read_head(head)
        message = "the page ends before its facts; only its topic was imported"
        warnings = [LineWarning(topic.line, message) for topic in page.topics[:1]]
        if not page.topics:
            warnings = warn_about_skipped(head, "there is no title and no fact below")
        yield PageHead(page.topics, page.is_relation, (*page.warnings, *warnings))
    yield PageHead(warnings=tuple(doubts))


def has_head(lines: Sequence[InputLine]) -> bool:
    """Return whether lines are surely the head of a page."""
    texts = [line.content for line in lines]
    is_relation = any(map(is_relations_heading, texts)) and any("↔" in text for text in texts)
    return is_relation or find_head_start(lines) is not None


def _find_head_at(texts: Sequence[str], index: int) -> tuple[int, int] | None:
    """Return the places of the head and the title that a badge, a parent or aliases show."""
    below = find_title_below(texts, index)
    if below is not None:
        return index, below
    if not ALIASES.match(texts[index]):
        return None
    start, above = find_title_above(texts, index)
    return None if above is None or is_notice(texts[above]) else (start, above)
