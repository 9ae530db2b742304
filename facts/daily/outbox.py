"""The outbox of the posting loop, over all servers.

For each schedule from `list_due`, the loop calls `claim`, which reserves the day in the database
before anything is sent. Exactly one of `mark_sent` and `record_failure` follows. A post that
failed, or whose process died, comes back from `open_posts` once its `retry_at` has passed. The loop
then calls `renew_lease`, searches the channel for the message if the post `is_unsure`, and goes on
as after `claim`. `move` changes the channel of a post that certainly arrived nowhere.
"""

import datetime
from contextlib import suppress
from dataclasses import replace
from typing import Final

from facts.clock.errors import ZoneUnknown
from facts.daily.forecast import LEASE, find_next_due, pick_turn, plan_advance
from facts.daily.post import FailureReport, Post
from facts.daily.results import PostJob
from facts.daily.schedule import Schedule, ScheduleId, Trouble
from facts.daily.store import DailyStore

_RETRY_PAUSES: Final = tuple(datetime.timedelta(minutes=n) for n in (1, 2, 4, 8, 15, 30))
"""Pause before each next attempt; the last one repeats."""
_LAST_RETRY: Final = datetime.timedelta(minutes=1)
"""A last attempt comes this long before the deadline, whatever the pause."""
_BATCH_SIZE: Final = 500


class Outbox:
    """The posts of all servers. Every `now` is an aware datetime."""

    def __init__(self, store: DailyStore) -> None:
        self._store = store

    async def list_due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        """Return schedules with a day that is due, the longest overdue first."""
        return await self._store.schedules.list_due(now, limit)

    async def claim(
        self, schedule: Schedule, now: datetime.datetime, after: int | None = None
    ) -> PostJob | None:
        """Claim the day of a due schedule, and move it on.

        Earlier days that no process posted are recorded as missed, and so is the day itself if its
        catch-up window is over. The result is None then, and also if another process claimed the
        day or a manager changed the schedule meanwhile: `list_due` returns it again if something is
        left to do. If no fact matches, report the job with `record_failure`.

        `after` is the id of a message from before the claim, by Discord's clock: a search for the
        post starts there.

        Raises ZoneUnknown if the zone does not exist any more; the schedule stays due.
        """
        state = await self._store.schedules.load_state(schedule.id, now)
        if state is None or state.schedule.next is None or state.schedule.next.moment > now:
            return None
        advance = plan_advance(state, now, after)
        post = await self._store.schedules.advance(state.schedule, advance, now)
        return await self._build_job(state.schedule, post) if post else None

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return posts that may be taken over, the oldest first.

        Without a `trouble`, the post's process died.
        """
        return await self._store.schedules.open_posts(now, limit)

    async def renew_lease(self, post: Post, now: datetime.datetime) -> PostJob | None:
        """Renew the lease of an open post.

        None if another process holds it, or its schedule is gone or paused. The post keeps its
        nonce, and its fact unless that was removed. After the deadline, search for its message, and
        if there is none, report OVERDUE without sending.
        """
        renewed = await self._store.schedules.renew_lease(post, now + LEASE)
        schedule = await self._store.schedules.schedule(post.server, post.schedule)
        if renewed is None or schedule is None:
            return None
        if schedule.paused and not renewed.extra and now <= renewed.deadline:
            await self._record_unsent(renewed)
            return None
        if renewed.fact is None:
            renewed = await self._assign_current_fact(renewed, now)
        return await self._build_job(schedule, renewed)

    async def move(self, post: Post, channel: int) -> Post | None:
        """Move a post to another channel.

        None if another process took it over. Only for a post that certainly did not arrive: later
        searches look in the new channel.
        """
        return await self._store.schedules.move(post, channel)

    async def save_search_progress(self, post: Post, now: datetime.datetime) -> None:
        """Save how far the search for a post came.

        `open_posts` returns the post again at once.
        """
        await self._store.schedules.save_search_progress(post, now)

    async def mark_sent(self, post: Post, message: int) -> None:
        """Record that a post arrived as a message."""
        await self._store.schedules.mark_sent(post, message)

    async def record_extras_failure(self, post: Post, detail: str) -> None:
        """Record which extras of a sent post failed.

        They are not retried.
        """
        await self._store.schedules.record_extras_failure(post, detail)

    async def record_failure(
        self, post: Post, trouble: Trouble, now: datetime.datetime, detail: str | None = None
    ) -> FailureReport:
        """Record a failed attempt. The next one follows after a growing pause.

        After its deadline the post is closed as failed. An overdue post keeps an earlier trouble. A
        trouble is news if the post is its schedule's last one, and neither the post before nor an
        earlier attempt had the same trouble.
        """
        if trouble is Trouble.OVERDUE and post.trouble:
            trouble, detail = post.trouble, post.detail  # the cause of the delay
        pause = _RETRY_PAUSES[min(post.attempts, len(_RETRY_PAUSES)) - 1]
        retry_at = min(now + pause, post.deadline - _LAST_RETRY)
        again = retry_at if retry_at > now else None
        return await self._store.schedules.postpone(post, again, trouble, detail)

    async def refresh_due_dates(self, now: datetime.datetime) -> int:
        """Recompute all future due dates, and return how many changed.

        Call it when the program starts. An update may bring new rules for a zone. A clock that was
        set forward by mistake leaves missed days in the future, which are deleted first.
        """
        await self._store.schedules.delete_future_missed(now)
        changed, after = 0, ScheduleId(0)
        while listed := await self._store.schedules.list_due_after(now, after, _BATCH_SIZE):
            after = listed[-1].id
            for schedule in listed:
                with suppress(ZoneUnknown):  # one zone that is gone does not stop the others
                    changed += await self._refresh_due_date(schedule, now)
        return changed

    async def _refresh_due_date(self, schedule: Schedule, now: datetime.datetime) -> bool:
        state = await self._store.schedules.load_state(schedule.id, now, facts=False)
        if state is None or (due := find_next_due(state, now)) == state.schedule.next:
            return False
        return await self._store.schedules.save(replace(state.schedule, next=due))

    async def _record_unsent(self, post: Post) -> None:
        """Record that an attempt sent nothing.

        An earlier attempt whose message may have arrived stays open.
        """
        if not post.is_unsure:
            unsent = replace(post, unsent_attempts=post.attempts)
            await self._store.schedules.save_search_progress(unsent, post.retry_at)

    async def _assign_current_fact(self, post: Post, now: datetime.datetime) -> Post:
        """Return a post with the next fact, if there is one."""
        state = await self._store.schedules.load_state(post.schedule, now)
        turn = state and pick_turn(state, post.day, state.history)
        return (turn and await self._store.schedules.assign_fact(post, turn)) or post

    async def _build_job(self, schedule: Schedule, post: Post) -> PostJob:
        number = post.fact
        if number is None:
            return PostJob(schedule, post, None)
        fact = await self._store.read(post.server, lambda snapshot: snapshot.facts.get(number))
        return PostJob(schedule, post, fact)
