"""The card from which a citation is copied."""

from collections.abc import Iterator

from discord import ui

from bot.cards.escaping import code_block
from bot.cards.pages import Pages, pager
from bot.cards.parts import Item, fitted, head, row, text
from bot.cards.text import clipped
from bot.questions import Audience, CitationQuestion
from facts import citing
from facts.model import Fact


def citation_card(fact: Fact, question: CitationQuestion, audience: Audience) -> ui.LayoutView:
    """Return one source of a fact as Markdown, APA and BibTeX, each to be copied as it stands."""
    page = min(question.page, len(fact.citations) - 1)
    citation = fact.citations[page]
    forms = {
        "Markdown": citing.markdown(fact, citation),
        "APA": citing.apa(citation),
        "BibTeX": citing.bibtex(citation),
    }
    here = CitationQuestion(fact.id, page)

    def render(limit: int) -> Iterator[Item]:
        yield head(f"How to cite fact {fact.id}")
        for name, form in forms.items():
            yield text(f"**{name}**\n{code_block(clipped(form, limit))}")
        yield from row(*pager(here, Pages(len(fact.citations), 1), audience))

    return fitted(render)
