"""Buttons and menus that answers share: share, cite, filter, open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from discord import ui

from bot.discord_api.limits import OPTIONS
from bot.queries.custom_id import Effect
from bot.queries.library_queries import CitationQuery, FactQuery, RandomQuery, SearchQuery
from bot.queries.query import Query, RenderContext
from bot.ui.controls import Control, Option, button
from bot.ui.layout import Item, LinkButton, menu_row
from facts.model.entities import Fact

_MIN_OPTIONS: Final = 3
"""A filter needs two values to choose from, besides the option that removes it."""
_MIN_OPTIONS_IF_SET: Final = 2
"""A filter that is set can be removed."""


def filter_row(
    noun: str, options: Sequence[Option], context: RenderContext, *, is_set: bool
) -> list[Item]:
    """Return the menu that filters an answer; [] without a choice.

    The first option removes the filter. If Discord's limit cuts the options, the placeholder says
    so.
    """
    most = OPTIONS - 1
    offer = f"one of the {most} largest {noun}s" if len(options) > OPTIONS else f"one {noun}"
    minimum = _MIN_OPTIONS_IF_SET if is_set else _MIN_OPTIONS
    return menu_row(f"Only {offer}…", Effect.REPLACE, context, options, minimum)


def facts_row(facts: Sequence[Fact], context: RenderContext) -> list[Item]:
    """Return the menu that opens one of the facts in full."""
    options = [
        Option(f"{fact.id} · {fact.text}", FactQuery(fact.id), fact.citations[0].source.title)
        for fact in facts
    ]
    return menu_row("Read one in full, or cite it…", Effect.OPEN, context, options)


def share_buttons(query: Query, context: RenderContext) -> list[Control | LinkButton]:
    """Return the button to share a private answer, or to open it.

    The second one appears once the answer is shared. There is none where the user may not write.
    """
    if not context.private:
        return []
    if context.shared_url:
        return [ui.Button(label="Shared here", url=context.shared_url)]
    return [button("Share here", (Effect.SHARE, query), context)] if context.can_share else []


def cite_button(fact: Fact, context: RenderContext) -> Control:
    """Return the button that opens the citations of a fact."""
    return button("Copy citation", (Effect.OPEN, CitationQuery(fact.id)), context)


def cite_all_button(query: Query, context: RenderContext) -> Control:
    """Return the button that exports all citations of an answer."""
    return button("Cite all", (Effect.EXPORT, query), context)


def search_everything_buttons(
    query: SearchQuery | RandomQuery, context: RenderContext
) -> list[Control]:
    """Return the button that drops the channel's focus, if any."""
    if query.selection.focus is None:
        return []
    start = {"page": 0} if isinstance(query, SearchQuery) else {"after": None}
    wide = replace(query, selection=replace(query.selection, focus=None), **start)
    return [button("Search everything", (Effect.REPLACE, wide), context)]
