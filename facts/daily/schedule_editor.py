"""Changes to one server's schedules and single days, with their results."""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from facts.clock.due_dates import Days, merge_days
from facts.clock.errors import ZoneUnknown
from facts.daily.errors import ScheduleGone, SkipTooLong
from facts.daily.forecast import (
    apply_overrides,
    find_next_due,
    future_overrides,
    iter_pending_dues,
    local_today,
)
from facts.daily.post import Post
from facts.daily.results import ScheduleOverview
from facts.daily.schedule import DayOverride, FactFilter, Schedule, ScheduleId
from facts.daily.store import DailyStore, ScheduleState
from facts.model.entities import LibraryId
from facts.model.errors import LibraryEmpty, NoFactMatches
from facts.model.selection import EVERYTHING
from facts.store.library_store import Snapshot

PREVIEW_DAYS: Final = 5
"""How many posts a preview shows."""
MAX_SKIP: Final = datetime.timedelta(days=365)
"""Longest time from the first to the last of the days skipped at once."""
_MAX_LISTED_DUES: Final = 3
"""How many due dates an overview has."""


class ScheduleEditor:
    """Reads and changes the schedules of one server."""

    def __init__(self, store: DailyStore, server: LibraryId) -> None:
        self._store = store
        self._server = server

    async def load_state(
        self, schedule: ScheduleId, now: datetime.datetime, *, facts: bool = True
    ) -> ScheduleState:
        """Return a schedule's state. Raises ScheduleGone."""
        state = await self._store.schedules.load_state(schedule, now, facts=facts)
        if state is None or state.schedule.server != self._server:
            raise ScheduleGone
        return state

    async def change(
        self,
        schedule: ScheduleId,
        now: datetime.datetime,
        *,
        change: Callable[[Schedule], Schedule] = lambda kept: kept,
        overrides: Collection[DayOverride] = (),
        cleared: Collection[datetime.date] = (),
    ) -> ScheduleOverview:
        """Change a schedule and its overrides, and recompute its next due date.

        If another process changes it at the same time, the change is repeated on top of that.
        """
        while True:
            kept = await self.load_state(schedule, now, facts=False)
            state = replace(kept, schedule=change(kept.schedule))
            state = apply_overrides(state, overrides, cleared)
            changed = replace(state.schedule, next=find_next_due(state, now))
            if await self._store.schedules.save_overrides(changed, overrides, cleared):
                saved = replace(changed, version=changed.version + 1)
                return build_overview(replace(state, schedule=saved), now)

    async def check_filter(self, fact_filter: FactFilter) -> None:
        """Raise NoFactMatches or LibraryEmpty if no fact matches a filter."""
        if not await self._store.schedules.count_matching(self._server, fact_filter):
            raise await self.no_fact_error()

    async def no_fact_error(self) -> NoFactMatches | LibraryEmpty:
        """Return the error to raise if there is no fact to post."""
        return await self._store.read(self._server, _build_no_fact_error)


def build_overview(
    state: ScheduleState, now: datetime.datetime, last: Post | None = None
) -> ScheduleOverview:
    """Return a schedule with its next due dates.

    There are none while it is paused, or if its zone does not exist any more.
    """
    try:
        skips = [each.day for each in future_overrides(state, now) if each.is_skip]
    except ZoneUnknown:
        return ScheduleOverview(state.schedule, (), last)
    dues = (
        ()
        if state.schedule.paused
        else tuple(islice(iter_pending_dues(state, now), _MAX_LISTED_DUES))
    )
    return ScheduleOverview(state.schedule, dues, last, merge_days(skips))


def trim_skipped_days(days: Days, state: ScheduleState, now: datetime.datetime) -> Days:
    """Return days without those that can no longer be skipped.

    Days at the start are over or have their post. A day that is over in the schedule's zone may
    still be waiting for its post. Raises SkipTooLong if more days are left than may be skipped at
    once.
    """
    today, next_ = local_today(state, now), state.schedule.next
    first, last = max(days[0], min(today, next_.day) if next_ else today), days[1]
    while first in state.posted_days:
        first += datetime.timedelta(days=1)
    if last - first > MAX_SKIP:
        raise SkipTooLong(first, last, MAX_SKIP.days + 1)
    return first, last


def list_days(first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
    """Return the days from the first to the last."""
    return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]


def _build_no_fact_error(snapshot: Snapshot) -> NoFactMatches | LibraryEmpty:
    if not snapshot.facts.has_any(EVERYTHING):
        return LibraryEmpty()
    kinds, sites = snapshot.facts.count_kinds(), snapshot.sources.count_sites()
    return NoFactMatches(tuple(kind.name for kind in kinds), tuple(site.name for site in sites))
