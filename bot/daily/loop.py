"""The loop that posts the facts of the day.

It is the second of the two nets for errors. A post is claimed in the database, sent with a nonce of
its own, and marked as sent. If the program ends in between, the claim stays open, and the loop of
any process takes it over: it marks the post if its message is in the channel, and otherwise sends
it again with the same nonce. See docs/daily.md.
"""

import asyncio
import datetime
import logging
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any, Final

import discord

from bot.daily.attempt import (
    DEFAULT_LIMITS,
    Attempt,
    AttemptUnfinished,
    DeliveryFailed,
    PostingLimits,
)
from bot.daily.extras import apply_extras
from bot.daily.notify import notify_managers
from bot.daily.sender import Clock, Sender
from bot.daily.trouble_messages import trouble_message
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from facts.daily.outbox import Outbox
from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Plan, Schedule, ScheduleId, Trouble
from facts.daily.store import DailyStore

_log: Final = logging.getLogger(__name__)
_SHORTEST_NAP: Final = 0.01
"""Seconds."""
_BATCH: Final = 100
_BACKGROUND_TIMEOUT: Final = 600.0
"""Seconds for the extras of a post, or for a message to the managers."""
_RETRY_SOON: Final = datetime.timedelta(seconds=5)
_RETRY_LATER: Final = datetime.timedelta(minutes=5)
"""Waits before a schedule is claimed again, if another process has it or the claim failed."""
_SHUTDOWN_TIMEOUT: Final = 2.0
"""Seconds to wait at shutdown for posts under way; see bot.app.runner."""


