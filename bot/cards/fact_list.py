"""Facts and sources as list entries of a card, in Markdown."""

from collections.abc import Iterable
from itertools import groupby

from bot.ui.layout import inline, pluralize, subtext
from bot.ui.links import markdown_link, safe_url
from bot.ui.markdown import highlight
from bot.ui.text_fit import measure, truncate
from facts.model.entities import Citation, Fact, Source
from facts.model.results import Hit, SourceSummary
from facts.text.sites import normalize_site

_MAX_LINK = 200
"""UTF-16 units. The citation card shows longer addresses."""


def group_by_source(facts: Iterable[Fact], limit: int) -> list[str]:
    """Return one text for each run of facts with the same source.

    The source comes first, then its facts.
    """
    return [
        "\n".join([*source_lines(citation, limit), *(fact_line(fact, limit) for fact in group)])
        for citation, group in groupby(facts, lambda fact: fact.citations[0])
    ]


def fact_line(fact: Fact, limit: int, hit: Hit | None = None) -> str:
    """Return a fact as a list item, with its number of sources."""
    ranges = hit.highlights if hit else ()
    words = highlight(truncate(fact.text, limit), ranges).replace("\n", "\n  ") or "…"
    others = len(fact.citations) - 1
    also = f"\n  {subtext('also in ' + pluralize(others, 'other source'))}" if others else ""
    return f"- **{inline(fact.kind, min(limit, 40))}** · {words}{also}"


def source_lines(citation: Citation, limit: int) -> list[str]:
    """Return a source as lines: its title, then its details if any."""
    details = source_details(citation.source, citation.author, limit)
    title = f"**{source_title(citation.source, limit)}**"
    return [title, subtext(details)] if details else [title]


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
