"""Buttons that answers share: more, share, cite, search everything."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from discord import ui

from bot.discord_api.limits import CUSTOM_ID
from bot.queries.codec import encode_query
from bot.queries.custom_id import Effect
from bot.queries.library_queries import (
    CitationQuery,
    PanelQuery,
    RandomQuery,
    SearchQuery,
)
from bot.queries.query import Query, RenderContext
from bot.ui.controls import Control, button
from bot.ui.layout import LinkButton
from facts.model.entities import Fact, SourceId, TopicId

_CODE_LENGTH: Final = CUSTOM_ID - len("1o0.1y2p0ij32e8e7.") - 2
"""The room for a panel's first page, beside the largest id of a user.

The number of a later page may have two more digits. No fact has as many pages.
"""


def more_button(
    facts: Iterable[Fact],
    context: RenderContext,
    *,
    topic: TopicId | None = None,
    source: SourceId | None = None,
) -> Control:
    """Return the button that opens the private panel of a card.

    The panel is about the facts on the card, and the topic or source of the card. If they do not
    fit into a custom_id, it leaves the last facts out.
    """
    query = PanelQuery(topic, source, facts=tuple(each.id for each in facts))
    while len(encode_query(query)) > _CODE_LENGTH:
        query = replace(query, facts=query.facts[:-1])
    return button("More…", (Effect.OPEN, query), context)


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
