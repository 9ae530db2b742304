"""Citation styles: Markdown, plain text, APA and BibTeX."""

import re
from typing import Final

from facts.citations.apa import format_apa
from facts.citations.bibtex import bibtex_key, format_bibtex
from facts.model.entities import Citation, Fact, Source

__all__ = ["bibtex_key", "format_apa", "format_bibtex", "format_markdown", "format_plain"]

_MARKDOWN_SPECIALS: Final = re.compile(r"[\\`*_\[\]<>#|~]")
_UNSAFE_IN_LINK: Final = {character: f"%{ord(character):02X}" for character in ' ()<>\\"`{}|^'}


def format_markdown(fact: Fact, citation: Citation) -> str:
    """Return the fact as a Markdown quotation with its source below."""
    quotation = "\n".join(f"> {line}" for line in fact.text.splitlines())
    title = _escape_markdown(citation.source.title)
    if citation.source.url:
        title = f"[{title}]({_escape_url(citation.source.url)})"
    rest = filter(None, (citation.author, citation.source.site, _date_words(citation.source)))
    return f"{quotation}\n>\n> — {', '.join([title, *map(_escape_markdown, rest)])}"


def format_plain(fact: Fact, citation: Citation) -> str:
    """Return the fact and its source in one line."""
    source = citation.source
    parts = (source.title, citation.author, source.site, _date_words(source), source.url)
    return f"“{_join_lines(fact.text)}” — {', '.join(_join_lines(part) for part in parts if part)}"


def _escape_markdown(text: str) -> str:
    return _MARKDOWN_SPECIALS.sub(r"\\\g<0>", _join_lines(text))


def _escape_url(url: str) -> str:
    return "".join(_UNSAFE_IN_LINK.get(character, character) for character in _join_lines(url))


def _date_words(source: Source) -> str:
    return str(source.published) if source.published else ""


def _join_lines(text: str) -> str:
    return " ".join(text.split())
