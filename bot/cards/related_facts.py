"""The card of the facts that relate to a message."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_entry
from bot.queries.library_queries import RelatedFactsQuery
from bot.queries.query import RenderContext
from bot.ui.answer_controls import cite_all_button, more_button, share_buttons
from bot.ui.layout import Item, button_rows, entries, fit_card, heading, inline
from facts.questions.related_facts import RelatedFact, Relation

_MAX_NAME: Final = 60
"""Characters of a contradicted topic's name."""
_MAX_NAMES: Final = 3
"""Contradicted topics that are named."""


def related_facts_card(
    related: Sequence[RelatedFact], query: RelatedFactsQuery, context: RenderContext
) -> ui.LayoutView:
    """Return the facts that relate to a message, each with its relation."""

    def render(limit: int) -> Iterator[Item]:
        yield heading("Facts about this message", _relation_counts(related), context=context)
        yield ui.Separator()
        yield from entries(_entry(each, limit) for each in related)

    buttons = button_rows(
        more_button((each.fact for each in related), context),
        cite_all_button(query, context),
        *share_buttons(query, context),
    )
    return fit_card(render, ui.Separator(), *buttons)


def _relation_counts(related: Sequence[RelatedFact]) -> str:
    same = sum(each.relation is Relation.SAME for each in related)
    near = sum(each.relation is Relation.NEAR for each in related)
    against = sum(bool(each.contradicted_topics) for each in related)
    counts = {
        "saying the same": same,
        "contradicting a topic of it": against,
        "related": len(related) - same - against - near,
        "close to it": near,
    }
    return ", ".join(f"{count} {label}" for label, count in counts.items() if count)


def _entry(related: RelatedFact, limit: int) -> str:
    return fact_entry(related.fact, limit, label=f"**{_relation_label(related, limit)}**")


def _relation_label(related: RelatedFact, limit: int) -> str:
    """Return the relation in words.

    A fact is against a topic, as its stance says; whether it is against the message, nobody knows.
    """
    if related.relation is Relation.SAME:
        return "Says the same"
    if related.relation is Relation.NEAR:
        return "Close"
    names = [inline(each.name, min(limit, _MAX_NAME)) for each in related.contradicted_topics]
    return f"Contradicts {', '.join(names[:_MAX_NAMES])}" if names else "Related"
