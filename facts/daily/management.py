"""The use cases of `/daily` and of buttons on posts."""

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
from facts.daily.post import PostId
from facts.daily.preview import ChooseSchedule, build_explanation, build_preview
from facts.daily.results import (
    PostExplanation,
    PostJob,
    ScheduleOverview,
    SchedulePreview,
    SkipResult,
)
from facts.daily.schedule import DayOverride, Plan, Schedule, ScheduleId
from facts.daily.schedule_editor import (
    PREVIEW_DAYS,
    ScheduleEditor,
    build_overview,
    list_days,
    trim_skipped_days,
)
from facts.daily.store import DailyStore, NewSchedule, ScheduleState
from facts.daily.turn import Ballot, VoteResult
from facts.model.entities import Fact, FactId, LibraryId
from facts.model.errors import FactNotFound

MAX_SCHEDULES: Final = 25
"""Schedules a server may have: the number of options in a Discord menu."""


class DailyFacts:
    """The fact of the day of one server.

    Every `now` is an aware datetime, every `person` a Discord user's id. Methods with a `schedule`
    parameter raise ScheduleGone if this server has no such schedule.
    """

    def __init__(self, store: DailyStore, server: LibraryId) -> None:
        self._store = store
        self._server = server
        self._editor = ScheduleEditor(store, server)

    async def add(self, plan: Plan, made_by: int, now: datetime.datetime) -> ScheduleOverview:
        """Add a schedule that posts from now on.

        Raises ZoneUnknown, NoFactMatches, LibraryEmpty or TooManySchedules.
        """
        next_ = next(iter_due_dates(plan.timing, now))
        await self._editor.check_filter(plan.fact_filter)
        new = NewSchedule(self._server, plan, made_by, next_)
        schedule = await self._store.schedules.add(new, MAX_SCHEDULES)
        if schedule is None:
            raise TooManySchedules(MAX_SCHEDULES)
        return build_overview(ScheduleState(schedule), now)

    async def schedules(self) -> tuple[Schedule, ...]:
        """Return the server's schedules, oldest first."""
        listed = await self._store.schedules.schedules(self._server)
        return tuple(schedule for schedule, _ in listed)

    async def list_schedules(self, now: datetime.datetime) -> tuple[ScheduleOverview, ...]:
        """Return the same with their next due dates and last posts."""
        listed = await self._store.schedules.list_states(self._server, now)
        return tuple(build_overview(state, now, last) for state, last in listed)

    async def edit(
        self, schedule: ScheduleId, plan: Plan, now: datetime.datetime
    ) -> ScheduleOverview:
        """Replace a schedule's plan; no day gets a second post.

        A day that is due and not posted yet stays due. Raises as `add` does.
        """
        load_zone(plan.timing.zone)
        await self._editor.check_filter(plan.fact_filter)
        return await self._editor.change(
            schedule, now, change=lambda kept: replace(kept, plan=plan)
        )

    async def pause(self, schedule: ScheduleId, now: datetime.datetime) -> ScheduleOverview:
        """Stop posting until resumed; days in between are not missed."""
        return await self._editor.change(
            schedule, now, change=lambda kept: replace(kept, paused=True)
        )

    async def resume(self, schedule: ScheduleId, now: datetime.datetime) -> ScheduleOverview:
        """Start posting again, with the next day that is due."""
        return await self._editor.change(
            schedule, now, change=lambda kept: replace(kept, paused=False)
        )

    async def remove(self, schedule: ScheduleId) -> None:
        """Remove a schedule for good.

        An open post is closed. Buttons on old posts keep working.
        """
        if not await self._store.schedules.remove(self._server, schedule):
            raise ScheduleGone

    async def preview(
        self, schedule: ScheduleId, now: datetime.datetime, count: int = PREVIEW_DAYS
    ) -> SchedulePreview:
        """Return the next posts with their facts, and future overrides.

        These facts are posted unless facts, votes or overrides change. For a paused schedule, they
        are those that would come if it were resumed now.
        """
        return await self.load_preview(lambda _: schedule, now, count)

    async def load_preview(
        self, choose: ChooseSchedule, now: datetime.datetime, count: int = PREVIEW_DAYS
    ) -> SchedulePreview:
        """Return the preview of the schedule that `choose` picks, in one read.

        `choose` is called in another thread; what it raises passes.
        """
        return await self._store.read(
            self._server, lambda snapshot: build_preview(snapshot, choose, now, count)
        )

    async def swap(
        self, schedule: ScheduleId, day: datetime.date, person: int, now: datetime.datetime
    ) -> None:
        """Replace the fact of a previewed day; the fact replaced comes later.

        The new fact is none of those previewed. Raises DayNotUpcoming for a day that is not in the
        preview, NoFactMatches if there is no other fact.
        """
        state = await self._editor.load_state(schedule, now)
        turns = forecast_turns(state, now, PREVIEW_DAYS)
        due, turn = next((each for each in turns if each[0].day == day), (None, None))
        if due is None:
            raise DayNotUpcoming(day)
        shown = {turn.fact for _, turn in turns if turn}
        fact = pick_replacement(state, shown, turn.fact) if turn else None
        if fact is None:
            raise await self._editor.no_fact_error()
        await self._editor.change(schedule, now, overrides=[DayOverride(day, person, fact)])

    async def fix(
        self,
        schedule: ScheduleId,
        day: datetime.date,
        fact: FactId,
        person: int,
        now: datetime.datetime,
    ) -> bool:
        """Choose the fact of a future day.

        Return whether the fact matches the schedule's filter. Raises DayNotUpcoming, also for a day
        more than 400 days ahead, or FactNotFound.
        """
        if await self._get_fact(fact) is None:
            raise FactNotFound(fact)
        state = await self._editor.load_state(schedule, now, facts=False)
        if find_upcoming_due(state, day, now) is None:
            raise DayNotUpcoming(day)
        await self._editor.change(schedule, now, overrides=[DayOverride(day, person, fact)])
        fact_filter = state.schedule.plan.fact_filter
        return await self._store.schedules.matches_filter(self._server, fact_filter, fact)

    async def skip_next(
        self, schedule: ScheduleId, person: int, now: datetime.datetime
    ) -> SkipResult:
        """Skip the next day. Raises as `skip` does."""
        state = await self._editor.load_state(schedule, now, facts=False)
        day = next(iter_pending_dues(state, now)).day
        return await self.skip(schedule, (day, day), person, now)

    async def skip(
        self, schedule: ScheduleId, days: Days, person: int, now: datetime.datetime
    ) -> SkipResult:
        """Skip all future days from the first to the last.

        Raises DayNotUpcoming if no post is due on them or the first is more than 400 days ahead,
        and SkipTooLong for more than 366 days.
        """
        state = await self._editor.load_state(schedule, now, facts=False)
        if is_too_far(days[0], now):
            raise DayNotUpcoming(days[0])
        first, last = trim_skipped_days(days, state, now)
        until_last = takewhile(lambda due: due.day <= last, iter_pending_dues(state, now))
        posts = sum(due.day >= first for due in until_last)
        if not posts:
            raise DayNotUpcoming(days[0])
        skips = [DayOverride(day, person) for day in list_days(first, last)]
        overview = await self._editor.change(schedule, now, overrides=skips)
        dropped = sum(first <= each.day <= last and not each.is_skip for each in state.overrides)
        return SkipResult((first, last), posts, overview, dropped)

    async def clear(
        self, schedule: ScheduleId, days: Days, now: datetime.datetime
    ) -> ScheduleOverview:
        """Undo the skips and chosen facts of a range of days."""
        state = await self._editor.load_state(schedule, now, facts=False)
        cleared = [each.day for each in state.overrides if days[0] <= each.day <= days[1]]
        return await self._editor.change(schedule, now, cleared=cleared)

    async def post_extra(
        self, schedule: ScheduleId, person: int, now: datetime.datetime
    ) -> PostJob:
        """Claim an extra post for now, apart from the day's own.

        Raises NoFactMatches or LibraryEmpty.
        """
        state = await self._editor.load_state(schedule, now)
        new = plan_extra_post(state, person, now)
        if new is None:
            raise await self._editor.no_fact_error()
        post = await self._store.schedules.post_extra(state.schedule, new, now)
        fact = await self._get_fact(post.fact) if post.fact else None
        return PostJob(state.schedule, post, fact)

    async def explain(self, post: PostId) -> PostExplanation:
        """Return why a post brought its fact. Raises PostGone."""
        found = await self._store.schedules.post(self._server, post)
        if found is None:
            raise PostGone
        return await self._store.read(
            self._server, lambda snapshot: build_explanation(snapshot, found)
        )

    async def vote(self, fact: FactId, person: int, liked: bool) -> VoteResult:
        """Record a user's vote on a fact; repeating it removes it.

        Raises FactNotFound.
        """
        voted = await self._store.schedules.vote(self._server, fact, person, liked)
        if voted is None:
            raise FactNotFound(fact)
        return voted

    async def ballot(self, fact: FactId) -> Ballot:
        """Return the server's votes on a fact."""
        return await self._store.schedules.ballot(self._server, fact)

    async def _get_fact(self, fact: FactId) -> Fact | None:
        return await self._store.read(self._server, lambda snapshot: snapshot.facts.get(fact))
