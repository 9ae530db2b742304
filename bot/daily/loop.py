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

from bot.daily.attempt import Attempt, Undelivered, Unfinished
from bot.daily.extras import Dressing, needs_dressing
from bot.daily.notify import tell_managers
from bot.daily.sender import Clock, Making
from bot.daily.trouble_messages import trouble_news
from facts.daily.management import Daily
from facts.daily.outbox import Posting
from facts.daily.schedule import Assignment, Post, PostState, Schedule, ScheduleId, Trouble
from facts.daily.store import DailyStore

_log: Final = logging.getLogger(__name__)
_LONGEST_NAP: Final = 20.0
"""Seconds after which the loop looks again, whatever it expects: another process may have added."""
_SHORTEST_NAP: Final = 0.01
_BATCH: Final = 100
_AT_ONCE: Final = 10
"""Posts on their way at a time; Discord takes 50 requests a second from a bot."""
_ASIDE: Final = 600.0
"""Seconds for a thread, a pin, a publication, or a word to the managers."""
_SOON: Final = datetime.timedelta(seconds=5)
_LATER: Final = datetime.timedelta(minutes=5)
"""When a schedule that could not be claimed is looked at again: taken by another, or faulty."""
_MENDING: Final = datetime.timedelta(hours=1)
_FAREWELL: Final = 2.0
"""Seconds at the end for posts on their way; see bot.app.runner."""


