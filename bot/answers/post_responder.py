"""A responder that answers a new post in a forum, or stays silent."""

from dataclasses import dataclass

import discord
from discord import ui

from bot.answers.extension import Card, Viewer
from bot.answers.message_responder import MessageMixin
from bot.answers.responder import unpack_response
from bot.discord_api.location import Location, locate_thread
from bot.queries.query import Query, UserId


@dataclass(frozen=True, slots=True)
class PostResponder(MessageMixin):
    """Writes the answer below a post, which did not ask the bot: a miss shows nothing."""

    post: discord.Thread

    @property
    def asker(self) -> UserId:
        return UserId(self.post.owner_id)

    @property
    def viewer(self) -> Viewer:
        author = self.post.owner or self.post.guild.me
        return Viewer(author, discord.Permissions.none(), self.location.library)

    @property
    def location(self) -> Location:
        return locate_thread(self.post)

    @property
    def answers_message(self) -> bool:
        return False  # the bot was not asked

    def skips(self, query: Query) -> bool:  # noqa: ARG002 (the protocol has it)
        return False

    async def announce(self) -> None:
        """Do nothing: there may be no answer."""

    async def send(self, answer: Card) -> None:
        card, _ = unpack_response(answer)
        await self.post.send(view=card)

    async def say(self, card: ui.LayoutView) -> None:
        """Do nothing: a note would puzzle the author of the post."""
