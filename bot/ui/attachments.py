"""Cards that come with more than themselves, and the one of all citations of an answer as files."""

from dataclasses import dataclass

from discord import ui

from bot.ui.layout import Item, card, heading, pluralize, text
from facts.citations.bibliography import Document


@dataclass(frozen=True, slots=True)
class Response:
    """A card with the files that it names, and what is told beside it to who asked alone."""

    layout: ui.LayoutView
    files: tuple[Document, ...] = ()
    note: ui.LayoutView | None = None


def citation_files_card(documents: tuple[Document, ...], cited: int, of: int) -> Response:
    """Return the citations of `cited` facts out of so many as files."""
    told = pluralize(cited, "fact") if cited == of else f"The first {cited:,} of {of:,} facts"
    files: list[Item] = [ui.File(f"attachment://{each.name}") for each in documents]
    view = card(
        heading("Citations", told), text("Markdown, plain text with APA, and BibTeX:"), *files
    )
    return Response(view, documents)