class PostingLoop:
    """Posts what is due, from `start` to `stop`. No error ends it."""

    def __init__(
        self,
        client: discord.Client,
        store: DailyStore,
        clock: Clock,
        limits: PostingLimits = DEFAULT_LIMITS,
        access: AccessPolicy = EVERYWHERE,
    ) -> None:
        self._client = client
        self._outbox = Outbox(store)
        self._sender = Sender(client, store, clock, self._run_in_background, limits)
        self._access = access
        self._clock = clock
        self._longest_nap = limits.longest_nap
        self._loop: asyncio.Task[None] | None = None
        self._nap: asyncio.Task[None] | None = None
        self._is_woken = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(limits.max_concurrent)
        self._claim_lock = asyncio.Lock()  # a user's query waits for at most one claim
        self._postponed: dict[ScheduleId, datetime.datetime] = {}
        self._is_refreshed = False
        self._backoff_until = datetime.datetime.min.replace(tzinfo=datetime.UTC)

    def start(self) -> None:
        """Start the loop; it waits until Discord is connected."""
        self._loop = asyncio.create_task(self._run(), name="fact of the day")

    def wake(self) -> None:
        """End the nap: a schedule was added or changed."""
        self._is_woken = True
        if self._nap is not None:
            self._nap.cancel()

    async def stop(self) -> None:
        """Stop posting, and wait a little for posts under way."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait({self._loop})
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_SHUTDOWN_TIMEOUT)
            for each in late:  # open posts are taken over after the next start
                each.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def deliver(self, job: PostJob) -> discord.Message:
        """Send a claimed post, and record the outcome. Raises DeliveryFailed."""
        attempt = Attempt(job)
        try:
            self._check_access(job.post)
            message = await self._sender.send_once(attempt)
        except AttemptUnfinished:
            await self._outbox.save_search_progress(attempt.post, self._clock())
            self.wake()
            raise
        except DeliveryFailed as failure:
            await self._record_failure(attempt, failure)
            raise
        await self._outbox.mark_sent(attempt.post, message.id)
        plan = attempt.job.schedule.plan
        self._run_in_background(self._apply_extras(message, attempt.post, plan))
        return message

    def _check_access(self, post: Post) -> None:
        """Raise DeliveryFailed if the operator excludes the server of a post."""
        if not self._access.allows_server(post.server):
            raise DeliveryFailed(Trouble.SERVER_GONE)

    async def run_round(self) -> None:
        """Start a task for each post that is open or due."""
        now = self._clock()
        self._postponed = {key: until for key, until in self._postponed.items() if until > now}
        if not self._is_refreshed:
            await self._outbox.refresh_due_dates(now)
            self._is_refreshed = True
        if now >= self._backoff_until:
            for post in await self._outbox.open_posts(now, _BATCH):
                await self._start(self._resume(post))
        while due := self._drop_postponed(await self._outbox.list_due(now, self._limit())):
            for schedule in due:
                self._postponed[schedule.id] = now + _RETRY_LATER
                await self._start(self._claim(schedule))

    async def _run(self) -> None:
        await self._client.wait_until_ready()
        while True:
            try:
                await self.run_round()
                pause = await self._seconds_until_next()
            except Exception:  # noqa: BLE001 (a net: nothing ends the loop)
                _log.exception("A round of the facts of the day failed")
                pause = self._longest_nap
            await self._sleep(pause)

    async def _sleep(self, seconds: float) -> None:
        if not self._is_woken:
            self._nap = asyncio.create_task(asyncio.sleep(seconds))
            await asyncio.wait({self._nap})
        self._is_woken = False

    async def _seconds_until_next(self) -> float:
        """Return the seconds until there is something to do."""
        now = self._clock()
        ahead = now + datetime.timedelta(seconds=self._longest_nap)
        soon = self._drop_postponed(await self._outbox.list_due(ahead, self._limit()))
        moments = [each.next.moment for each in soon if each.next]
        moments += [post.retry_at for post in await self._outbox.open_posts(ahead, 1)]
        if self._backoff_until > now:
            moments = [max(moment, self._backoff_until) for moment in moments]
        nap = (min(moments) - now).total_seconds() if moments else self._longest_nap
        return min(max(nap, _SHORTEST_NAP), self._longest_nap)

    def _limit(self) -> int:
        return _BATCH + len(self._postponed)

    def _drop_postponed(self, schedules: Iterable[Schedule]) -> list[Schedule]:
        return [each for each in schedules if each.id not in self._postponed]

    async def _start(self, work: Coroutine[Any, Any, None]) -> None:
        """Start work in a task, once a slot is free."""
        try:
            await self._slots.acquire()
        except asyncio.CancelledError:
            work.close()
            raise
        task = asyncio.create_task(self._run_safely(work))
        self._tasks.add(task)
        task.add_done_callback(self._release_slot)

    def _release_slot(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        self._slots.release()

    async def _run_safely(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 (a net: an open post is taken over later)
            _log.exception("A fact of the day failed; it is tried again")
            self._backoff_until = self._clock() + _RETRY_SOON
            self.wake()

    async def _claim(self, schedule: Schedule) -> None:
        async with self._claim_lock:
            after = self._sender.delivery.last_seen(schedule.plan.channel)
            job = await self._outbox.claim(schedule, self._clock(), after)
        if job is None:
            self._postponed[schedule.id] = self._clock() + _RETRY_SOON
            return
        self._postponed.pop(schedule.id, None)
        with suppress(DeliveryFailed):
            await self.deliver(job)

    async def _resume(self, post: Post) -> None:
        async with self._claim_lock:
            job = await self._outbox.renew_lease(post, self._clock())
        if job is not None:
            with suppress(DeliveryFailed):
                await self.deliver(job)

    async def _apply_extras(self, message: discord.Message, post: Post, plan: Plan) -> None:
        if failures := await apply_extras(message, post, plan):
            await self._outbox.record_extras_failure(post, failures)

    async def _record_failure(self, attempt: Attempt, failure: DeliveryFailed) -> None:
        """Record a failed attempt, and notify the managers if needed.

        Discord's own trouble is news only if it cost the post. A manager who removed the bot knows.
        """
        post, trouble, detail = attempt.final_post(), failure.trouble, failure.detail
        _log.warning("Post %d was not sent: %s (%s)", post.id, trouble, detail)
        report = await self._outbox.record_failure(post, trouble, self._clock(), detail)
        self.wake()  # the time of the next attempt has changed
        if trouble is Trouble.SERVER_GONE:
            return
        if report.is_final if trouble is Trouble.DISCORD else report.is_news:
            news = trouble_message(post, trouble, detail, is_final=report.is_final)
            self._run_in_background(notify_managers(self._client, attempt.job.schedule, news))

    def _run_in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Start work that no post waits for.

        So the rate limit of one server does not delay the others.
        """
        task = asyncio.create_task(_run_with_timeout(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _run_with_timeout(work: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(_BACKGROUND_TIMEOUT):
            await work
    except Exception:  # noqa: BLE001 (a net: the post itself is not affected)
        _log.exception("Background work for a fact of the day failed")
