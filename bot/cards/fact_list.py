"""Facts and sources as entries of a card, in Markdown."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from bot.ui.layout import inline, pluralize, subtext
from bot.ui.links import markdown_link, safe_url
from bot.ui.markdown import escape, highlight
from bot.ui.text_fit import measure, truncate
from facts.model.entities import Citation, Fact, Source
from facts.model.results import Hit, SourceSummary
from facts.text.sites import normalize_site

_MAX_LINK: Final = 200
"""UTF-16 units. The citation card shows longer addresses."""
_MAX_HEADING: Final = 180
"""UTF-16 units. A longer fact is easier to read as normal text."""
_KIND: Final = 40


def fact_entries(facts: Iterable[Fact], limit: int) -> list[str]:
    """Return facts as entries of a list; equal sources in a row are named once."""
    return [
        fact_entry(fact, limit, source="same source" if place else None)
        for _, group in groupby(facts, lambda fact: fact.citations[0])
        for place, fact in enumerate(group)
    ]


def fact_entry(
    fact: Fact, limit: int, *, label: str = "", source: str | None = None, hit: Hit | None = None
) -> str:
    """Return a fact as an entry of a list: its text, then its small print.

    The small print has the label, number and kind, and the source in Markdown. None stands for the
    fact's first source.
    """
    words = highlight(truncate(fact.text, limit), hit.highlights if hit else ()) or "…"
    others = len(fact.citations) - 1
    parts = (
        label,
        fact_details(fact),
        source_summary(fact.citations[0], limit) if source is None else source,
        f"also in {pluralize(others, 'other source')}" if others else "",
    )
    return f"{words}\n{subtext(' · '.join(filter(None, parts)))}"


def fact_headline(fact: Fact, limit: int) -> str:
    """Return the text of a single fact; a short one is a heading."""
    words = escape(truncate(fact.text.strip(), limit)) or "…"
    is_short = measure(fact.text) <= min(limit, _MAX_HEADING) and "\n" not in words
    return f"### {words}" if is_short else words


def fact_details(fact: Fact, *more: str) -> str:
    """Return the number and kind of a fact, and more in Markdown."""
    return " · ".join(filter(None, (f"#{fact.id}", inline(fact.kind, _KIND), *more)))


def source_line(citation: Citation, limit: int) -> str:
    """Return a source as a line of small print."""
    return subtext(source_summary(citation, limit))


def source_summary(citation: Citation, limit: int) -> str:
    """Return a source on one line: its title, then its details."""
    details = source_details(citation.source, citation.author, limit)
    return " · ".join(filter(None, (source_title(citation.source, limit), details)))


def source_entry(number: int, summary: SourceSummary, limit: int) -> str:
    """Return a source as a numbered item, with its number of facts."""
    authors = "; ".join(summary.authors) or None
    details = source_details(summary.source, authors, limit)
    figures = pluralize(summary.facts, "fact")
    small_print = subtext(f"{details} · {figures}" if details else figures)
    return f"{number:,}\\. **{source_title(summary.source, limit)}**\n{small_print}"


def source_title(source: Source, limit: int) -> str:
    """Return the title, as a link if the address is short."""
    title = truncate(" ".join(source.title.split()), limit)
    address = _address(source, limit)
    return markdown_link(title, address) if address else inline(source.title, limit)


def source_details(source: Source, author: str | None, limit: int) -> str:
    """Return site, author and date.

    The site is the one that the link opens.
    """
    site = normalize_site(source.url) if source.url and safe_url(source.url) else source.site
    published = str(source.published) if source.published else None
    parts = (inline(part, min(limit, 100)) for part in (site, author, published) if part)
    return " · ".join(parts)


def _address(source: Source, limit: int) -> str | None:
    address = safe_url(source.url) if source.url else None
    return address if address and measure(address) <= min(max(limit, 60), _MAX_LINK) else None
