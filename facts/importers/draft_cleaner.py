"""Cleans drafts where they enter: control characters, addresses, sites."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from facts.model.drafts import (
    CitationDraft,
    Draft,
    FactDraft,
    LineWarning,
    LoneSource,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import Kind
from facts.text.addresses import is_link, is_same_site
from facts.text.sites import is_site, normalize_site
from facts.text.typed_text import clean_line, clean_text, has_unsafe_characters

_CACHE_LIMIT: Final = 10_000
"""Citations kept: many facts share one."""
_UNSAFE: Final = "characters that steer a terminal or the direction of writing were left out"


class DraftCleaner:
    """Cleans the drafts of one import; each citation is cleaned once."""

    def __init__(self) -> None:
        self._citations: dict[CitationDraft, tuple[CitationDraft, tuple[str, ...]]] = {}
        self._clean_before: tuple[CitationDraft, ...] | None = None
        """Citations that need no cleaning; the facts of one source often share the object."""

    def clean(self, draft: Draft) -> tuple[Draft, Sequence[LineWarning]]:
        """Return a draft without what must not be stored, and warnings about what was changed."""
        if self._is_clean(draft):
            return draft, ()
        cleaned, doubts = self._clean(draft)
        return cleaned, [LineWarning(draft.line, doubt) for doubt in dict.fromkeys(doubts)]

    def _is_clean(self, draft: Draft) -> bool:
        """Return whether a fact surely needs no cleaning, as nearly all do."""
        return (
            isinstance(draft, FactDraft)
            and draft.citations is self._clean_before
            and not _is_unsafe((draft.text, draft.kind, *draft.topics, *draft.phrasings))
        )

    def _clean(self, draft: Draft) -> tuple[Draft, list[str]]:
        match draft:
            case FactDraft():
                return self._clean_fact(draft)
            case TopicDraft():
                return _clean_topic(draft)
            case LoneSource():
                return self._clean_source(draft)

    def _clean_fact(self, draft: FactDraft) -> tuple[Draft, list[str]]:
        doubts: list[str] = []
        if _is_unsafe((draft.text, draft.kind, *draft.topics, *draft.phrasings)):
            topics = tuple(map(clean_line, draft.topics))
            phrasings = tuple(map(clean_line, draft.phrasings))
            text = clean_text(draft.text) or "\ufffd"
            kind = Kind(clean_line(draft.kind) or "claim")
            draft = replace(draft, text=text, kind=kind, topics=topics, phrasings=phrasings)
            doubts.append(_UNSAFE)
        if draft.citations is not self._clean_before:
            citations = tuple(self._clean_citation(each, doubts) for each in draft.citations)
            if citations == draft.citations:
                self._clean_before = draft.citations
            draft = replace(draft, citations=citations)  # which facts share: it takes less memory
        return draft, doubts

    def _clean_source(self, draft: LoneSource) -> tuple[Draft, list[str]]:
        doubts: list[str] = []
        citation = self._clean_citation(CitationDraft(draft.source, draft.author), doubts)
        return replace(draft, source=citation.source, author=citation.author), doubts

    def _clean_citation(self, citation: CitationDraft, doubts: list[str]) -> CitationDraft:
        known = self._citations.get(citation)
        if known is None:
            if len(self._citations) >= _CACHE_LIMIT:
                self._citations.clear()
            known = _clean_citation(citation)
            self._citations[citation] = known
            doubts += known[1]  # once for all facts of the citation
        return known[0]


def _clean_citation(citation: CitationDraft) -> tuple[CitationDraft, tuple[str, ...]]:
    source, doubts = _clean_address(citation.source)
    author = citation.author
    if _is_unsafe((source.title, source.site or "", author or "")):
        site = clean_line(source.site or "") or None
        source = replace(source, title=clean_line(source.title) or "\ufffd", site=site)
        author = clean_line(author or "") or None
        doubts.append(_UNSAFE)
    return CitationDraft(source, author), tuple(doubts)


def _clean_address(source: SourceDraft) -> tuple[SourceDraft, list[str]]:
    """Drop an address that is no safe link; let a safe one decide about the site."""
    if source.url is None:
        return source, []
    if not is_link(source.url):
        return replace(source, url=None), ["the address is no link that can be trusted; left out"]
    host = normalize_site(source.url)
    if source.site is None and is_site(host):
        return replace(source, site=host), []
    if not is_site(host) or is_same_site(host, source.site or ""):
        return source, []
    doubt = f"the address leads to {host}, not to {source.site}; {host} was kept"
    return replace(source, site=host), [doubt]


def _clean_topic(draft: TopicDraft) -> tuple[Draft, list[str]]:
    if not _is_unsafe((draft.name, *draft.aliases, draft.definition or "")):
        return draft, []
    aliases = tuple(filter(None, map(clean_line, draft.aliases)))
    definition = clean_text(draft.definition or "") or None
    name = clean_line(draft.name) or "\ufffd"
    return replace(draft, name=name, aliases=aliases, definition=definition), [_UNSAFE]


def _is_unsafe(texts: tuple[str, ...]) -> bool:
    """Return whether texts have unsafe characters; none of those is printable."""
    return not all(map(str.isprintable, texts)) and has_unsafe_characters("\n".join(texts))
