"""What the managers and people of a server can ask of its fact of the day: the use cases."""

import datetime
from typing import Final

from facts.model import FactId, LibraryId
from facts.schedule_store import DailyStore
from facts.schedules import (
    Arrangement,
    Assignment,
    Choice,
    Explained,
    Forecast,
    Listed,
    Plan,
    PostId,
    Schedule,
    ScheduleId,
)
from facts.turns import Ballot

PREVIEWED: Final = 5
"""How many posts to come a preview shows."""
MOST_SCHEDULES: Final = 25
"""How many schedules a server may have: as many as a Discord menu has options."""
LONGEST_SKIP: Final = datetime.timedelta(days=366)


class Daily:
    """The fact of the day of one server. Every `now` is an instant that knows its zone.

    Everything about one schedule raises ScheduleGone unless it is one of this server's.
    """

    def __init__(self, store: DailyStore, server: LibraryId) -> None:
        self._store = store
        self._server = server

    async def add(self, plan: Plan, made_by: int, now: datetime.datetime) -> Listed:
        """Begin a schedule, due from now on, and return it with the next three times.

        Raises ZoneUnknown, NoFactMatches, LibraryEmpty or TooManySchedules.
        """
        raise NotImplementedError

    async def matching(self, choice: Choice) -> int:
        """Return how many facts a choice leaves."""
        raise NotImplementedError

    async def listed(self, now: datetime.datetime) -> tuple[Listed, ...]:
        """Return the server's schedules, the oldest first, each with the next three times."""
        raise NotImplementedError

    async def schedule(self, schedule: ScheduleId) -> Schedule:
        """Return one schedule."""
        raise NotImplementedError

    async def edit(self, schedule: ScheduleId, plan: Plan, now: datetime.datetime) -> Listed:
        """Put another plan in the place of a schedule's. A day that has its post gets no second.

        What is due but not yet posted stays due. Raises as `add` does.
        """
        raise NotImplementedError

    async def pause(self, schedule: ScheduleId, now: datetime.datetime) -> Listed:
        """Stop posting until resumed. Days that pass meanwhile are neither posted nor missed."""
        raise NotImplementedError

    async def resume(self, schedule: ScheduleId, now: datetime.datetime) -> Listed:
        """Go on with what is due from now on."""
        raise NotImplementedError

    async def remove(self, schedule: ScheduleId) -> None:
        """End a schedule for good. What was being made is given up; old posts' controls work on."""
        raise NotImplementedError

    async def preview(
        self, schedule: ScheduleId, now: datetime.datetime, count: int = PREVIEWED
    ) -> tuple[Forecast, ...]:
        """Return what comes next, with the facts: skips, swaps and fixed facts are in it.

        What was previewed is what is posted, unless facts, votes or arrangements change. Of a
        paused schedule: what would come if it were resumed now.
        """
        raise NotImplementedError

    async def arranged(
        self, schedule: ScheduleId, now: datetime.datetime
    ) -> tuple[Arrangement, ...]:
        """Return what people arranged for days to come, in order of days."""
        raise NotImplementedError

    async def swap(
        self, schedule: ScheduleId, day: datetime.date, person: int, now: datetime.datetime
    ) -> Forecast:
        """Put another fact in the place of a previewed day's; the one that was there comes later.

        The stand-in is none of those previewed. Raises DayNotAhead for a day not in the preview,
        NoFactMatches if there is no other fact.
        """
        raise NotImplementedError

    async def fix(
        self,
        schedule: ScheduleId,
        day: datetime.date,
        fact: FactId,
        person: int,
        now: datetime.datetime,
    ) -> Forecast:
        """Fix a fact to a day to come, whether it matches the schedule's choice or not.

        `now` only checks the day. Raises DayNotAhead, FactNotFound.
        """
        raise NotImplementedError

    async def skip_next(
        self, schedule: ScheduleId, person: int, now: datetime.datetime
    ) -> tuple[datetime.date, Listed]:
        """Leave out the next day; return it, and what is due then."""
        raise NotImplementedError

    async def skip(
        self,
        schedule: ScheduleId,
        days: tuple[datetime.date, datetime.date],
        person: int,
        now: datetime.datetime,
    ) -> tuple[int, Listed]:
        """Leave out all days from the first to the last, both included, 366 at the most.

        Return how many posts that leaves out, and what is due then. Raises DayNotAhead if none.
        """
        raise NotImplementedError

    async def clear(
        self,
        schedule: ScheduleId,
        days: tuple[datetime.date, datetime.date],
        now: datetime.datetime,
    ) -> Listed:
        """Take back what was arranged for some days."""
        raise NotImplementedError

    async def post_extra(
        self, schedule: ScheduleId, person: int, now: datetime.datetime
    ) -> Assignment:
        """Claim an extra post for now, beside the day's. Made as the others are; see Posting.

        Raises NoFactMatches or LibraryEmpty.
        """
        raise NotImplementedError

    async def why(self, post: PostId) -> Explained:
        """Tell why a post brought its fact. Raises PostGone."""
        raise NotImplementedError

    async def vote(self, fact: FactId, person: int, liked: bool | None) -> Ballot:
        """Keep a person's one vote on a fact, True for it; None takes it back.

        Return the server's votes then. Raises FactNotFound.
        """
        raise NotImplementedError

    async def ballot(self, fact: FactId) -> Ballot:
        """Return the server's votes on a fact."""
        raise NotImplementedError
