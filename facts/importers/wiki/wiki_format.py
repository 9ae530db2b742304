"""The text of Knowledge Tree pages as a file format."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.importers.wiki.fact_page import SOURCES, is_fact_page, list_label
from facts.importers.wiki.kinds import begins_fact
from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.page_furniture import (
    is_badge,
    is_chrome,
    is_relations_heading,
    read_facts_heading,
)
from facts.importers.wiki.page_reader import read_page
from facts.importers.wiki.source_header import FACT_WORDS, read_header
from facts.importers.wiki.title import ALIASES, find_title_below, is_notice
from facts.model.drafts import FactDraft, LineWarning, PageEntry

_OTHER_FORMAT: Final = re.compile(
    r"<|\{|\[\s*(?:[\[{\"\d]|\Z)"  # HTML, JSON
    r"|\[{1,2}[\w. \"-]+\]{1,2}\s*(?:#|\Z)|[\w\"-]+\s*=\s*[\"\d\['{]"  # TOML
    r"|---|\+\+\+|%YAML|- \w+:|[\w-]+:(?:\s*[|>][+-]?)?\s*\Z"  # front matter, YAML
    r"|@\w+\s*\{|TY  - |%\s"  # BibTeX, RIS, TeX
    r"|#{1,6}\s|\S+[,;\t]\S*[,;\t]\S"  # Markdown, CSV
)
"""First lines of formats that can contain the words of a page."""
_HEADING: Final = re.compile(r"#{1,6}\s|(?:=|-){3,}\s*\Z|\s*(?:[-*+]|\d+[.)])\s")
"""Lines of Markdown notes that no page has above its aliases."""
_HEAD_LINES: Final = 12
"""Lines of a head that show its badge, title, parent topic and aliases."""
_CONCEPT: Final = "concept"
_RELATION: Final = re.compile(r"(?:related|cross_type) -?\d+\.\d\d — ")


def _recognize(sample: Sample) -> bool:
    """Return whether a text is a page, whole or cut off, or has one below a few other lines."""
    lines = [line.strip() for line in sample.lines]
    texts = [line for line in lines if line]
    first = next((text for text in texts if not is_chrome(text)), "")
    if first.startswith(("<", "{")):
        return False
    if _has_group(lines):
        return True
    if _OTHER_FORMAT.match(first):
        return False
    return _has_facts_label(texts) or _is_fact_page(sample) or _has_head(texts)


def _has_group(lines: Sequence[str]) -> bool:
    """Return whether a source, which ends in "5 facts", is above a fact."""
    numbered = [InputLine(number, text) for number, text in enumerate(lines, 1) if text]
    for place, line in enumerate(numbered[:-1]):
        if line.text.endswith(FACT_WORDS) and begins_fact(numbered[place + 1].text):
            header = read_header(line.text, numbered[max(0, place - _HEAD_LINES) : place])
            if header and not line.text.startswith(("#", ">", "|", '"')):
                return True
    return False


def _has_facts_label(texts: Sequence[str]) -> bool:
    """Return whether there is a "Facts (N)" line, or relations of two topics."""
    for place, text in enumerate(texts):
        if read_facts_heading(text) is not None:
            return True
        is_relation = any(map(_RELATION.match, texts[place + 1 : place + 2]))
        if is_relation and is_relations_heading(text):
            return True
    return False


def _is_fact_page(sample: Sample) -> bool:
    lines = [InputLine(number, text) for number, text in enumerate(sample.lines, 1)]
    return is_fact_page(lines) and any(list_label(line.content) == SOURCES for line in lines)


def _has_head(texts: Sequence[str]) -> bool:
    """Return whether the first lines are the head of a page.

    Types of topics other than "concept" are also words of tables, so a second sign is needed.
    """
    head = [text for text in texts[: 2 * _HEAD_LINES] if not is_chrome(text)][:_HEAD_LINES]
    for place, text in enumerate(head):
        if _HEADING.match(text):
            return False
        if place and ALIASES.match(text):
            return True
        if is_badge(text) and (title := find_title_below(head, place)) is not None:
            is_parented = title > place + 1
            is_noted = any(map(is_notice, head[title + 1 : title + 2]))
            return is_parented or is_noted or text.lower() == _CONCEPT
    return False


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    facts = 0
    for entry in read_page(file.lines(), options.topics, options.source):
        facts += isinstance(entry, FactDraft)
        yield entry
    if not facts:
        yield LineWarning(1, "the page shows no facts")


WIKI_PAGE: Final = FileFormat("page", "the text of a Knowledge Tree page", _recognize, _read)
"""Topic pages, relation pages and fact pages, one or more in a file."""
