"""Citation styles: Markdown, plain text, APA and BibTeX."""

import re
import unicodedata
from typing import Final

from facts.model.dates import MONTH_ABBREVIATIONS, MONTHS
from facts.model.entities import Citation, Fact, Source
from facts.text.stop_words import ARTICLES

_LATEX_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
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


def format_apa(citation: Citation) -> str:
    """Return the source as an APA reference (7th edition), without italics.

    The form is the one for web pages. A source without an author begins with its title. A missing
    date becomes n.d.
    """
    source = citation.source
    title = _end_with_period(_join_lines(source.title))
    date = f"({_apa_date(source)})."
    author = _end_with_period(_join_lines(citation.author)) if citation.author else ""
    start = [author, date, title] if author else [title, date]
    return " ".join([*start, *filter(None, (_end_with_period(source.site or ""), source.url))])


def format_bibtex(citation: Citation, key: str | None = None) -> str:
    """Return the source as a BibTeX entry of type misc.

    Without a `key`, it gets `bibtex_key`.
    """
    source = citation.source
    published = source.published
    month = published.month if published else None
    fields = {
        "title": f"{{{{{_escape_latex(source.title)}}}}}",
        "author": f"{{{{{_escape_latex(citation.author)}}}}}" if citation.author else None,
        "year": f"{{{published.year}}}" if published and published.year else None,
        "month": MONTH_ABBREVIATIONS[month - 1].lower() if month else None,
        "day": f"{{{published.day}}}" if published and published.day else None,
        "howpublished": f"{{{_escape_latex(source.site)}}}" if source.site else None,
        "url": f"{{{_escape_url(source.url)}}}" if source.url else None,
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key or bibtex_key(citation)},", *lines, "}"])


def bibtex_key(citation: Citation) -> str:
    """Return the BibTeX key of a citation, such as doe2026sleep.

    Its parts are the first word of author or site, the year, and the first word of the title. A
    part can be missing.
    """
    source = citation.source
    year = str(source.published.year) if source.published and source.published.year else ""
    who = _ascii_words(citation.author or source.site or "")[:1]
    about = [word for word in _ascii_words(source.title) if word not in ARTICLES][:1]
    return "".join([*who, year, *about]) or f"source{source.id}"


def _ascii_words(text: str) -> list[str]:
    plain_letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain_letters.lower())


def _escape_markdown(text: str) -> str:
    return _MARKDOWN_SPECIALS.sub(r"\\\g<0>", _join_lines(text))


def _escape_latex(text: str) -> str:
    return "".join(_LATEX_ESCAPES.get(character, character) for character in _join_lines(text))


def _escape_url(url: str) -> str:
    return "".join(_UNSAFE_IN_LINK.get(character, character) for character in _join_lines(url))


def _apa_date(source: Source) -> str:
    published = source.published
    if published is None:
        return "n.d."
    if published.year is None:
        return _join_lines(published.words)
    month = MONTHS[published.month - 1] if published.month else ""
    day = f" {published.day}" if published.day else ""
    return f"{published.year}, {month}{day}" if month else str(published.year)


def _date_words(source: Source) -> str:
    return str(source.published) if source.published else ""


def _end_with_period(words: str) -> str:
    return words if not words or words.endswith((".", "?", "!", "…")) else f"{words}."


def _join_lines(text: str) -> str:
    return " ".join(text.split())
