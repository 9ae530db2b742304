"""The loop that posts the facts of the day: the second of the two nets for failures.

A post is claimed in the database, sent with a nonce of its own, and marked. Whatever ends the
program in between leaves an open claim. It is taken up again: if its message stands in the channel
it is marked, else it is sent again with the same nonce. See docs/daily.md.
"""

import asyncio
import datetime
import logging
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any, Final

import discord

from bot.daily.attempt import Attempt, AttemptUnfinished, DeliveryFailed
from bot.daily.extras import PostExtras, has_extras
from bot.daily.notify import notify_managers
from bot.daily.sender import Clock, Sender
from bot.daily.trouble_messages import trouble_message
from facts.daily.management import DailyFacts
from facts.daily.outbox import Outbox
from facts.daily.post import Post, PostState
from facts.daily.results import PostJob
from facts.daily.schedule import Schedule, ScheduleId, Trouble
from facts.daily.store import DailyStore

_log: Final = logging.getLogger(__name__)
_LONGEST_NAP: Final = 20.0
"""Seconds after which the loop looks again, whatever it expects: another process may have added."""
_SHORTEST_NAP: Final = 0.01
_BATCH: Final = 100
_MAX_CONCURRENT: Final = 10
"""Posts on their way at a time; Discord takes 50 requests a second from a bot."""
_BACKGROUND_TIMEOUT: Final = 600.0
"""Seconds for a thread, a pin, a publication, or a word to the managers."""
_RETRY_SOON: Final = datetime.timedelta(seconds=5)
_RETRY_LATER: Final = datetime.timedelta(minutes=5)
"""When a schedule that could not be claimed is looked at again: taken by another, or faulty."""
_REPAIR_INTERVAL: Final = datetime.timedelta(hours=1)
_SHUTDOWN_TIMEOUT: Final = 2.0
"""Seconds at the end for posts on their way; see bot.app.runner."""


