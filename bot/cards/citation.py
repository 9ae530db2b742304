"""The card from which a citation is copied."""

from typing import Final

from discord import ui

from bot.cards.escaping import code_block
from bot.cards.pages import Pages, pager
from bot.cards.parts import card, head, row, text
from bot.cards.text import clipped
from bot.questions import Audience, CitationQuestion
from facts import citing
from facts.model import Fact

_LONGEST: Final = 1_100
"""UTF-16 units of each form: three of them are on a card."""


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
    return card(
        head(f"How to cite fact {fact.id}"),
        *(
            text(f"**{name}**\n{code_block(clipped(form, _LONGEST))}")
            for name, form in forms.items()
        ),
        *row(*pager(here, Pages(len(fact.citations), 1), audience)),
    )
