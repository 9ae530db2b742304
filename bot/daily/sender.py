"""Making a post: one attempt, from looking whether it arrived to sending it."""

import asyncio
import datetime
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import discord

from bot.daily.attempt import Attempt, DeliveryFailed, LeaseExpired, SearchUnfinished
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
"""Does what no post waits for."""

_ATTEMPT_TIMEOUT: Final = 60.0
"""Seconds for one attempt, less than the claim lasts (facts.daily.outbox.LEASE)."""


class Sender:
    """Makes attempts at posts."""

    def __init__(
        self, client: discord.Client, store: DailyStore, clock: Clock, aside: BackgroundRunner
    ) -> None:
        self.delivery = Delivery(client)
        self._client = client
        self._store = store
        self._outbox = Outbox(store)
        self._clock = clock
        self._aside = aside

    async def send_once(self, attempt: Attempt) -> discord.Message:
        """Return the message of a post: found where it may have arrived before, or else sent.

        Raises Unfinished or Undelivered.
        """
        before = attempt.post.searched_up_to
        try:
            async with asyncio.timeout(_ATTEMPT_TIMEOUT):
                found = (
                    await self.delivery.find_earlier(attempt) if attempt.post.is_unsure else None
                )
                return found or await self._send_new(attempt)
        except TimeoutError as error:
            if attempt.post.is_unsure and attempt.post.searched_up_to != before:
                raise SearchUnfinished(Trouble.DISCORD, "there is much to look through") from error
            raise DeliveryFailed(Trouble.DISCORD, "it did not answer in time") from error

    async def _send_new(self, attempt: Attempt) -> discord.Message:
        """Send a post of which no attempt arrived."""
        post = attempt.post
        if self._clock() > post.deadline:
            raise DeliveryFailed(post.trouble or Trouble.OVERDUE, post.detail)
        await self._move_to_schedule_channel(attempt)
        if self.delivery.has_lost_role(attempt.assignment):
            await self._drop_lost_role(attempt)
        fact = attempt.assignment.fact
        ballot = await DailyFacts(self._store, post.server).ballot(fact.id) if fact else None
        if self._clock() >= attempt.post.retry_at:  # asked last: a process may stand still anywhere
            raise LeaseExpired(Trouble.DISCORD, "it was held up")
        return await self.delivery.send(attempt, ballot)

    async def _move_to_schedule_channel(self, attempt: Attempt) -> None:
        """Send a post to the channel that its schedule was given since."""
        channel = attempt.assignment.schedule.plan.channel
        if channel == attempt.post.channel:
            return
        moved = await self._outbox.move(attempt.post, channel)
        if moved is None:
            raise DeliveryFailed(Trouble.DISCORD, "another process took it up")
        attempt.post = moved

    async def _drop_lost_role(self, attempt: Attempt) -> None:
        """Take a role that is gone out of the plan, and tell so."""
        schedule, post = attempt.assignment.schedule, attempt.post
        plan = replace(schedule.plan, role=None)
        with suppress(FootnoteError):  # the next post tries again
            await DailyFacts(self._store, post.server).edit(schedule.id, plan, self._clock())
            self._aside(notify_managers(self._client, schedule, missing_role_message(post)))
        changed = replace(schedule, plan=plan)
        attempt.assignment = replace(attempt.assignment, schedule=changed)
