"""One attempt to send a post, from search to new message."""

import asyncio
import datetime
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any

import discord

from bot.daily.attempt import (
    DEFAULT_LIMITS,
    Attempt,
    DeliveryFailed,
    LeaseExpired,
    PostingLimits,
    SearchUnfinished,
)
from bot.daily.delivery import Delivery
from bot.daily.notify import notify_managers
from bot.daily.trouble_messages import missing_role_message
from facts.daily.management import DailyFacts
from facts.daily.outbox import Outbox
from facts.daily.schedule import Trouble
from facts.daily.store import DailyStore
from facts.model.errors import FootnoteError

Clock = Callable[[], datetime.datetime]
BackgroundRunner = Callable[[Coroutine[Any, Any, None]], None]
"""Starts work that no post waits for."""


class Sender:
    """Makes single attempts to send posts."""

    def __init__(
        self,
        client: discord.Client,
        store: DailyStore,
        clock: Clock,
        run_in_background: BackgroundRunner,
        limits: PostingLimits = DEFAULT_LIMITS,
    ) -> None:
        self.delivery = Delivery(client, limits)
        self._client = client
        self._store = store
        self._outbox = Outbox(store)
        self._clock = clock
        self._run_in_background = run_in_background
        self._timeout = limits.attempt_timeout

    async def send_once(self, attempt: Attempt) -> discord.Message:
        """Return the message of a post: an earlier or a new one.

        Raises AttemptUnfinished or DeliveryFailed.
        """
        before = attempt.post.searched_up_to
        try:
            async with asyncio.timeout(self._timeout):
                earlier = (
                    await self.delivery.find_earlier(attempt) if attempt.post.is_unsure else None
                )
                return earlier or await self._send_new(attempt)
        except TimeoutError as error:
            if attempt.post.is_unsure and attempt.post.searched_up_to != before:
                raise SearchUnfinished(Trouble.DISCORD, "there are many messages") from error
            raise DeliveryFailed(Trouble.DISCORD, "it did not respond in time") from error

    async def _send_new(self, attempt: Attempt) -> discord.Message:
        """Send a post that has certainly not arrived before."""
        post = attempt.post
        if self._clock() > post.deadline:
            raise DeliveryFailed(post.trouble or Trouble.OVERDUE, post.detail)
        await self._move_to_schedule_channel(attempt)
        if self.delivery.has_lost_role(attempt.job):
            await self._drop_lost_role(attempt)
        fact = attempt.job.fact
        ballot = await DailyFacts(self._store, post.server).ballot(fact.id) if fact else None
        # Checked last, since the process may have been suspended anywhere before.
        if self._clock() >= attempt.post.retry_at:
            raise LeaseExpired(Trouble.DISCORD, "the bot was suspended")
        return await self.delivery.send(attempt, ballot)

    async def _move_to_schedule_channel(self, attempt: Attempt) -> None:
        """Move a post to the channel of its schedule, if that changed."""
        channel = attempt.job.schedule.plan.channel
        if channel == attempt.post.channel:
            return
        moved = await self._outbox.move(attempt.post, channel)
        if moved is None:
            raise DeliveryFailed(Trouble.DISCORD, "another process took it over")
        attempt.post = moved

    async def _drop_lost_role(self, attempt: Attempt) -> None:
        """Remove a deleted role from the plan, and notify the managers."""
        schedule, post = attempt.job.schedule, attempt.post
        plan = replace(schedule.plan, role=None)
        with suppress(FootnoteError):  # the next post tries again
            await DailyFacts(self._store, post.server).edit(schedule.id, plan, self._clock())
            self._run_in_background(
                notify_managers(self._client, schedule, missing_role_message(post))
            )
        attempt.job = replace(attempt.job, schedule=replace(schedule, plan=plan))
