"""What the loop that posts asks, over all servers: what is due, whose it is, what became of it.

The order of things for one post: `due`, then `claim` for each, which is where the day is taken in
the database, before anything is sent. Then exactly one of `sent` and `failed`. What failed, or was
claimed by a process that died, comes back from `open_posts` when its `retry_at` has come: `take`
it, see whether it arrived, and go on as after `claim`. A post goes to `post.channel`.
"""

import datetime
from typing import Final

from facts.schedule_store import DailyStore
from facts.schedules import Assignment, Post, Schedule, Trouble

LEASE: Final = datetime.timedelta(minutes=2)
"""How long a post is its claimer's alone."""
_PAUSES: Final = tuple(datetime.timedelta(minutes=n) for n in (1, 2, 4, 8, 15, 30))
"""How long to wait before each next attempt; the last one from then on."""


class Posting:
    """The posts of all servers. Every `now` is an instant that knows its zone."""

    def __init__(self, store: DailyStore) -> None:
        self._store = store

    async def due(self, now: datetime.datetime, limit: int) -> tuple[Schedule, ...]:
        """Return schedules with a day that is due, the longest first; read by an index."""
        raise NotImplementedError

    async def claim(self, schedule: Schedule, now: datetime.datetime) -> Assignment | None:
        """Take the day of a schedule that is due, and move the schedule on to its next day.

        Days before it that nobody was there for are recorded as missed, and so is the day itself
        if its catch-up window is over. None then, and also if another process took it or a manager
        changed the schedule just now: it comes back from `due` if there is still something to do.
        The assignment's fact is None where none matches: report that with `failed`.

        Raises ZoneUnknown for a zone that is no more; the schedule stays due.
        """
        raise NotImplementedError

    async def open_posts(self, now: datetime.datetime, limit: int) -> tuple[Post, ...]:
        """Return posts that may be taken up again, the longest first; read by an index.

        `post.trouble` None means that its process died on the way: it may have arrived.
        """
        raise NotImplementedError

    async def take(self, post: Post, now: datetime.datetime) -> Assignment | None:
        """Take an open post up again; None if another did, or its schedule is gone.

        It comes with the fact and the nonce that it had; with another fact only if that one was
        removed. Whoever takes a post past its deadline looks whether it arrived, and if not says
        `failed` with OVERDUE, and sends nothing.
        """
        raise NotImplementedError

    async def sent(self, post: Post, message: int) -> None:
        """Record that a post arrived, by the id of its message."""
        raise NotImplementedError

    async def failed(
        self, post: Post, trouble: Trouble, now: datetime.datetime, detail: str | None = None
    ) -> bool:
        """Record what stood in a post's way; it is tried again after a growing pause.

        Past its deadline it is closed as failed. Return whether this is news to the managers: the
        post of the schedule before did not end in the same trouble, nor an attempt before.
        """
        raise NotImplementedError

    async def mend(self, now: datetime.datetime) -> int:
        """Bring back schedules that a clock set forward by mistake moved far ahead.

        To be called at the start and once in a while; return how many there were.
        """
        raise NotImplementedError
