"""What the loop that posts asks, over all servers: what is due, whose it is, what became of it.

The order of things for one post: `due`, then `claim` for each, which is where the day is taken in
the database, before anything is sent. Then exactly one of `sent` and `failed`. What failed, or was
claimed by a process that died, comes back from `open_posts` when its `retry_at` has come: `take`
it, see whether it arrived if it `is_unsure`, and go on as after `claim`. A post goes to
`post.channel`, and may `move` to its schedule's new one once it surely went nowhere yet.
"""

import datetime
from contextlib import suppress
from dataclasses import replace
from typing import Final

from facts.clock.errors import ZoneUnknown
from facts.daily.forecast import LEASE, find_next_due, pick_turn, plan_advance
from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Schedule, ScheduleId, Trouble
from facts.daily.store import DailyStore

_RETRY_PAUSES: Final = tuple(datetime.timedelta(minutes=n) for n in (1, 2, 4, 8, 15, 30))
"""How long to wait before each next attempt; the last one from then on."""
_LAST_RETRY: Final = datetime.timedelta(minutes=1)
"""How long before its deadline a post is tried once more, whatever the pause."""
_MAX_DUE_AHEAD: Final = datetime.timedelta(hours=26)
"""A daily post is never due later than that; where one is, its clock may have been wrong."""
_BATCH_SIZE: Final = 500
EXTRAS_LEASE: Final = datetime.timedelta(minutes=11)
"""How long what goes with a post that arrived is left to who posted it."""
_EXTRAS_EXPIRY: Final = datetime.timedelta(days=1)
"""How long after a post was due that is still done."""


