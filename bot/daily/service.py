"""Where questions about the fact of the day arrive, each for its own server."""

import datetime
from typing import Any

import discord
from discord import ui

from bot.daily.handlers import Visit, answered
from bot.daily.loop import DailyPosts
from bot.daily.post_card import taken_back_card, with_votes
from bot.daily.queries import DailyQuestion, Vote
from bot.daily.sender import Clock
from bot.queries.library_queries import Audience
from bot.ui.attachments import Parcel
from facts.daily.management import Daily
from facts.daily.schedule import Listed
from facts.daily.store import DailyStore
from facts.library.library import Library
from facts.model.entities import LibraryId
from facts.model.errors import PostGone

Interaction = discord.Interaction[Any]


class DailyDesk:
    """Asks the use cases of the fact of the day. Raises what they raise."""

    def __init__(self, store: DailyStore, posts: DailyPosts, clock: Clock) -> None:
        self._store = store
        self._posts = posts
        self._clock = clock

    async def card(
        self, interaction: Interaction, question: DailyQuestion, audience: Audience
    ) -> ui.LayoutView:
        """Return the card that answers a question."""
        server = self._server(interaction)
        library = Library(self._store, server)
        daily = Daily(self._store, server)
        visit = Visit(interaction, audience, self.now(), daily, library, self._posts)
        return await answered(question, visit)

    async def voted(self, interaction: Interaction, vote: Vote) -> Parcel:
        """Keep a vote, or take it back, and return the post with the votes there are then."""
        daily = Daily(self._store, self._server(interaction))
        voted = await daily.vote(vote.fact, interaction.user.id, vote.liked)
        assert interaction.message is not None  # noqa: S101 (a control stands on one)
        aside = None if voted.stands else taken_back_card(liked=vote.liked)
        return Parcel(with_votes(interaction.message, voted.ballot), aside=aside)

    async def listed(self, interaction: Interaction) -> tuple[Listed, ...]:
        """Return the schedules of a server."""
        return await Daily(self._store, self._server(interaction)).listed(self.now())

    def now(self) -> datetime.datetime:
        """Return the time."""
        return self._clock()

    def _server(self, interaction: Interaction) -> LibraryId:
        """Return the server that is asked in; elsewhere there is no fact of the day."""
        if interaction.guild_id is None:
            raise PostGone
        return LibraryId(interaction.guild_id)
