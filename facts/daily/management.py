"""What the managers and people of a server can ask of its fact of the day: the use cases."""

import datetime
from dataclasses import replace
from itertools import takewhile
from typing import Final

from facts.clock.due_dates import Days, iter_due_dates, load_zone
from facts.daily.errors import DayNotUpcoming, PostGone, ScheduleGone, TooManySchedules
from facts.daily.forecast import (
    find_upcoming_due,
    forecast_turns,
    is_too_far,
    iter_pending_dues,
    pick_replacement,
    plan_extra_post,
)
from facts.daily.overrides import PREVIEW_DAYS, ScheduleEditor, list_days, trim_skipped_days
from facts.daily.post import PostId
from facts.daily.preview import (
    ChooseSchedule,
    SchedulePreview,
    build_explanation,
    build_preview,
    list_upcoming_overrides,
)
from facts.daily.results import Forecast, PostExplanation, PostJob, ScheduleOverview, SkipResult
from facts.daily.schedule import DayOverride, FactFilter, Plan, Schedule, ScheduleId
from facts.daily.store import DailyStore, NewSchedule
from facts.daily.turn import Ballot, VoteResult
from facts.model.entities import Fact, FactId, LibraryId
from facts.model.errors import FactNotFound

MAX_SCHEDULES: Final = 25
"""How many schedules a server may have: as many as a Discord menu has options."""


