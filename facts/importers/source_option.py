"""The one source that a user names for the facts of a whole file."""

import re
from typing import Final

from facts.importers.markdown.citation_line import read_citation
from facts.model.drafts import CitationDraft, SourceDraft
from facts.text.addresses import is_link
from facts.text.sites import normalize_site
from facts.text.typed_text import clean_line

_LINK: Final = re.compile(r"\[(?P<title>[^\]]+)\]\((?P<url>\S+)\)")
_TITLE_AND_ADDRESS: Final = re.compile(r"(?P<title>.*?)[\s,(<]*(?P<url>https?://[^\s>)]+)[>)]?")


def parse_source_option(text: str) -> CitationDraft | None:
    """Return the source of a title, an address, or both: “Team handbook https://…”.

    A Markdown link or a quoted title can be followed by authors and a date, as on a line “Source:”
    in notes. None for a text without a letter or digit.
    """
    words = clean_line(text)
    if words.startswith(("[", '"', "“")) and (citation := read_citation(words)):
        return citation
    match = _LINK.fullmatch(words) or _TITLE_AND_ADDRESS.fullmatch(words)
    url = match["url"] if match and is_link(match["url"]) else None
    title = match["title"].strip() if match and url else words
    if url and not title:
        title = url.split("://", 1)[-1].rstrip("/")
    if not any(map(str.isalnum, title)):
        return None
    return CitationDraft(SourceDraft(title, normalize_site(url) if url else None, url))
