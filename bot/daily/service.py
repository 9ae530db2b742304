"""The service behind `/daily`, its cards and its posts."""

import datetime
from typing import Any

import discord
from discord import ui

from bot.answers.extension import ActionContext, Clock
from bot.daily.context import DailyContext
from bot.daily.handlers import HANDLERS
from bot.daily.loop import PostingLoop
from bot.daily.plan_rights import visible_schedules
from bot.daily.post_card import update_votes, vote_removed_card
from bot.daily.queries import Vote
from bot.discord_api.location import locate_interaction
from bot.discord_api.user_permissions import hidden_channels
from bot.queries.query import Request
from bot.ui.layout import Response
from facts.daily.errors import PostGone
from facts.daily.management import DailyFacts
from facts.daily.schedule import Schedule
from facts.daily.store import DailyStore
from facts.model.entities import SHARED_LIBRARY, LibraryId

Interaction = discord.Interaction[Any]


class DailyService:
    """Answers requests about the fact of the day.

    Raises what the use cases raise.
    """

    def __init__(self, store: DailyStore, loop: PostingLoop, clock: Clock) -> None:
        self._store = store
        self._loop = loop
        self._clock = clock

    async def answer(self, request: Request, context: ActionContext) -> ui.LayoutView:
        """Return the card that answers a request."""
        daily_context = DailyContext(
            context.interaction,
            context.render_context,
            self.now(),
            _server_of(context.interaction),
            context.store,
            self._loop,
        )
        return await HANDLERS[type(request)](request, daily_context)

    async def vote(self, vote: Vote, context: ActionContext) -> Response:
        """Count or remove a vote, and return the post with new counts."""
        daily = DailyFacts(context.store, _server_of(context.interaction))
        result = await daily.vote(vote.fact, context.interaction.user.id, vote.liked)
        assert context.interaction.message is not None  # noqa: S101 (every control is on a message)
        note = None if result.is_counted else vote_removed_card(liked=vote.liked)
        return Response(update_votes(context.interaction.message, result.ballot), note=note)

    async def list_schedules(self, interaction: Interaction) -> tuple[Schedule, ...]:
        """Return the schedules of a server that the user may see."""
        schedules = await DailyFacts(self._store, _server_of(interaction)).schedules()
        return visible_schedules(schedules, hidden_channels(interaction))

    def now(self) -> datetime.datetime:
        """Return the current time."""
        return self._clock()


def _server_of(interaction: Interaction) -> LibraryId:
    """Return the server of an interaction. Raises PostGone where the bot is in no server."""
    library = locate_interaction(interaction).library
    if library == SHARED_LIBRARY:
        raise PostGone
    return library
