"""The card of the facts that bear on a message."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_line, source_lines
from bot.queries.library_queries import RelatedFactsQuery
from bot.queries.render_context import RenderContext
from bot.ui.layout import (
    Item,
    cite_all_button,
    facts_row,
    fit_card,
    heading,
    row,
    share_buttons,
    text,
)
from facts.questions.related_facts import RelatedFact, Relation

_RELATION_LABELS: Final = {Relation.SAME: "Says the same", Relation.RELATED: "Related"}


def related_facts_card(
    found: Sequence[RelatedFact], question: RelatedFactsQuery, audience: RenderContext
) -> ui.LayoutView:
    """Return the facts that bear on a message, each with how it does."""

    def render(limit: int) -> Iterator[Item]:
        yield heading("Facts on this message", _relation_counts(found), audience=audience)
        for echo in found:
            yield ui.Separator()
            yield text(_entry(echo, limit))
        yield ui.Separator()
        yield from facts_row([echo.fact for echo in found], audience)
        yield from row(cite_all_button(question, audience), *share_buttons(question, audience))

    return fit_card(render)


def _relation_counts(found: Sequence[RelatedFact]) -> str:
    same = sum(echo.relation is Relation.SAME for echo in found)
    counts = {"saying the same": same, "related": len(found) - same}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _entry(echo: RelatedFact, limit: int) -> str:
    mark = f"**{_RELATION_LABELS[echo.relation]}**"
    source = source_lines(echo.fact.citations[0], limit)
    return "\n".join([mark, fact_line(echo.fact, limit), *source])
