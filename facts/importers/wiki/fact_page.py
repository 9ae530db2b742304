"""Fact pages: each is about one fact, with sources and topics."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from facts.importers.wiki.authors import add_authors
from facts.importers.wiki.fact_page_lists import read_nodes, read_sources
from facts.importers.wiki.kinds import read_lone_kind
from facts.importers.wiki.lines import (
    InputLine,
    describe_cut,
    drop_blank_lines,
    join_lines,
    truncate_fact,
)
from facts.importers.wiki.page_furniture import is_badge, is_chrome
from facts.model.drafts import CitationDraft, FactDraft, LineWarning, PageEntry, TopicDraft
from facts.model.entities import KINDS, Kind, Stance

_TEXT, _AUTHORS, SOURCES, _NODES = "text", "authors", "sources", "referenced by nodes"
_LABEL: Final = re.compile(
    rf"({_AUTHORS}|{SOURCES}|{_NODES})\s*(?:\([\d,]+\))?\s*:?", re.IGNORECASE
)
_ANY_KIND: Final = re.compile(r"[a-z]+")
_PERSPECTIVE: Final = "perspective"


def is_fact_page(lines: Sequence[InputLine]) -> bool:
    """Return whether lines are a fact page.

    It begins with a kind alone on its line, and has the labels of its lists below. An unknown kind,
    and "perspective", which is also a type of topic, need more labels.
    """
    texts = [line.content for line in drop_blank_lines(lines) if not is_chrome(line.content)]
    labels = set(filter(None, map(list_label, texts)))
    if not labels:
        return False
    kind = texts[0].lower()
    if kind in KINDS and kind != _PERSPECTIVE:
        return True
    is_word = kind in KINDS or _ANY_KIND.fullmatch(texts[0]) is not None
    return is_word and SOURCES in labels and len(labels) > 1


def read_fact_pages(
    lines: Sequence[InputLine],
    given: Sequence[str],
    named: set[str],
    default: CitationDraft | None = None,
) -> Iterator[PageEntry]:
    """Yield the entries of one or more fact pages.

    `given` are names that replace the topics of the pages; no drafts of topics come for them. The
    function adds to `named` the topics that it drafts, and drafts none that is already there.
    `default` is the source of a page that lists none.
    """
    for page in _split_pages(lines):
        for entry in _read_fact_page(page, given, default):
            if not isinstance(entry, TopicDraft):
                yield entry
            elif entry.name not in named:
                named.add(entry.name)
                yield entry


def _split_pages(lines: Sequence[InputLine]) -> Iterator[list[InputLine]]:
    page: list[InputLine] = []
    has_sources = False
    above = ""
    for line in lines:
        bare = line.content
        if is_chrome(bare) or not (page or bare):
            continue
        if has_sources and read_lone_kind(bare) and not is_topic_type(bare, above):
            yield page
            page, has_sources = [], False
        has_sources = has_sources or list_label(bare) == SOURCES
        above = bare or above
        page.append(line)
    yield page


def _read_fact_page(
    lines: Sequence[InputLine], given: Sequence[str], default: CitationDraft | None
) -> Iterator[PageEntry]:
    line, kind = lines[0].number, Kind(lines[0].content.lower())
    parts = _split_parts(lines[1:])
    whole, stance = _read_text(parts[_TEXT])
    text = truncate_fact(whole)
    citations, warnings = read_sources(parts[SOURCES])
    if default and not citations:
        citations = [default]
    citations, author_warnings = add_authors(citations, parts[_AUTHORS])
    nodes = read_nodes(parts[_NODES])
    topics = [TopicDraft(line, name) for name in given] or nodes
    doubts = [*_find_doubts(kind, topics, nodes), *([describe_cut(text)] if text != whole else [])]
    warnings += [*author_warnings, *(LineWarning(line, doubt) for doubt in doubts)]
    if text and citations:
        yield from () if given else nodes
        yield from warnings
        names = tuple(topic.name for topic in topics)
        yield FactDraft(line, kind, text, tuple(citations), names, stance)
    else:
        missing = "source" if text else "text"
        yield LineWarning(line, f"this fact page has no {missing}; the fact was skipped")


def _find_doubts(
    kind: Kind, topics: Sequence[TopicDraft], nodes: Sequence[TopicDraft]
) -> Iterator[str]:
    if kind not in KINDS:
        yield f"“{kind}” is not a known kind; the fact was imported with it"
    if not topics:
        yield "no topic refers to this fact; it has no topic"
    elif topics != nodes and nodes:
        yield f"the topics on the page, such as “{nodes[0].name}”, were ignored"


def _split_parts(lines: Sequence[InputLine]) -> dict[str, list[InputLine]]:
    parts: dict[str, list[InputLine]] = {_TEXT: [], _AUTHORS: [], SOURCES: [], _NODES: []}
    part = _TEXT
    for line in lines:
        label = list_label(line.content)
        part = label or part
        if label is None:
            parts[part].append(line)
    return parts


def _read_text(lines: Sequence[InputLine]) -> tuple[str, Stance | None]:
    text = join_lines(line.text for line in lines)
    first, _, rest = text.partition("\n")
    word = first.strip().lower()
    return (rest.strip(), Stance(word)) if rest and word in set(Stance) else (text, None)


def list_label(text: str) -> str | None:
    """Return the list that a line is the label of, or None."""
    match = _LABEL.fullmatch(text)
    return match[1].lower() if match else None


def is_topic_type(text: str, above: str) -> bool:
    """Return whether "perspective" is a topic's type, not a kind.

    It is the type of the topic above it.
    """
    return is_badge(text) and not is_badge(above.rpartition(" ")[2])