class PostingLoop:
    """Posts what is due, from `start` to `stop`. Nothing else ends it."""

    def __init__(self, client: discord.Client, store: DailyStore, clock: Clock) -> None:
        self._client = client
        self._store = store
        self._outbox = Outbox(store)
        self._sender = Sender(client, store, clock, self._run_in_background)
        self._extras = PostExtras(self._outbox, self._sender.delivery)
        self._clock = clock
        self._loop: asyncio.Task[None] | None = None
        self._nap: asyncio.Task[None] | None = None
        self._woken = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_MAX_CONCURRENT)
        self._claim_lock = asyncio.Lock()  # one at a time: who asks for a fact waits behind them
        self._postponed: dict[ScheduleId, datetime.datetime] = {}
        self._repaired_at: datetime.datetime | None = None
        self._backoff_until = datetime.datetime.min.replace(tzinfo=datetime.UTC)

    def start(self) -> None:
        """Begin once Discord is there."""
        self._loop = asyncio.create_task(self._run(), name="fact of the day")

    def wake(self) -> None:
        """Look again now: a schedule was added or changed."""
        self._woken = True
        if self._nap is not None:
            self._nap.cancel()

    async def stop(self) -> None:
        """Begin no more posts, and wait a little for those on their way."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait({self._loop})
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_SHUTDOWN_TIMEOUT)
            for each in late:  # what is open is taken up again after the next start
                each.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def make(self, assignment: PostJob) -> discord.Message:
        """Make a post that was claimed, and record what became of it. Raises Undelivered."""
        attempt = Attempt(assignment)
        try:
            message = await self._sender.send_once(attempt)
        except AttemptUnfinished:
            await self._outbox.save_search_progress(attempt.post, self._clock())
            self.wake()
            raise
        except DeliveryFailed as trouble:
            await self._record_failure(attempt, trouble)
            raise
        await self._record_sent(attempt, message)
        return message

    async def _record_sent(self, attempt: Attempt, message: discord.Message) -> None:
        plan = attempt.assignment.schedule.plan
        if not has_extras(plan):
            await self._outbox.mark_sent(attempt.post, message.id)
            return
        post = await self._outbox.mark_sent(attempt.post, message.id, self._clock())
        self._run_in_background(self._extras.apply(message, post, plan))

    async def _run(self) -> None:
        await self._client.wait_until_ready()
        while True:
            try:
                await self._run_round()
                pause = await self._seconds_until_next()
            except Exception:  # noqa: BLE001 (a net: nothing ends the loop)
                _log.exception("The facts of the day were looked after in vain")
                pause = _LONGEST_NAP
            await self._rest(pause)

    async def _rest(self, pause: float) -> None:
        if not self._woken:
            self._nap = asyncio.create_task(asyncio.sleep(pause))
            await asyncio.wait({self._nap})
        self._woken = False

    async def _run_round(self) -> None:
        """Take up what is open and what is due, each in a task of its own."""
        now = self._clock()
        self._postponed = {key: until for key, until in self._postponed.items() if until > now}
        if self._repaired_at is None or abs(now - self._repaired_at) >= _REPAIR_INTERVAL:
            starting, self._repaired_at = self._repaired_at is None, now
            await self._outbox.repair_due_dates(now, starting=starting)
        if now >= self._backoff_until:
            for post in await self._outbox.open_posts(now, _BATCH):
                await self._begin(self._resume_post(post))
        for post in await self._outbox.with_pending_extras(now, _BATCH):
            if taken := await self._outbox.claim_extras(post, now):
                self._run_in_background(self._extras.resume(taken[1], taken[0].plan))
        while due := self._drop_postponed(await self._outbox.list_due(now, self._limit())):
            for schedule in due:
                self._postponed[schedule.id] = now + _RETRY_LATER
                await self._begin(self._claim(schedule))

    async def _seconds_until_next(self) -> float:
        """Return for how many seconds there is nothing to do."""
        now = self._clock()
        ahead = now + datetime.timedelta(seconds=_LONGEST_NAP)
        soon = self._drop_postponed(await self._outbox.list_due(ahead, self._limit()))
        moments = [each.next.moment for each in soon if each.next]
        moments += [post.retry_at for post in await self._outbox.open_posts(ahead, 1)]
        if self._backoff_until > now:  # what failed is not tried again at once
            moments = [max(moment, self._backoff_until) for moment in moments]
        nap = (min(moments) - now).total_seconds() if moments else _LONGEST_NAP
        return min(max(nap, _SHORTEST_NAP), _LONGEST_NAP)

    def _limit(self) -> int:
        return _BATCH + len(self._postponed)

    def _drop_postponed(self, schedules: Iterable[Schedule]) -> list[Schedule]:
        return [each for each in schedules if each.id not in self._postponed]

    async def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something as soon as fewer than so many are on their way."""
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
        except Exception:  # noqa: BLE001 (a net: what is open is taken up again)
            _log.exception("A fact of the day was left as it is, to be taken up again")
            self._backoff_until = self._clock() + _RETRY_SOON
            self.wake()

    async def _claim(self, schedule: Schedule) -> None:
        async with self._claim_lock:
            after = self._sender.delivery.last_seen(schedule.plan.channel)
            assignment = await self._outbox.claim(schedule, self._clock(), after)
        if assignment is None:
            self._postponed[schedule.id] = self._clock() + _RETRY_SOON
            return
        self._postponed.pop(schedule.id, None)
        with suppress(DeliveryFailed):
            await self.make(assignment)

    async def _resume_post(self, post: Post) -> None:
        async with self._claim_lock:
            assignment = await self._outbox.renew_lease(post, self._clock())
        if assignment is not None:
            with suppress(DeliveryFailed):
                await self.make(assignment)

    async def _record_failure(self, attempt: Attempt, trouble: DeliveryFailed) -> None:
        """Record what stood in the way, and tell the managers what is news to them.

        Discord's own trouble is theirs only when it cost the post; who removed the bot knows.
        """
        post, now = attempt.final_post(), self._clock()
        _log.warning("Post %d was not made: %s (%s)", post.id, trouble.trouble, trouble.detail)
        is_news = await self._outbox.record_failure(post, trouble.trouble, now, trouble.detail)
        self.wake()  # to see when it may be tried again
        if trouble.trouble is Trouble.SERVER_GONE:
            return
        now_it_is = (await DailyFacts(self._store, post.server).explain(post.id)).post
        given_up = now_it_is.state is PostState.FAILED
        if given_up if trouble.trouble is Trouble.DISCORD else is_news:
            news = trouble_message(post, trouble.trouble, trouble.detail, given_up=given_up)
            self._run_in_background(
                notify_managers(self._client, attempt.assignment.schedule, news)
            )

    def _run_in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what no other post waits for: one server may make Discord slow for itself."""
        task = asyncio.create_task(_run_with_timeout(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _run_with_timeout(work: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(_BACKGROUND_TIMEOUT):
            await work
    except Exception:  # noqa: BLE001 (a net: the post itself stands, or is tried again)
        _log.exception("What goes with a fact of the day was left undone")
