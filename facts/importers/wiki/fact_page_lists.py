"""The lists on a fact page: sources and topics."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_furniture import is_badge, strip_bullet
from facts.importers.wiki.source_line import build_citation, read_source_line
from facts.model.drafts import CitationDraft, LineWarning, TopicDraft
from facts.text.sites import is_site

_VIA: Final = re.compile(r"(?:\A|\s)via\s+\S+\Z")


def read_sources(lines: Sequence[InputLine]) -> tuple[list[CitationDraft], list[LineWarning]]:
    """Read items such as "- Title site author via provider".

    An item can have several lines. Return the citations and the warnings.
    """
    citations, warnings = [], []
    for item in _split_items(drop_blank_lines(lines)):
        text = " ".join(strip_bullet(line.content) for line in item)
        source = read_source_line(_VIA.sub("", text))
        if source.title or source.site:
            citation, doubts = build_citation(source)
            citations.append(citation)
            warnings += [LineWarning(item[0].number, doubt) for doubt in doubts]
    return citations, warnings


def read_nodes(lines: Sequence[InputLine]) -> list[TopicDraft]:
    """Read items such as "- name type", each name once.

    The type can be on its own line.
    """
    names: dict[str, int] = {}
    has_type = True
    for line in drop_blank_lines(lines):
        name = strip_bullet(line.content)
        if name == line.content and is_badge(name) and not has_type:
            has_type = True
            continue
        before, _, last = name.rpartition(" ")
        has_type = bool(before) and is_badge(last)
        names.setdefault(before.strip() if has_type else name, line.number)
    return [TopicDraft(number, name) for name, number in names.items()]


def _split_items(lines: Sequence[InputLine]) -> Iterator[list[InputLine]]:
    """Split lines into items.

    Items begin at bullets, or else after "via …", or else at lines that are not a site.
    """
    if any(_is_bulleted(line) for line in lines):
        begins = [_is_bulleted(line) for line in lines]
    elif any(_VIA.search(line.content) for line in lines):
        begins = [bool(_VIA.search(line.content)) for line in (*lines[:1], *lines)][: len(lines)]
    else:
        begins = [not is_site(line.content) for line in lines]
    item: list[InputLine] = []
    for line, is_first in zip(lines, begins, strict=True):
        if is_first and item:
            yield item
            item = []
        item.append(line)
    if item:
        yield item


def _is_bulleted(line: InputLine) -> bool:
    return strip_bullet(line.content) != line.content