class DailyFacts:
    """The fact of the day of one server. Every `now` is an instant that knows its zone.

    Everything about one schedule raises ScheduleGone unless it is one of this server's.
    """

    def __init__(self, store: DailyStore, server: LibraryId) -> None:
        self._store = store
        self._server = server
        self._editor = ScheduleEditor(store, server)

    async def add(self, plan: Plan, made_by: int, now: datetime.datetime) -> ScheduleOverview:
        """Begin a schedule, due from now on, and return it with the next three times.

        Raises ZoneUnknown, NoFactMatches, LibraryEmpty or TooManySchedules.
        """
        next_ = next(iter_due_dates(plan.timing, now))
        await self._editor.check_filter(plan.fact_filter)
        new = NewSchedule(self._server, plan, made_by, next_)
        schedule = await self._store.schedules.add(new, MAX_SCHEDULES)
        if schedule is None:
            raise TooManySchedules(MAX_SCHEDULES)
        return await self._editor.build_overview(schedule.id, now)

    async def count_matching(self, choice: FactFilter) -> int:
        """Return how many facts a choice leaves."""
        return await self._store.schedules.count_matching(self._server, choice)

    async def list_schedules(self, now: datetime.datetime) -> tuple[ScheduleOverview, ...]:
        """Return the server's schedules, the oldest first, each with the next three times."""
        known = await self._store.schedules.schedules(self._server)
        return tuple(
            [await self._editor.build_overview(schedule.id, now, last) for schedule, last in known]
        )

    async def schedule(self, schedule: ScheduleId) -> Schedule:
        """Return one schedule."""
        found = await self._store.schedules.schedule(self._server, schedule)
        if found is None:
            raise ScheduleGone
        return found

    async def edit(
        self, schedule: ScheduleId, plan: Plan, now: datetime.datetime
    ) -> ScheduleOverview:
        """Put another plan in the place of a schedule's. A day that has its post gets no second.

        What is due but not yet posted stays due. Raises as `add` does.
        """
        load_zone(plan.timing.zone)
        await self._editor.check_filter(plan.fact_filter)
        return await self._editor.change(
            schedule, now, change=lambda kept: replace(kept, plan=plan)
        )

    async def pause(self, schedule: ScheduleId, now: datetime.datetime) -> ScheduleOverview:
        """Stop posting until resumed. Days that pass meanwhile are neither posted nor missed."""
        return await self._editor.change(
            schedule, now, change=lambda kept: replace(kept, paused=True)
        )

    async def resume(self, schedule: ScheduleId, now: datetime.datetime) -> ScheduleOverview:
        """Go on with what is due from now on."""
        return await self._editor.change(
            schedule, now, change=lambda kept: replace(kept, paused=False)
        )

    async def remove(self, schedule: ScheduleId) -> None:
        """End a schedule for good. What was being made is given up; old posts' controls work on."""
        if not await self._store.schedules.remove(self._server, schedule):
            raise ScheduleGone

    async def preview(
        self, schedule: ScheduleId, now: datetime.datetime, count: int = PREVIEW_DAYS
    ) -> tuple[Forecast, ...]:
        """Return what comes next, with the facts: skips, swaps and fixed facts are in it.

        What was previewed is what is posted, unless facts, votes or arrangements change. Of a
        paused schedule: what would come if it were resumed now.
        """
        return (await self.load_preview(lambda _: schedule, now, count)).forecasts

    async def load_preview(
        self, choose: ChooseSchedule, now: datetime.datetime, count: int = PREVIEW_DAYS
    ) -> SchedulePreview:
        """Return the preview of the schedule that `choose` picks, in one read.

        `choose` is called in another thread.
        """
        return await self._store.read(
            self._server, lambda snapshot: build_preview(snapshot, choose, now, count)
        )

    async def list_overrides(
        self, schedule: ScheduleId, now: datetime.datetime
    ) -> tuple[DayOverride, ...]:
        """Return what people arranged for days to come, in order of days."""
        outlook = await self._editor.load_state(schedule, now, facts=False)
        return list_upcoming_overrides(outlook, now)

    async def swap(
        self, schedule: ScheduleId, day: datetime.date, person: int, now: datetime.datetime
    ) -> Forecast:
        """Put another fact in the place of a previewed day's; the one that was there comes later.

        The stand-in is none of those previewed. Raises DayNotUpcoming for a day not in the preview,
        NoFactMatches if there is no other fact.
        """
        outlook = await self._editor.load_state(schedule, now)
        told = forecast_turns(outlook, now, PREVIEW_DAYS)
        due, turn = next((each for each in told if each[0].day == day), (None, None))
        if due is None:
            raise DayNotUpcoming(day)
        shown = {turn.fact for _, turn in told if turn}
        fact = pick_replacement(outlook, shown, turn.fact) if turn else None
        if fact is None:
            raise await self._editor.no_fact_error()
        return await self._editor.override_day(
            schedule, due, DayOverride(day, person, fact, is_swap=True), now
        )

    async def fix(
        self,
        schedule: ScheduleId,
        day: datetime.date,
        fact: FactId,
        person: int,
        now: datetime.datetime,
    ) -> Forecast:
        """Fix a fact to a day to come, whether it matches the schedule's choice or not.

        Raises DayNotUpcoming, also for a day more than 400 days ahead, or FactNotFound.
        """
        if await self._get_fact(fact) is None:
            raise FactNotFound(fact)
        outlook = await self._editor.load_state(schedule, now)
        due = find_upcoming_due(outlook, day, now)
        if due is None:
            raise DayNotUpcoming(day)
        return await self._editor.override_day(schedule, due, DayOverride(day, person, fact), now)

    async def skip_next(
        self, schedule: ScheduleId, person: int, now: datetime.datetime
    ) -> SkipResult:
        """Leave out the next day. Raises as `skip` does."""
        outlook = await self._editor.load_state(schedule, now, facts=False)
        day = next(iter_pending_dues(outlook, now)).day
        return await self.skip(schedule, (day, day), person, now)

    async def skip(
        self,
        schedule: ScheduleId,
        days: Days,
        person: int,
        now: datetime.datetime,
    ) -> SkipResult:
        """Leave out all days from the first to the last that are still to come.

        Raises DayNotUpcoming if no post is due then or the first is more than 400 days ahead, and
        SkipTooLong for more than 366 days.
        """
        outlook = await self._editor.load_state(schedule, now, facts=False)
        if is_too_far(days[0], now):
            raise DayNotUpcoming(days[0])
        first, last = trim_skipped_days(days, outlook, now)
        meant = takewhile(lambda due: due.day <= last, iter_pending_dues(outlook, now))
        left_out = sum(due.day >= first for due in meant)
        if not left_out:
            raise DayNotUpcoming(days[0])
        skips = [DayOverride(day, person) for day in list_days(first, last)]
        listed = await self._editor.change(schedule, now, arranged=skips)
        given_up = sum(first <= it.day <= last and not it.is_skip for it in outlook.overrides)
        return SkipResult((first, last), left_out, listed, given_up)

    async def clear(
        self,
        schedule: ScheduleId,
        days: Days,
        now: datetime.datetime,
    ) -> ScheduleOverview:
        """Take back what was arranged from the first of some days to the last."""
        outlook = await self._editor.load_state(schedule, now, facts=False)
        meant = [each.day for each in outlook.overrides if days[0] <= each.day <= days[1]]
        return await self._editor.change(schedule, now, cleared=meant)

    async def post_extra(
        self, schedule: ScheduleId, person: int, now: datetime.datetime
    ) -> PostJob:
        """Claim an extra post for now, beside the day's. Made as the others are; see Posting.

        Raises NoFactMatches or LibraryEmpty.
        """
        outlook = await self._editor.load_state(schedule, now)
        new = plan_extra_post(outlook, person, now)
        if new is None:
            raise await self._editor.no_fact_error()
        post = await self._store.schedules.post_extra(outlook.schedule, new, now)
        fact = await self._get_fact(post.fact)
        return PostJob(outlook.schedule, post, fact)

    async def explain(self, post: PostId) -> PostExplanation:
        """Tell why a post brought its fact. Raises PostGone."""
        found = await self._store.schedules.post(self._server, post)
        if found is None:
            raise PostGone
        return await self._store.read(
            self._server, lambda snapshot: build_explanation(snapshot, found)
        )

    async def vote(self, fact: FactId, person: int, liked: bool) -> VoteResult:
        """Keep a person's one vote on a fact, True for it; the same once more takes it back.

        Return the server's votes then. Raises FactNotFound.
        """
        voted = await self._store.schedules.vote(self._server, fact, person, liked)
        if voted is None:
            raise FactNotFound(fact)
        return voted

    async def ballot(self, fact: FactId) -> Ballot:
        """Return the server's votes on a fact."""
        return await self._store.schedules.ballot(self._server, fact)

    async def _get_fact(self, fact: FactId | None) -> Fact | None:
        if fact is None:
            return None
        return await self._store.read(self._server, lambda snapshot: snapshot.facts.get(fact))
