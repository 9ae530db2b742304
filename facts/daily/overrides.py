"""How a schedule of one server is read, changed and told: what its use cases are made of."""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from facts.clock.due_dates import Days, Due, runs
from facts.daily.forecast import dues, forecast, next_due, rearranged, today, turn_on
from facts.daily.schedule import (
    Arrangement,
    Choice,
    Forecast,
    Listed,
    Post,
    Schedule,
    ScheduleId,
)
from facts.daily.store import DailyStore, Outlook
from facts.daily.turn import Turn
from facts.model.entities import LibraryId
from facts.model.errors import LibraryEmpty, NoFactMatches, ScheduleGone, SkipTooLong, ZoneUnknown
from facts.model.selection import EVERYTHING

PREVIEWED: Final = 5
"""How many posts to come a preview shows."""
LONGEST_SKIP: Final = datetime.timedelta(days=365)
"""From the first of the days that are left out at once to the last."""
_TOLD: Final = 3
"""How many times to come are told of a schedule."""


class Arranging:
    """The schedules of one server."""

    def __init__(self, store: DailyStore, server: LibraryId) -> None:
        self._store = store
        self._server = server

    async def outlook(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> Outlook:
        """Return what decides about a schedule. Raises ScheduleGone."""
        outlook = await self._store.schedules.outlook(schedule, now, facts=facts)
        if outlook is None or outlook.schedule.server != self._server:
            raise ScheduleGone
        return outlook

    async def change(
        self,
        schedule: ScheduleId,
        now: datetime.datetime,
        *,
        change: Callable[[Schedule], Schedule] = lambda kept: kept,
        arranged: Collection[Arrangement] = (),
        cleared: Collection[datetime.date] = (),
    ) -> Listed:
        """Change a schedule and what is arranged, and work out anew what is due next.

        Where another change came between, it is done again on top of that one.
        """
        while True:
            kept = await self.outlook(schedule, now, facts=False)
            changed = replace(kept, schedule=change(kept.schedule))
            next_ = next_due(rearranged(changed, arranged, cleared), now)
            new = replace(changed.schedule, next=next_)
            if await self._store.schedules.arrange(new, arranged, cleared):
                return await self.listed(schedule, now)

    async def listed(
        self, schedule: ScheduleId, now: datetime.datetime, last: Post | None = None
    ) -> Listed:
        """Return a schedule with what is due next: nothing while paused, or for no known zone."""
        outlook = await self.outlook(schedule, now, facts=False)
        try:
            first = today(outlook, now)
        except ZoneUnknown:
            return Listed(outlook.schedule, (), last)
        skipped = runs(each.day for each in outlook.arranged if each.skips and each.day >= first)
        due = () if outlook.schedule.paused else tuple(islice(dues(outlook, now), _TOLD))
        return Listed(outlook.schedule, due, last, skipped)

    async def arrange(
        self, schedule: ScheduleId, due: Due, arrangement: Arrangement, now: datetime.datetime
    ) -> Forecast:
        """Arrange one day, and return what comes on it then."""
        await self.change(schedule, now, arranged=[arrangement])
        outlook = await self.outlook(schedule, now)
        for told, turn in forecast(outlook, now, PREVIEWED):
            if told.day == due.day:
                return await self.forecast(told, turn)
        return await self.forecast(due, turn_on(outlook, due.day, outlook.past))

    async def forecast(self, due: Due, turn: Turn | None) -> Forecast:
        """Return a day with its fact."""
        fact = await self._store.fact(self._server, turn.fact) if turn else None
        return Forecast(due, fact, turn)

    async def check_matches(self, choice: Choice) -> None:
        """Raise NoFactMatches or LibraryEmpty if a choice leaves no fact."""
        if not await self._store.schedules.matching(self._server, choice):
            raise await self.no_fact()

    async def no_fact(self) -> NoFactMatches | LibraryEmpty:
        """Return what to raise where there is no fact to post."""
        if not (await self._store.extent(self._server, EVERYTHING)).facts:
            return LibraryEmpty()
        kinds = await self._store.kinds(self._server)
        sites = await self._store.sites(self._server)
        return NoFactMatches(tuple(kind.name for kind in kinds), tuple(site.name for site in sites))


def skippable(days: Days, outlook: Outlook, now: datetime.datetime) -> Days:
    """Return days without those at the beginning that are over, or have their post.

    A day that is over by the clock may still have its post to come. Raises SkipTooLong where more
    are left than may be left out at once.
    """
    earliest, next_ = today(outlook, now), outlook.schedule.next
    first, last = max(days[0], min(earliest, next_.day) if next_ else earliest), days[1]
    while first in outlook.taken:
        first += datetime.timedelta(days=1)
    if last - first > LONGEST_SKIP:
        raise SkipTooLong(first, last, LONGEST_SKIP.days + 1)
    return first, last


def days_of(first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
    """Return the days from the first to the last."""
    return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
