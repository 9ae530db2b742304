"""The answer that a message had before the program started, found where it was given."""

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
"""Messages after a question among which its answer is looked for: what one request gives."""


async def find_previous_reply(
    message: discord.Message, bot: discord.abc.User
) -> discord.Message | None:
    """Return the bot's answer to a message, if it is among those that came next.

    Raises what Discord answers where the bot may not read what was said before.
    """
    async for each in message.channel.history(limit=_SEARCH_LIMIT, after=message):
        answers = each.reference and each.reference.message_id == message.id
        if answers and each.author.id == bot.id and not _is_shared(each, message):
            return each
    return None


def _is_shared(reply: discord.Message, message: discord.Message) -> bool:
    """Tell whether a reply shows the facts that bear on a message, shared by somebody else."""
    return any(
        isinstance(question, RelatedFactsQuery)
        and question.message == message.id
        and asker != message.author.id
        for asker, question in _read_links(reply)
    )


def _read_links(reply: discord.Message) -> Iterator[tuple[UserId, Query]]:
    """Yield what the buttons of a card lead to and who asked, apart from what needs its text."""
    for item in ui.LayoutView.from_message(reply).walk_children():
        if isinstance(item, ui.Button) and item.custom_id:
            with suppress(QueryUnreadable):
                link = read_link(item.custom_id)
                yield link.asker, _CODEC.decode(link.code)
