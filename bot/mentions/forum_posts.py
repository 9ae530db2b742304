"""New posts in forums, answered by their title."""

from collections import OrderedDict
from typing import Final

import discord

from bot.answers.dispatcher import Dispatcher
from bot.answers.post_responder import PostResponder
from bot.discord_api.location import locate_thread
from bot.queries.unresolved import UnresolvedTitle

_MAX_POSTS: Final = 500
"""Posts that are remembered, so that one delivered twice is answered once."""


class PostListener:
    """Answers new posts in forums that are set so, if facts answer the title.

    The title is no message content, so the bot may read it without an intent.
    """

    def __init__(self, dispatcher: Dispatcher, max_posts: int = _MAX_POSTS) -> None:
        self._dispatcher = dispatcher
        self._max_posts = max_posts
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def handle_post(self, thread: discord.Thread, bot: discord.abc.User) -> None:
        """Answer a new post of a user; any other thread gets nothing.

        Discord does not always tell whether the author is another bot.
        """
        is_bots = thread.owner_id == bot.id or (thread.owner and thread.owner.bot)
        if is_bots or thread.locked or not isinstance(thread.parent, discord.ForumChannel):
            return
        if thread.id in self._seen or not self._dispatcher.gate.is_open_to(thread):
            return
        self._seen[thread.id] = None
        if len(self._seen) > self._max_posts:
            self._seen.popitem(last=False)
        title = UnresolvedTitle(thread.name, locate_thread(thread).channels)
        await self._dispatcher.reply(PostResponder(thread), title)
