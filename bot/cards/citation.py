"""Cards with citations to copy: of one fact, or of all facts of an answer as files."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.queries.library_queries import CitationQuery
from bot.queries.render_context import RenderContext
from bot.ui.layout import Item, Response, card, fit_card, heading, pluralize, row, text
from bot.ui.markdown import code_block
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import measure, truncate
from facts.citations import styles
from facts.citations.bibliography import Document
from facts.model.entities import Citation, Fact

_SHORT_LINK: Final = 150
"""UTF-16 units of an address that is never left out."""


def citation_card(fact: Fact, question: CitationQuery, audience: RenderContext) -> ui.LayoutView:
    """Return one source of a fact in four forms, each to be copied as it stands."""
    page = min(question.page, len(fact.citations) - 1)
    citation = fact.citations[page]
    here = CitationQuery(fact.id, page)

    def render(limit: int) -> Iterator[Item]:
        yield heading(f"How to cite fact {fact.id}")
        cut = _cut_citation(citation, limit)
        quoted = replace(fact, text=truncate(fact.text, limit))
        for name, form in (
            ("Markdown", styles.format_markdown(quoted, cut)),
            ("Plain", styles.format_plain(quoted, cut)),
            ("APA", styles.format_apa(cut)),
            ("BibTeX", styles.format_bibtex(cut)),
        ):
            yield text(f"**{name}**\n{code_block(form)}")
        yield from row(*pager(here, Pages(len(fact.citations), 1), audience))

    return fit_card(render)


def citation_files_card(documents: tuple[Document, ...], cited: int, total: int) -> Response:
    """Return the citations of the first `cited` facts of an answer, as files."""
    facts = (
        pluralize(cited, "fact") if cited == total else f"The first {cited:,} of {total:,} facts"
    )
    files: list[Item] = [ui.File(f"attachment://{each.name}") for each in documents]
    formats = text("Markdown, plain text with APA, and BibTeX:")
    return Response(card(heading("Citations", facts), formats, *files), documents)


def _cut_citation(citation: Citation, limit: int) -> Citation:
    """Cut the parts, never the whole: a citation that breaks off cites nothing."""
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
