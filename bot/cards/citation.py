"""Cards with citations: one to copy, or all of an answer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.queries.library_queries import CitationQuery
from bot.queries.query import RenderContext
from bot.ui.layout import Item, Response, card, fit_card, heading, pluralize, row, text
from bot.ui.markdown import code_block
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import measure, truncate
from facts.citations import styles
from facts.citations.bibliography import Document
from facts.model.entities import Citation, Fact

_SHORT_LINK: Final = 150
"""UTF-16 units. Addresses up to this length are always shown."""


def citation_card(fact: Fact, query: CitationQuery, context: RenderContext) -> ui.LayoutView:
    """Return one citation of a fact in four formats, to copy."""
    page = min(query.page, len(fact.citations) - 1)
    citation = fact.citations[page]
    here = CitationQuery(fact.id, page)

    def render(limit: int) -> Iterator[Item]:
        yield heading(f"How to cite fact {fact.id}")
        short = _shorten_citation(citation, limit)
        quoted = replace(fact, text=truncate(fact.text, limit))
        for name, citation_text in (
            ("Markdown", styles.format_markdown(quoted, short)),
            ("Plain", styles.format_plain(quoted, short)),
            ("APA", styles.format_apa(short)),
            ("BibTeX", styles.format_bibtex(short)),
        ):
            yield text(f"**{name}**\n{code_block(citation_text)}")

    return fit_card(render, *row(*pager(here, Pages(len(fact.citations), 1), context)))


def citation_files_card(documents: tuple[Document, ...], cited: int, total: int | None) -> Response:
    """Return the citations of an answer's first `cited` facts, as files.

    A `total` of None is an unknown number of facts.
    """
    of_all = f" of {total:,}" if total else ""
    facts = pluralize(cited, "fact") if cited == total else f"The first {cited:,}{of_all} facts"
    files: list[Item] = [ui.File(f"attachment://{each.name}") for each in documents]
    formats = text("Markdown, plain text with APA, and BibTeX:")
    return Response(card(heading("Citations", facts), formats, *files), documents)


def _shorten_citation(citation: Citation, limit: int) -> Citation:
    """Return the citation with its parts shortened.

    So every format stays complete.
    """
    source, author = citation.source, citation.author
    published = source.published
    short = replace(
        source,
        title=truncate(source.title, limit),
        site=truncate(source.site, limit) if source.site else None,
        url=source.url if source.url and measure(source.url) <= max(limit, _SHORT_LINK) else None,
        published=replace(published, words=truncate(published.words, limit)) if published else None,
    )
    return Citation(short, truncate(author, limit) if author else None)
