"""How a schedule of one server is read, changed and told: what its use cases are made of."""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from facts.clock.due_dates import Days, DueDate, merge_days
from facts.clock.errors import ZoneUnknown
from facts.daily.errors import ScheduleGone, SkipTooLong
from facts.daily.forecast import (
    apply_overrides,
    find_next_due,
    forecast_turns,
    iter_pending_dues,
    local_today,
    pick_turn,
)
from facts.daily.post import Post
from facts.daily.preview import build_forecast
from facts.daily.results import Forecast, ScheduleOverview
from facts.daily.schedule import DayOverride, FactFilter, Schedule, ScheduleId
from facts.daily.store import DailyStore, ScheduleState
from facts.daily.turn import Turn
from facts.model.entities import LibraryId
from facts.model.errors import LibraryEmpty, NoFactMatches
from facts.model.selection import EVERYTHING
from facts.store.library_store import Snapshot

PREVIEW_DAYS: Final = 5
"""How many posts to come a preview shows."""
MAX_SKIP: Final = datetime.timedelta(days=365)
"""From the first of the days that are left out at once to the last."""
_MAX_LISTED_DUES: Final = 3
"""How many times to come are told of a schedule."""


class ScheduleEditor:
    """The schedules of one server."""

    def __init__(self, store: DailyStore, server: LibraryId) -> None:
        self._store = store
        self._server = server

    async def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState:
        """Return what decides about a schedule. Raises ScheduleGone."""
        outlook = await self._store.schedules.load_state(schedule, now, facts=facts)
        if outlook is None or outlook.schedule.server != self._server:
            raise ScheduleGone
        return outlook

    async def change(
        self,
        schedule: ScheduleId,
        now: datetime.datetime,
        *,
        change: Callable[[Schedule], Schedule] = lambda kept: kept,
        arranged: Collection[DayOverride] = (),
        cleared: Collection[datetime.date] = (),
    ) -> ScheduleOverview:
        """Change a schedule and what is arranged, and work out anew what is due next.

        Where another change came between, it is done again on top of that one.
        """
        while True:
            kept = await self.load_state(schedule, now, facts=False)
            changed = replace(kept, schedule=change(kept.schedule))
            next_ = find_next_due(apply_overrides(changed, arranged, cleared), now)
            new = replace(changed.schedule, next=next_)
            if await self._store.schedules.save_overrides(new, arranged, cleared):
                return await self.build_overview(schedule, now)

    async def build_overview(
        self, schedule: ScheduleId, now: datetime.datetime, last: Post | None = None
    ) -> ScheduleOverview:
        """Return a schedule with what is due next: nothing while paused, or for no known zone."""
        outlook = await self.load_state(schedule, now, facts=False)
        try:
            first = local_today(outlook, now)
        except ZoneUnknown:
            return ScheduleOverview(outlook.schedule, (), last)
        skipped = merge_days(
            each.day for each in outlook.overrides if each.is_skip and each.day >= first
        )
        due = (
            ()
            if outlook.schedule.paused
            else tuple(islice(iter_pending_dues(outlook, now), _MAX_LISTED_DUES))
        )
        return ScheduleOverview(outlook.schedule, due, last, skipped)

    async def override_day(
        self, schedule: ScheduleId, due: DueDate, arrangement: DayOverride, now: datetime.datetime
    ) -> Forecast:
        """Arrange one day, and return what comes on it then."""
        await self.change(schedule, now, arranged=[arrangement])
        outlook = await self.load_state(schedule, now)
        for told, turn in forecast_turns(outlook, now, PREVIEW_DAYS):
            if told.day == due.day:
                return await self.load_forecast(told, turn)
        return await self.load_forecast(due, pick_turn(outlook, due.day, outlook.history))

    async def load_forecast(self, due: DueDate, turn: Turn | None) -> Forecast:
        """Return a day with its fact."""
        return await self._store.read(
            self._server, lambda snapshot: build_forecast(snapshot, due, turn)
        )

    async def check_filter(self, choice: FactFilter) -> None:
        """Raise NoFactMatches or LibraryEmpty if a choice leaves no fact."""
        if not await self._store.schedules.count_matching(self._server, choice):
            raise await self.no_fact_error()

    async def no_fact_error(self) -> NoFactMatches | LibraryEmpty:
        """Return what to raise where there is no fact to post."""
        return await self._store.read(self._server, build_no_fact_error)


def build_no_fact_error(snapshot: Snapshot) -> NoFactMatches | LibraryEmpty:
    """Return the error to raise if there is no fact to post."""
    if not snapshot.facts.has_any(EVERYTHING):
        return LibraryEmpty()
    kinds, sites = snapshot.facts.count_kinds(), snapshot.sources.count_sites()
    return NoFactMatches(tuple(kind.name for kind in kinds), tuple(site.name for site in sites))


def trim_skipped_days(days: Days, outlook: ScheduleState, now: datetime.datetime) -> Days:
    """Return days without those at the beginning that are over, or have their post.

    A day that is over by the clock may still have its post to come. Raises SkipTooLong where more
    are left than may be left out at once.
    """
    earliest, next_ = local_today(outlook, now), outlook.schedule.next
    first, last = max(days[0], min(earliest, next_.day) if next_ else earliest), days[1]
    while first in outlook.posted_days:
        first += datetime.timedelta(days=1)
    if last - first > MAX_SKIP:
        raise SkipTooLong(first, last, MAX_SKIP.days + 1)
    return first, last


def list_days(first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
    """Return the days from the first to the last."""
    return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
