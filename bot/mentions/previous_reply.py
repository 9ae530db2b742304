"""Search for the bot's reply from before the program started."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import discord
from discord import ui

from bot.queries.codec import QueryCodec, QueryUnreadable
from bot.queries.custom_id import read_link
from bot.queries.library_queries import RelatedFactsQuery
from bot.queries.query import Query, UserId

_CODEC: Final = QueryCodec([RelatedFactsQuery])
_SEARCH_LIMIT: Final = 100
"""Messages to search after the question: as many as one request returns."""


async def find_previous_reply(
    message: discord.Message, bot: discord.abc.User
) -> discord.Message | None:
    """Return the bot's reply to a message, if it is near.

    Raises discord.HTTPException where the bot may not read the message history.
    """
    async for each in message.channel.history(limit=_SEARCH_LIMIT, after=message):
        is_reply = each.reference and each.reference.message_id == message.id
        if is_reply and each.author.id == bot.id and not _is_shared(each, message):
            return each
    return None


def _is_shared(reply: discord.Message, message: discord.Message) -> bool:
    """Return whether a reply is an answer that another user shared."""
    return any(
        isinstance(query, RelatedFactsQuery)
        and query.message == message.id
        and asker != message.author.id
        for asker, query in _read_links(reply)
    )


def _read_links(reply: discord.Message) -> Iterator[tuple[UserId, Query]]:
    """Yield the asker and query of each button that can be read.

    It skips queries that need the text of the card.
    """
    for item in ui.LayoutView.from_message(reply).walk_children():
        if isinstance(item, ui.Button) and item.custom_id:
            with suppress(QueryUnreadable):
                link = read_link(item.custom_id)
                yield link.asker, _CODEC.decode(link.code)