class Outbox:
    """The posts of all servers. Every `now` is an instant that knows its zone."""

    def __init__(self, store: DailyStore) -> None:
        self._store = store

    async def list_due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        """Return schedules with a day that is due, the longest first; read by an index."""
        return await self._store.schedules.list_due(now, limit)

    async def claim(
        self, schedule: Schedule, now: datetime.datetime, after: int | None = None
    ) -> PostJob | None:
        """Take the day of a schedule that is due, and move the schedule on to its next day.

        Days before it that nobody was there for are recorded as missed, and so is the day itself
        if its catch-up window is over. None then, and also if another process took it or a manager
        changed the schedule just now: it comes back from `due` if there is still something to do.
        The assignment's fact is None where none matches: report that with `failed`.

        `after` is the id of a message that is there already, by Discord's own clock: the post is
        looked for from there on, should nobody know whether it arrived.

        Raises ZoneUnknown for a zone that is no more; the schedule stays due.
        """
        outlook = await self._store.schedules.load_state(schedule.id, now)
        if outlook is None or outlook.schedule.next is None or outlook.schedule.next.moment > now:
            return None
        settled = plan_advance(outlook, now, after)
        post = await self._store.schedules.advance(outlook.schedule, settled, now)
        return await self._build_job(outlook.schedule, post) if post else None

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return posts that may be taken up again, the longest first; read by an index.

        `post.trouble` None means that its process died on the way.
        """
        return await self._store.schedules.open_posts(now, limit)

    async def renew_lease(self, post: Post, now: datetime.datetime) -> PostJob | None:
        """Take an open post up again; None if another did, or its schedule is gone or paused.

        It comes with the fact and the nonce that it had; with another fact only if that one was
        removed. Whoever takes a post past its deadline looks whether it arrived, and if not says
        `failed` with OVERDUE, and sends nothing.
        """
        taken = await self._store.schedules.renew_lease(post, now + LEASE)
        schedule = await self._store.schedules.schedule(post.server, post.schedule)
        if taken is None or schedule is None:
            return None
        if schedule.paused and not taken.extra and now <= taken.deadline:
            await self._record_unsent(taken)
            return None
        if taken.fact is None:
            taken = await self._assign_current_fact(taken, now)
        return await self._build_job(schedule, taken)

    async def move(self, post: Post, channel: int) -> Post | None:
        """Send a post to another channel than it was claimed for; None if another took it up.

        Only for a post of which no attempt can have arrived: whoever finds out otherwise later
        looks in the channel that it goes to then.
        """
        return await self._store.schedules.move(post, channel)

    async def save_search_progress(self, post: Post, now: datetime.datetime) -> None:
        """Record how far a post was looked for; it comes back from `open_posts` at once."""
        await self._store.schedules.save_search_progress(post, now)

    async def mark_sent(
        self, post: Post, message: int, now: datetime.datetime | None = None
    ) -> Post:
        """Record that a post arrived, by the id of its message.

        With `now` there is still something to be done to it, by whoever records this: say
        `dressed` then. After a while it comes back from `undressed`.
        """
        dress_at = now and now + EXTRAS_LEASE
        await self._store.schedules.mark_sent(post, message, dress_at)
        return replace(post, message=message, extras_retry_at=dress_at)

    async def with_pending_extras(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return posts to which something was still to be done by who did not live to say so."""
        return await self._store.schedules.with_pending_extras(now, limit)

    async def claim_extras(
        self, post: Post, now: datetime.datetime
    ) -> tuple[Schedule, Post] | None:
        """Take up what is left undone about a post; None if another did, or it came to be in vain.

        It is in vain once its schedule is gone, or a day has passed.
        """
        schedule = await self._store.schedules.schedule(post.server, post.schedule)
        if schedule is None or now > post.moment + _EXTRAS_EXPIRY:
            await self.mark_extras_done(post)
            return None
        taken = await self._store.schedules.postpone_extras(post, now + EXTRAS_LEASE)
        return (schedule, taken) if taken else None

    async def mark_extras_done(self, post: Post) -> None:
        """Record that nothing is left to be done about a post."""
        await self._store.schedules.postpone_extras(post, None)

    async def record_failure(
        self, post: Post, trouble: Trouble, now: datetime.datetime, detail: str | None = None
    ) -> bool:
        """Record what stood in a post's way; it is tried again after a growing pause.

        What `post` says of its attempts is kept. Past its deadline it is closed as failed. One that
        is overdue after some other trouble keeps that one. Return whether this is news to the
        managers: it is of the schedule's last post, and neither the one before nor an attempt
        before ended in the same trouble.
        """
        if trouble is Trouble.OVERDUE and post.trouble:
            trouble, detail = post.trouble, post.detail  # what made it late
        pause = _RETRY_PAUSES[min(post.attempts, len(_RETRY_PAUSES)) - 1]
        retry_at = min(now + pause, post.deadline - _LAST_RETRY)
        again = retry_at if retry_at > now else None
        return await self._store.schedules.postpone(post, again, trouble, detail)

    async def repair_due_dates(self, now: datetime.datetime, *, starting: bool = False) -> int:
        """Bring back schedules that a clock set forward by mistake moved far ahead.

        When `starting`, work out anew also what is due soon: the rules of a zone may have changed
        with an update. To be called then and once in a while; return how many were mended.
        """
        mended, after = 0, ScheduleId(0)
        later_than = now if starting else now + _MAX_DUE_AHEAD
        while found := await self._store.schedules.list_due_after(later_than, after, _BATCH_SIZE):
            after = found[-1].id
            for schedule in found:
                with suppress(ZoneUnknown):  # one that is no more keeps no other from its time
                    mended += await self._repair_due_date(schedule, now)
        return mended

    async def _repair_due_date(self, schedule: Schedule, now: datetime.datetime) -> bool:
        is_far = schedule.next is not None and schedule.next.moment > now + _MAX_DUE_AHEAD
        if is_far:
            await self._store.schedules.delete_future_missed(schedule.id, now)
        outlook = await self._store.schedules.load_state(schedule.id, now, facts=False)
        kept = outlook and outlook.schedule.next
        due = outlook and find_next_due(outlook, now)
        if not (outlook and kept and due):
            return False
        changed = due.day == kept.day and due.moment != kept.moment
        if not (changed or (is_far and due.moment < kept.moment)):
            return False
        return await self._store.schedules.save(replace(outlook.schedule, next=due))

    async def _record_unsent(self, taken: Post) -> None:
        """Record that a post that was taken up is not tried, as far as that is known."""
        if not taken.is_unsure:
            untried = replace(taken, unsent_attempts=taken.attempts)
            await self._store.schedules.save_search_progress(untried, taken.retry_at)

    async def _assign_current_fact(self, post: Post, now: datetime.datetime) -> Post:
        """Return a post with the fact whose turn it is now, if there is one."""
        outlook = await self._store.schedules.load_state(post.schedule, now)
        turn = outlook and pick_turn(outlook, post.day, outlook.history)
        return (turn and await self._store.schedules.assign_fact(post, turn)) or post

    async def _build_job(self, schedule: Schedule, post: Post) -> PostJob:
        number = post.fact
        if number is None:
            return PostJob(schedule, post, None)
        fact = await self._store.read(post.server, lambda snapshot: snapshot.facts.get(number))
        return PostJob(schedule, post, fact)
