"""Where questions about the fact of the day arrive, each for its own server."""

import datetime
from typing import Any

import discord
from discord import ui

from bot.daily.handlers import DailyContext, answer
from bot.daily.loop import PostingLoop
from bot.daily.post_card import update_votes, vote_removed_card
from bot.daily.queries import DailyQuery, Vote
from bot.daily.sender import Clock
from bot.queries.library_queries import RenderContext
from bot.ui.attachments import Response
from facts.daily.management import DailyFacts
from facts.daily.schedule import ScheduleOverview
from facts.daily.store import DailyStore
from facts.model.entities import LibraryId
from facts.model.errors import PostGone

Interaction = discord.Interaction[Any]


class DailyHandlers:
    """Asks the use cases of the fact of the day. Raises what they raise."""

    def __init__(self, store: DailyStore, posts: PostingLoop, clock: Clock) -> None:
        self._store = store
        self._posts = posts
        self._clock = clock

    async def card(
        self, interaction: Interaction, question: DailyQuery, audience: RenderContext
    ) -> ui.LayoutView:
        """Return the card that answers a question."""
        server = self._server(interaction)
        visit = DailyContext(interaction, audience, self.now(), server, self._store, self._posts)
        return await answer(question, visit)

    async def vote(self, interaction: Interaction, vote: Vote) -> Response:
        """Keep a vote, or take it back, and return the post with the votes there are then."""
        daily = DailyFacts(self._store, self._server(interaction))
        voted = await daily.vote(vote.fact, interaction.user.id, vote.liked)
        assert interaction.message is not None  # noqa: S101 (a control stands on one)
        aside = None if voted.is_counted else vote_removed_card(liked=vote.liked)
        return Response(update_votes(interaction.message, voted.ballot), note=aside)

    async def list_schedules(self, interaction: Interaction) -> tuple[ScheduleOverview, ...]:
        """Return the schedules of a server."""
        return await DailyFacts(self._store, self._server(interaction)).list_schedules(self.now())

    def now(self) -> datetime.datetime:
        """Return the time."""
        return self._clock()

    def _server(self, interaction: Interaction) -> LibraryId:
        """Return the server that is asked in; elsewhere there is no fact of the day."""
        if interaction.guild_id is None:
            raise PostGone
        return LibraryId(interaction.guild_id)
