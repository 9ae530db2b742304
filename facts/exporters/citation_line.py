"""A source on one line of Markdown: title, site, authors and date."""

import re
from collections.abc import Callable
from typing import Final

from facts.exporters.markdown_text import escape_all, escape_marks
from facts.importers.date_words import read_date
from facts.importers.markdown.citation_line import read_citation
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft
from facts.model.entities import Citation, Source
from facts.text.addresses import is_link
from facts.text.sites import is_site, normalize_site

_COMMA: Final = re.compile(r"(?<!\\),")
_UNQUOTED: Final = re.compile(r"[^,;\"“”:]+")
_SENTENCE_END: Final = re.compile(r"\w\.\s")
_AWKWARD: Final = re.compile(r"[()<>]")
_SCHEME: Final = re.compile(r"(?<!\w)(https?):(?=//)", re.IGNORECASE)

Escape = Callable[[str], str]


def render_citation(citation: Citation) -> str:
    """Return a source and its authors on one line.

    If the line would be read otherwise, all its marks are escaped.
    """
    draft = CitationDraft(_draft(citation.source), citation.author)
    line = _join(draft, escape_marks)
    return line if read_citation(line) == draft else _join(draft, escape_all)


def _draft(source: Source) -> SourceDraft:
    """Return what a line can say about a source: no address that is no link."""
    url = source.url if source.url and is_link(source.url) else None
    host = normalize_site(url) if url else ""
    site = source.site if source.site and is_site(source.site) else None
    return SourceDraft(source.title, site or host or None, url, source.published)


def _join(citation: CitationDraft, escape: Escape) -> str:
    source = citation.source
    parts = [_render_title(source, escape)]
    if source.site and not (source.url and source.site == normalize_site(source.url)):
        parts.append(source.site)
    if citation.author:
        parts.append(escape(citation.author))
    if source.published:
        parts.append(_render_date(source.published, escape))
    return ", ".join(parts)


def _render_title(source: SourceDraft, escape: Escape) -> str:
    title = _SCHEME.sub(r"\1\\:", escape(source.title))
    if source.url:
        target = _AWKWARD.sub(r"\\\g<0>", source.url)
        label = re.sub(r"(?<!\\)\]", r"\\]", title)
        return f"[{label}](<{target}>)" if target != source.url else f"[{label}]({target})"
    if _UNQUOTED.fullmatch(source.title) and not _SENTENCE_END.search(source.title):
        return title
    quoted = title.replace('\\"', '"').replace('"', '\\"')
    return f'"{quoted}"'


def _render_date(date: PublicationDate, escape: Escape) -> str:
    if date.iso is None:
        words = _COMMA.sub(r"\\,", escape(date.words))
        return f"date: {words}"
    return date.words if read_date(date.words)[0] == date else date.iso
