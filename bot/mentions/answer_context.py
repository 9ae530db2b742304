"""What an answer of the bot is about, as its own buttons tell."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import discord
from discord import ui

from bot.queries.codec import QueryCodec, QueryUnreadable
from bot.queries.custom_id import read_link
from bot.queries.library_queries import CitationQuery, FactQuery, PanelQuery, TopicQuery
from bot.queries.query import Query
from bot.queries.unresolved import AnswerContext

_CODEC: Final = QueryCodec([PanelQuery, TopicQuery, FactQuery, CitationQuery])
_NEXT_PAGE: Final = "›"


def read_answer_context(answer: discord.Message) -> AnswerContext | None:
    """Return the topic or the facts that an answer or a post shows.

    None for a message without facts, and for one whose content Discord does not show.
    """
    links = [*_read_buttons(answer)]
    panel = next((query for _, query in links if isinstance(query, PanelQuery)), None)
    if panel is not None:
        turns = [query for label, query in links if label == _NEXT_PAGE]
        next_page = next((each for each in turns if isinstance(each, TopicQuery)), None)
        return AnswerContext(panel.topic, panel.facts, next_page)
    for _, query in links:
        if isinstance(query, FactQuery | CitationQuery):
            return AnswerContext(facts=(query.fact,))
    return None


def _read_buttons(answer: discord.Message) -> Iterator[tuple[str, Query]]:
    """Yield the label and the query of each button that can be pressed and read."""
    view = ui.LayoutView.from_message(answer, timeout=None)
    view.stop()  # only its buttons are read, so discord.py need not keep it
    for item in view.walk_children():
        if isinstance(item, ui.Button) and item.custom_id and not item.disabled:
            with suppress(QueryUnreadable):
                yield item.label or "", _CODEC.decode(read_link(item.custom_id).code)
