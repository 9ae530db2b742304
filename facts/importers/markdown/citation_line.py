"""A source on one line: title, authors and date, separated by commas.

    [The Nap Handbook](https://naps.example/handbook), Jane Doe · Sleep Lab, Mar 15, 2026
    "Sleep, Naps and Work", library.example, Jane Doe, 2024

A title with a comma needs quotes. A site without an address follows the title. A date in other
words has a label: “date: spring 2026”. References in the style of APA are read too; a reference in
another style is the title as a whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from facts.importers.date_words import read_date
from facts.importers.markdown.inline import TextLink, find_links, plain_text
from facts.model.dates import MONTH_ABBREVIATIONS, MONTH_PATTERN, PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft
from facts.text.normalize import canonical
from facts.text.sites import is_site, normalize_site

_QUOTED: Final = re.compile(r"\"((?:[^\"\\]|\\.)+)\"|“((?:[^”\\]|\\.)+)”")
_PART: Final = re.compile(r"(?:\\.|[^,\\]|\\\Z)+")
_LABELLED_DATE: Final = re.compile(r"(?:date|published): *(.+)", re.IGNORECASE)
_BRACKETED_DATE: Final = re.compile(r"(?<!\\)\(([^()]{4,40})\)\Z")
_ITALIC: Final = re.compile(r"(?<![\w\\*_])([*_])(?=[^\s*_])([^*_]+)(?<=\S)\1(?![\w*_])")
_APA: Final = re.compile(
    r"(?P<author>[^()\\*\"“]{2,300}?)\s\((?P<date>[^()]{4,30})\)[.,:]?\s+(?P<title>[^.]{2,400}).*",
    re.DOTALL,
)
"""“Doe, J. (2020). The Nap Book. Press.”"""
_SENTENCE_END: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[.][\"”’]?\s+(?=\S)")
_ABBREVIATIONS: Final = (
    frozenset(
        "al co corp dept dr ed eds etc inc jr ltd mr mrs ms no prof sr st univ vol vs".split()
    )
    | {name.lower() for name in MONTH_ABBREVIATIONS}
    | {"sept"}
)
"""Words before a period that ends no sentence."""
_BRACKETED_YEAR: Final = re.compile(r"(?<!\\)\(((?:1\d|20)\d\d)\)")
_DATE_START: Final = re.compile(rf"\s*(?:\d|(?:{MONTH_PATTERN})\b)", re.IGNORECASE)
_LIKE_DATE: Final = re.compile(
    r"(?<![#\w])(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:1\d|20)\d\d)(?!\w)"
)
"""Numbers as in a date. A digit that the export spells as “&#50;” is none."""
_DATE_LABEL: Final = re.compile(r"(?:date|published):", re.IGNORECASE)
_USER: Final = re.compile(r"https?://[^\s/?#\\()<>\[\]]{0,300}@", re.IGNORECASE)
_PAGES: Final = re.compile(r"(?:pp?|pages?)\.?\s?\d[\d\s,–-]*\.?", re.IGNORECASE)
_BEFORE_AUTHOR: Final = re.compile(r"[\s.,;:–—-]*(?:by\s+)?", re.IGNORECASE)
_AROUND: Final = " \t\n,;:–—-"
_VAGUE: Final = re.compile(
    r"(?:(?:the|original|full|my|a)\s+)?(?:sources?|links?|here|refs?|references?|url|web|article|paper)"
    r"|\W*\d*\W*",
    re.IGNORECASE,
)
"""Texts of links that name no work."""
_WRITE_DATE: Final = "write year-month-day"
_NAMES_USER: Final = (
    "an address names a user before its site (https://user@site); it was left out, because it does "
    "not lead where it seems to"
)


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the title."""

    author: str | None = None
    published: PublicationDate | None = None
    site: str | None = None


def read_citation(raw: str, targets: Mapping[str, str] | None = None) -> CitationDraft | None:
    """Return the source that a raw text names; None without a title and an address.

    The title is what is linked, in quotes or in italics; otherwise it comes first.
    """
    raw = raw.strip()
    link = next((link for link in find_links(raw, targets) if link.url), None)
    if link and not link.is_address:
        return _build(link.text, link, _read_around(raw[: link.start], raw[link.end :]))
    raw = raw if link is None else _cut(raw, link)
    if quoted := _QUOTED.match(raw):
        return _build(plain_text(quoted[1] or quoted[2]), link, _read_tail(raw[quoted.end() :]))
    apa = _APA.fullmatch(raw)
    if apa and (date := _parse_date(apa["date"])):
        title = plain_text(apa["title"]).strip("*_ ")
        return _build(title, link, _Tail(plain_text(apa["author"]), date))
    if (italic := _ITALIC.search(raw)) and not _has_sentences(raw[: italic.start()].rstrip()):
        before, after = raw[: italic.start()], raw[italic.end() :]
        return _build(plain_text(italic[2]), link, _read_around(before, after))
    if _has_sentences(raw):
        year = _BRACKETED_YEAR.search(raw)
        date = PublicationDate.parse(year[1]) if year else None
        return _build(plain_text(raw), link, _Tail(published=date))
    return _read_words(raw, link)


def find_doubts(raw: str, citation: CitationDraft) -> list[str]:
    """Return doubts about a source that was read from a raw text."""
    published = citation.source.published
    if published is None or published.iso or _DATE_LABEL.search(raw):
        return []
    return [f"the date “{published.words}” is not clear; it was kept as words; {_WRITE_DATE}"]


def has_date(raw: str) -> bool:
    """Return whether what follows a title ends in a calendar date."""
    published = _read_tail(raw).published
    return bool(published and published.iso)


def find_users(raw: str) -> list[str]:
    """Return a doubt about an address with a user before its host."""
    return [_NAMES_USER] if "@" in raw and _USER.search(raw) else []


def complete_citation(
    citation: CitationDraft, author: str | None, date: str | None
) -> CitationDraft:
    """Return a source with the author and the date that stand elsewhere."""
    if date and citation.source.published is None:
        published, _ = read_date(date)
        citation = replace(citation, source=replace(citation.source, published=published))
    return replace(citation, author=author) if author and not citation.author else citation


def cite_link(link: TextLink) -> CitationDraft:
    """Return a link in a sentence as a source. It must have an address."""
    is_vague = link.is_address or _VAGUE.fullmatch(link.text)
    return CitationDraft(_source("" if is_vague else link.text, link.url))


def is_vague(text: str) -> bool:
    """Return whether the text of a link names no work: "source", "here", "1"."""
    return _VAGUE.fullmatch(text) is not None


def read_attribution(raw: str, targets: Mapping[str, str] | None = None) -> CitationDraft | None:
    """Return the source of a quotation: "Author, Title, date", or a title alone."""
    parts = _split_parts(raw)
    tail = _read_tail(raw)
    names = parts[: len(_split_parts(tail.author or ""))]
    is_marked = _QUOTED.search(raw) or _ITALIC.search(raw) or find_links(raw, targets)
    if is_marked or len(names) < 2:  # noqa: PLR2004 - author and title
        return read_citation(raw, targets)
    return _build(
        plain_text(", ".join(names[1:])), None, _Tail(plain_text(names[0]), tail.published)
    )


def _read_words(raw: str, link: TextLink | None) -> CitationDraft | None:
    parts = _split_parts(raw)
    if not parts:
        return _build("", link, _Tail()) if link else None
    end = raw.index(parts[0]) + len(parts[0])
    return _build(plain_text(parts[0]), link, _read_tail(raw[end:]))


def _read_around(before: str, after: str) -> _Tail:
    """Return what stands before and after a title; authors can stand before it."""
    tail = _read_tail(after)
    before = before.rstrip(_AROUND)
    first = _read_tail(before[:-1] if before.endswith(").") else before)
    if tail.author or not (first.author or first.published):
        return tail
    return _Tail(first.author, tail.published or first.published, tail.site or first.site)


def _read_tail(raw: str) -> _Tail:
    raw = raw.strip()
    if raw[:1] == "(" and raw[-1:] == ")":
        raw = raw[1:-1]
    opening = _BEFORE_AUTHOR.match(raw)
    parts = _split_parts(raw[opening.end() :] if opening else raw)
    while parts and _PAGES.fullmatch(parts[-1]):
        parts.pop()
    published = _take_date(parts)
    site = parts.pop(0) if parts and is_site(parts[0]) else None
    named = [part for part in parts if part.strip(". ")]
    return _Tail(canonical(plain_text(", ".join(named))) or None, published, site)


def _take_date(parts: list[str]) -> PublicationDate | None:
    """Remove the date from the end of the parts, if they have one."""
    if not parts:
        return None
    if labelled := _LABELLED_DATE.fullmatch(parts[-1]):
        parts.pop()
        words = canonical(plain_text(labelled[1]))
        return PublicationDate.parse(words) if words else None
    for count in (2, 1):
        date = _parse_date(", ".join(parts[-count:]))
        if date and len(parts) >= count:
            del parts[-count:]
            return date
    bracketed = _BRACKETED_DATE.search(parts[-1])
    date = _parse_date(bracketed[1]) if bracketed else None
    if bracketed and date:
        parts[-1] = parts[-1][: bracketed.start()].strip()
    elif _LIKE_DATE.search(parts[-1]):
        return PublicationDate(canonical(plain_text(parts.pop())).rstrip("."))
    return date


def _parse_date(words: str) -> PublicationDate | None:
    """Return a calendar date; None for other words."""
    if not _DATE_START.match(words):
        return None
    date, _ = read_date(words.rstrip("."))
    return date if date and date.iso else None


def _has_sentences(raw: str) -> bool:
    """Return whether a sentence ends inside a text, as in references of many styles."""
    return any(match[1].lower() not in _ABBREVIATIONS for match in _SENTENCE_END.finditer(raw))


def _split_parts(raw: str) -> list[str]:
    return [part for part in (match[0].strip() for match in _PART.finditer(raw)) if part]


def _cut(raw: str, link: TextLink) -> str:
    """Return the text around an address."""
    before, after = raw[: link.start].rstrip(" (<"), raw[link.end :].lstrip(" >)")
    return f"{before}, {after}".strip(_AROUND) if after.strip(" .") else before.rstrip(_AROUND)


def _build(title: str, link: TextLink | None, tail: _Tail) -> CitationDraft | None:
    source = _source(title, link.url if link else None, tail)
    return CitationDraft(source, tail.author) if source.title else None


def _source(title: str, url: str | None, tail: _Tail | None = None) -> SourceDraft:
    """Return a source; without a title, its address is the title."""
    tail = tail or _Tail()
    address = (url or "").partition("://")[2].rstrip("/")
    site = tail.site or (normalize_site(url) if url else None)
    return SourceDraft(canonical(title) or address, site or None, url, tail.published)
