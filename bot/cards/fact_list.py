"""Facts and sources as lines of a card."""

from collections.abc import Iterable
from itertools import groupby

from bot.ui.layout import inline, pluralize, subtext
from bot.ui.links import markdown_link, safe_url
from bot.ui.markdown import highlight
from bot.ui.text_fit import measure, truncate
from facts.model.entities import Citation, Fact, Source
from facts.model.results import Hit, SourceSummary
from facts.text.sites import normalize_site

_LONGEST_LINK = 200
"""UTF-16 units. A longer address would take the room of the facts; the fact's own card has it."""


def group_by_source(facts: Iterable[Fact], limit: int) -> list[str]:
    """Return each run of facts of one first source as a text: the source, then its facts."""
    return [
        "\n".join([*source_lines(citation, limit), *(fact_line(fact, limit) for fact in group)])
        for citation, group in groupby(facts, lambda fact: fact.citations[0])
    ]


def fact_line(fact: Fact, limit: int, hit: Hit | None = None) -> str:
    """Return a fact as an item of a list: kind, text, and how many more sources it has."""
    words = truncate(fact.text, limit)
    told = highlight(words, hit.highlights if hit else ()).replace("\n", "\n  ") or "…"
    others = len(fact.citations) - 1
    also = f"\n  {subtext('also in ' + pluralize(others, 'other source'))}" if others else ""
    return f"- **{inline(fact.kind, min(limit, 40))}** · {told}{also}"


def source_lines(citation: Citation, limit: int) -> list[str]:
    """Return a source as its title, a link where that is known, and a line of small print."""
    details = source_details(citation.source, citation.author, limit)
    title = f"**{source_title(citation.source, limit)}**"
    return [title, subtext(details)] if details else [title]


def source_entry(number: int, summary: SourceSummary, limit: int) -> str:
    """Return a source as an item of a numbered list, with the number of its facts."""
    authors = "; ".join(summary.authors) or None
    details = source_details(summary.source, authors, limit)
    figures = pluralize(summary.facts, "fact")
    told = subtext(f"{details} · {figures}" if details else figures)
    return f"{number:,}\\. **{source_title(summary.source, limit)}**\n{told}"


def source_title(source: Source, limit: int) -> str:
    """Return the title, leading to the source where its address is known and not too long."""
    title = truncate(" ".join(source.title.split()), limit)
    address = _address(source, limit)
    return markdown_link(title, address) if address else inline(source.title, limit)


def source_details(source: Source, author: str | None, limit: int) -> str:
    """Return site, author and date; the site is the one that a link leads to."""
    site = normalize_site(source.url) if source.url and safe_url(source.url) else source.site
    published = str(source.published) if source.published else None
    parts = (inline(part, min(limit, 100)) for part in (site, author, published) if part)
    return " · ".join(parts)


def _address(source: Source, limit: int) -> str | None:
    address = safe_url(source.url) if source.url else None
    return address if address and measure(address) <= min(max(limit, 60), _LONGEST_LINK) else None
