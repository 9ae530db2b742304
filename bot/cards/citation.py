"""The card from which a citation is copied."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discord import ui

from bot.queries.library_queries import Audience, CitationQuestion
from bot.ui.layout import Item, fitted, head, row, text
from bot.ui.markdown import code_block
from bot.ui.paging import Pages, pager
from bot.ui.text_fit import clipped, measure
from facts.citations import styles
from facts.model.entities import Citation, Fact

_SHORT_LINK: Final = 150
"""UTF-16 units of an address that is never left out."""


def citation_card(fact: Fact, question: CitationQuestion, audience: Audience) -> ui.LayoutView:
    """Return one source of a fact in four forms, each to be copied as it stands."""
    page = min(question.page, len(fact.citations) - 1)
    citation = fact.citations[page]
    here = CitationQuestion(fact.id, page)

    def render(limit: int) -> Iterator[Item]:
        yield head(f"How to cite fact {fact.id}")
        cut = _cut(citation, limit)
        quoted = replace(fact, text=clipped(fact.text, limit))
        for name, form in (
            ("Markdown", styles.markdown(quoted, cut)),
            ("Plain", styles.plain(quoted, cut)),
            ("APA", styles.apa(cut)),
            ("BibTeX", styles.bibtex(cut)),
        ):
            yield text(f"**{name}**\n{code_block(form)}")
        yield from row(*pager(here, Pages(len(fact.citations), 1), audience))

    return fitted(render)


def _cut(citation: Citation, limit: int) -> Citation:
    """Cut the parts, never the whole: a citation that breaks off cites nothing."""
    source, author = citation.source, citation.author
    published = source.published
    short = replace(
        source,
        title=clipped(source.title, limit),
        site=clipped(source.site, limit) if source.site else None,
        url=source.url if source.url and measure(source.url) <= max(limit, _SHORT_LINK) else None,
        published=replace(published, words=clipped(published.words, limit)) if published else None,
    )
    return Citation(short, clipped(author, limit) if author else None)
