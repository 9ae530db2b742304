"""Sources inside a fact: a link at its end, “(source: …)”, a footnote, a link in the sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from facts.importers.markdown.citation_line import (
    cite_link,
    find_doubts,
    has_date,
    is_vague,
    read_attribution,
    read_citation,
)
from facts.importers.markdown.inline import TextLink, find_links
from facts.importers.markdown.passages import DASHES
from facts.model.drafts import CitationDraft
from facts.text.addresses import MAX_ADDRESS

LABELLED: Final = re.compile(
    r"(?:[(\[]\s{0,3}|[.!?…”\"»)\]]\s{1,3})(?:sources?|refs?|references?|via)\s?:\s", re.IGNORECASE
)
"""What opens a source inside a fact: “(source: ”, or “Source: ” after a sentence."""
_LABELLED_END: Final = re.compile(r"[)\]]\.?\Z")
_AFTER_SENTENCE: Final = re.compile(r"(?:[.!?…”\"'»)\]*_`]\s)\s*\Z|[(\[—–]\s*\Z")
_SEE: Final = re.compile(r"[(\[]\s?(?:see|cf\.?|from|via)\s(?:also\s)?\Z", re.IGNORECASE)
_ENDS_SENTENCE: Final = re.compile(r"[.!?]\Z")
_ABBREVIATED: Final = re.compile(r"(?:\bal|\b\w|\b[JS]r|\bInc|\bLtd|\d|[)\]])\.\Z")
_TAIL: Final = re.compile(r"\s*(?:[,;(–—]|by\s)[^\n]*|[\s,;&.)\]]*(?:and\s)?\s*")
_ATTRIBUTION: Final = re.compile(r"(?:(?<=[.!?…”\"»’')\]])\s+|\A)(?:—|–|--)\s*(\S[^—–]{2,300})\Z")
_MAX_TAIL: Final = 300
"""Characters between two links that can be authors and a date."""
_WINDOW: Final = 12
"""Characters before a link that decide whether it follows a sentence."""


_NEEDS_WORDS: Final = re.compile(
    r"(?:\A|\W)(?:an?|and|as|at|by|for|from|in|into|is|are|like|of|on|or|per|read|says?|see|than|the"
    r"|to|under|use|using|via|with)\s*\Z|[:=,]\s*\Z",
    re.IGNORECASE,
)
"""The end of a text that a link goes on with: “Deploy with ”."""
_DOCUMENT: Final = re.compile(
    r"(?:the )?(?:docs?|documentation|runbook|wiki|page|post|ticket|issue|thread|details|more)",
    re.IGNORECASE,
)
"""Texts of links that say what is behind them, and are no part of the sentence before them."""
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(slots=True)
class CitedText:
    """The raw text of a fact without the sources at its end, and these.

    `spoken` are links in the sentence itself.
    """

    raw: str
    citations: list[CitationDraft] = field(default_factory=list)
    spoken: list[CitationDraft] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def cite(self, raw: str, citation: CitationDraft | None) -> None:
        """Add a source that was read from a raw text."""
        if citation:
            self.citations.append(citation)
            self.doubts += find_doubts(raw, citation)


class FootnoteSources:
    """The sources that the footnotes of a note name; each is read once."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self.targets = targets
        self._known: dict[str, CitationDraft | None] = {}

    def find(self, name: str) -> CitationDraft | None:
        """Return the source of a footnote; None if it names none or has no definition."""
        raw = self.targets.get(f"^{name}")
        if raw is None:
            return None
        if name not in self._known:
            self._known[name] = read_citation(raw, self.targets)
        return self._known[name]


def take_sources(
    raw: str, footnotes: FootnoteSources, *, is_attribution: bool = False
) -> CitedText:
    """Split the sources from a raw text; one that is an attribution has nothing else."""
    text = CitedText(raw)
    targets = footnotes.targets
    if is_attribution and raw.startswith(DASHES) and ("](" in raw or "://" in raw):
        words = raw.partition(" ")[2]
        text.cite(words, read_attribution(words, targets))
        text.raw = "" if text.citations else raw
        return text
    if ":" in raw:
        _take_labelled(text, targets)
    links = find_links(text.raw, targets)
    if not links:
        return text
    _take_notes(text, [link for link in links if link.note], footnotes)
    links = [link for link in links if link.url]
    start = _find_trailing(text.raw, links)
    text.spoken = [cite_link(link) for link in links[:start]]
    if start < len(links):
        _take_trailing(text, links[start:], targets)
    text.citations = list(dict.fromkeys(text.citations))
    return text


def take_attribution(text: CitedText, targets: Mapping[str, str]) -> None:
    """Split “— Author, Title” from the end of a text."""
    tail = text.raw[-_MAX_TAIL:]
    match = _ATTRIBUTION.search(tail)
    citation = read_attribution(match[1], targets) if match else None
    if match and citation:
        text.raw = text.raw[: len(text.raw) - len(tail) + match.start()]
        text.cite(match[1], citation)


def opens_source(raw: str, place: int) -> bool:
    """Return whether a link at a place follows a sentence, and is no part of one."""
    window = raw[max(0, place - _WINDOW) : place]
    is_first = place <= _WINDOW and not window.strip(" -*+")
    return is_first or bool(_AFTER_SENTENCE.search(window) or _SEE.search(window))


def may_cite(raw: str, place: int) -> bool:
    """Return whether a bare address at a place of a plain text can be read as its source."""
    if opens_source(raw, place):
        return True
    after = raw[place : place + MAX_ADDRESS + _MAX_TAIL].partition(" ")[2]
    return not any(map(str.isalnum, after)) or "://" in after or bool(_YEAR.search(after))


def _take_labelled(text: CitedText, targets: Mapping[str, str]) -> None:
    openings = list(LABELLED.finditer(text.raw))
    if not openings:
        return
    opening = openings[-1]
    is_bracketed = opening[0][0] in "(["
    inner = text.raw[opening.end() :].rstrip()
    closing = _LABELLED_END.search(inner)
    if len(inner) > _MAX_TAIL * 3 or (is_bracketed and not closing):
        return
    words = inner[: closing.start()] if is_bracketed and closing else inner
    if citation := read_citation(words, targets):
        before = text.raw[: opening.start() + (0 if is_bracketed else 1)]
        end = (
            "."
            if is_bracketed and inner.endswith(".") and not before.rstrip().endswith(".")
            else ""
        )
        text.raw = before.rstrip() + end
        text.cite(words, citation)


def _take_notes(text: CitedText, notes: Sequence[TextLink], footnotes: FootnoteSources) -> None:
    for link in notes:
        name = link.note or ""
        if citation := footnotes.find(name):
            text.cite(footnotes.targets[f"^{name}"], citation)
        else:
            text.doubts.append(
                f"the footnote “{name}” has no definition; write “[^{name}]: …” at the end of the "
                "file"
            )


def _find_trailing(raw: str, links: Sequence[TextLink]) -> int:
    """Return the place of the first link after the last sentence; their number if none is."""
    ends = [link.start for link in links[1:]] + [len(raw)]
    first = place = len(links)
    is_run = True
    while place:
        place -= 1
        tail = raw[links[place].end : ends[place]]
        if not _is_tail(tail):
            break
        is_run = is_run and not any(map(str.isalnum, tail))
        if opens_source(raw, links[place].start) or _closes_text(
            raw, links[place], tail, is_run=is_run, is_followed=place + 1 < len(links)
        ):
            first = place
    return first


def _closes_text(raw: str, link: TextLink, tail: str, *, is_run: bool, is_followed: bool) -> bool:
    """Return whether a link at the end of a sentence is no part of it.

    It is an address, has words such as “source” or “runbook”, or other links or a date follow it.
    """
    if _NEEDS_WORDS.search(raw[max(0, link.start - _WINDOW) : link.start]):
        return False
    if is_vague(link.text) or _DOCUMENT.fullmatch(link.text) or has_date(tail):
        return True
    return is_run and (link.is_address or is_followed)


def _is_tail(text: str) -> bool:
    """Return whether a text between links can be authors and a date."""
    text = text.rstrip()
    if len(text) > _MAX_TAIL or not _TAIL.fullmatch(text):
        return False
    return (
        not _ENDS_SENTENCE.search(text) or not text.strip(" .)]") or bool(_ABBREVIATED.search(text))
    )


def _take_trailing(text: CitedText, links: Sequence[TextLink], targets: Mapping[str, str]) -> None:
    before = text.raw[: links[0].start]
    if see := _SEE.search(before[-_WINDOW:]):
        before = before[: len(before) - len(see[0]) + 1]
    before = before.rstrip()
    end_places = [link.start for link in links[1:]] + [len(text.raw)]
    for link, place in zip(links, end_places, strict=True):
        raw = text.raw[link.start : place].strip().rstrip(";&")
        citation = cite_link(link) if is_vague(link.text) else read_citation(_balance(raw), targets)
        text.cite(raw, citation)
    end = "." if text.raw.rstrip().endswith(").") and before.endswith("(") else ""
    text.raw = before.rstrip("([—–- ") + end


def _balance(raw: str) -> str:
    """Return a source without the bracket that closes around it."""
    bare = raw.removesuffix(".") if raw.endswith((").", "].")) else raw
    if bare.endswith(")") and bare.count("(") < bare.count(")"):
        return bare[:-1]
    return bare[:-1] if bare.endswith("]") and bare.count("[") < bare.count("]") else bare