class DailyPosts:
    """Posts what is due, from `start` to `stop`. Nothing else ends it."""

    def __init__(self, client: discord.Client, store: DailyStore, clock: Clock) -> None:
        self._client = client
        self._store = store
        self._posting = Posting(store)
        self._attempts = Making(client, store, clock, self._aside)
        self._dressing = Dressing(self._posting, self._attempts.delivery)
        self._clock = clock
        self._loop: asyncio.Task[None] | None = None
        self._nap: asyncio.Task[None] | None = None
        self._woken = False
        self._making: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._claiming = asyncio.Lock()  # one at a time: who asks for a fact waits behind them
        self._put_off: dict[ScheduleId, datetime.datetime] = {}
        self._mended: datetime.datetime | None = None
        self._shaken_until = datetime.datetime.min.replace(tzinfo=datetime.UTC)

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
        if self._making:
            _, late = await asyncio.wait(self._making, timeout=_FAREWELL)
            for each in late:  # what is open is taken up again after the next start
                each.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def make(self, assignment: Assignment) -> discord.Message:
        """Make a post that was claimed, and record what became of it. Raises Undelivered."""
        attempt = Attempt(assignment)
        try:
            message = await self._attempts.made(attempt)
        except Unfinished:
            await self._posting.keep_looking(attempt.post, self._clock())
            self.wake()
            raise
        except Undelivered as trouble:
            await self._failed(attempt, trouble)
            raise
        await self._arrived(attempt, message)
        return message

    async def _arrived(self, attempt: Attempt, message: discord.Message) -> None:
        plan = attempt.assignment.schedule.plan
        if not needs_dressing(plan):
            await self._posting.sent(attempt.post, message.id)
            return
        post = await self._posting.sent(attempt.post, message.id, self._clock())
        self._aside(self._dressing.dress(message, post, plan))

    async def _run(self) -> None:
        await self._client.wait_until_ready()
        while True:
            try:
                await self._round()
                pause = await self._until_next()
            except Exception:  # noqa: BLE001 (a net: nothing ends the loop)
                _log.exception("The facts of the day were looked after in vain")
                pause = _LONGEST_NAP
            await self._rest(pause)

    async def _rest(self, pause: float) -> None:
        if not self._woken:
            self._nap = asyncio.create_task(asyncio.sleep(pause))
            await asyncio.wait({self._nap})
        self._woken = False

    async def _round(self) -> None:
        """Take up what is open and what is due, each in a task of its own."""
        now = self._clock()
        self._put_off = {key: until for key, until in self._put_off.items() if until > now}
        if self._mended is None or abs(now - self._mended) >= _MENDING:
            starting, self._mended = self._mended is None, now
            await self._posting.mend(now, starting=starting)
        if now >= self._shaken_until:
            for post in await self._posting.open_posts(now, _BATCH):
                await self._begin(self._take_up(post))
        for post in await self._posting.undressed(now, _BATCH):
            if taken := await self._posting.take_undressed(post, now):
                self._aside(self._dressing.go_on(taken[1], taken[0].plan))
        while due := self._without_put_off(await self._posting.due(now, self._limit())):
            for schedule in due:
                self._put_off[schedule.id] = now + _LATER
                await self._begin(self._claim(schedule))

    async def _until_next(self) -> float:
        """Return for how many seconds there is nothing to do."""
        now = self._clock()
        ahead = now + datetime.timedelta(seconds=_LONGEST_NAP)
        soon = self._without_put_off(await self._posting.due(ahead, self._limit()))
        moments = [each.next.moment for each in soon if each.next]
        moments += [post.retry_at for post in await self._posting.open_posts(ahead, 1)]
        if self._shaken_until > now:  # what failed is not tried again at once
            moments = [max(moment, self._shaken_until) for moment in moments]
        nap = (min(moments) - now).total_seconds() if moments else _LONGEST_NAP
        return min(max(nap, _SHORTEST_NAP), _LONGEST_NAP)

    def _limit(self) -> int:
        return _BATCH + len(self._put_off)

    def _without_put_off(self, schedules: Iterable[Schedule]) -> list[Schedule]:
        return [each for each in schedules if each.id not in self._put_off]

    async def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something as soon as fewer than so many are on their way."""
        try:
            await self._slots.acquire()
        except asyncio.CancelledError:
            work.close()
            raise
        task = asyncio.create_task(self._netted(work))
        self._making.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._making.discard(task)
        self._slots.release()

    async def _netted(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 (a net: what is open is taken up again)
            _log.exception("A fact of the day was left as it is, to be taken up again")
            self._shaken_until = self._clock() + _SOON
            self.wake()

    async def _claim(self, schedule: Schedule) -> None:
        async with self._claiming:
            after = self._attempts.delivery.last_seen(schedule.plan.channel)
            assignment = await self._posting.claim(schedule, self._clock(), after)
        if assignment is None:
            self._put_off[schedule.id] = self._clock() + _SOON
            return
        self._put_off.pop(schedule.id, None)
        with suppress(Undelivered):
            await self.make(assignment)

    async def _take_up(self, post: Post) -> None:
        async with self._claiming:
            assignment = await self._posting.take(post, self._clock())
        if assignment is not None:
            with suppress(Undelivered):
                await self.make(assignment)

    async def _failed(self, attempt: Attempt, trouble: Undelivered) -> None:
        """Record what stood in the way, and tell the managers what is news to them.

        Discord's own trouble is theirs only when it cost the post; who removed the bot knows.
        """
        post, now = attempt.given_up(), self._clock()
        _log.warning("Post %d was not made: %s (%s)", post.id, trouble.trouble, trouble.detail)
        is_news = await self._posting.failed(post, trouble.trouble, now, trouble.detail)
        self.wake()  # to see when it may be tried again
        if trouble.trouble is Trouble.SERVER_GONE:
            return
        now_it_is = (await Daily(self._store, post.server).why(post.id)).post
        given_up = now_it_is.state is PostState.FAILED
        if given_up if trouble.trouble is Trouble.DISCORD else is_news:
            news = trouble_news(post, trouble.trouble, trouble.detail, given_up=given_up)
            self._aside(tell_managers(self._client, attempt.assignment.schedule, news))

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what no other post waits for: one server may make Discord slow for itself."""
        task = asyncio.create_task(_bounded(work))
        self._making.add(task)
        task.add_done_callback(self._making.discard)


async def _bounded(work: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(_ASIDE):
            await work
    except Exception:  # noqa: BLE001 (a net: the post itself stands, or is tried again)
        _log.exception("What goes with a fact of the day was left undone")
