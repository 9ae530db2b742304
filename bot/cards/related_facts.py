"""The card of the facts that relate to a message."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_entry
from bot.queries.library_queries import RelatedFactsQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, more_button, share_buttons
from bot.ui.layout import Item, button_rows, entries, fit_card, heading
from facts.questions.related_facts import RelatedFact, Relation

_RELATION_LABELS: Final = {Relation.SAME: "Says the same", Relation.RELATED: "Related"}


def related_facts_card(
    related: Sequence[RelatedFact], query: RelatedFactsQuery, context: RenderContext
) -> ui.LayoutView:
    """Return the facts that relate to a message, each with its relation."""

    def render(limit: int) -> Iterator[Item]:
        yield heading("Facts about this message", _relation_counts(related), context=context)
        yield ui.Separator()
        yield from entries(_entry(each, limit) for each in related)
        yield ui.Separator()
        yield from button_rows(
            more_button((each.fact for each in related), context),
            cite_all_button(query, context),
            *share_buttons(query, context),
        )

    return fit_card(render)


def _relation_counts(related: Sequence[RelatedFact]) -> str:
    same = sum(each.relation is Relation.SAME for each in related)
    counts = {"saying the same": same, "related": len(related) - same}
    return ", ".join(f"{count} {label}" for label, count in counts.items() if count)


def _entry(related: RelatedFact, limit: int) -> str:
    label = f"**{_RELATION_LABELS[related.relation]}**"
    return fact_entry(related.fact, limit, label=label)
