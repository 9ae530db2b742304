"""What a schedule posts on which day: pure functions of its state."""

import datetime
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, takewhile
from typing import Final

from facts.clock.due_dates import DueDate, iter_due_dates, load_zone
from facts.daily.rotation import build_chosen_turn, pick_next_turn
from facts.daily.schedule import DayOverride
from facts.daily.store import Advance, NewPost, ScheduleState
from facts.daily.turn import PastTurn, Turn, TurnHistory, TurnReason
from facts.model.entities import FactId
from facts.model.random_order import draw

LEASE: Final = datetime.timedelta(minutes=2)
"""How long a claimed post belongs to the process that claimed it."""
_EXTRA_WINDOW: Final = datetime.timedelta(minutes=15)
"""How long an extra post is tried: the user is waiting for it."""
PlannedTurn = tuple[DueDate, Turn | None]
"""The turn of a future day; None if no fact matches."""
_MAX_AHEAD: Final = datetime.timedelta(days=400)
"""How far ahead a day may be overridden: a little more than a year."""
_MAX_MISSED: Final = 366
"""How many missed days are recorded at once, the latest ones."""


def local_today(state: ScheduleState, now: datetime.datetime) -> datetime.date:
    """Return today's date in the schedule's zone. Raises ZoneUnknown."""
    return now.astimezone(load_zone(state.schedule.plan.timing.zone)).date()


def iter_pending_dues(state: ScheduleState, now: datetime.datetime) -> Iterator[DueDate]:
    """Yield due dates, beginning with the schedule's next one.

    A schedule without a next one begins from now.
    """
    first = state.schedule.next
    closed = _closed_days(state)
    timing = state.schedule.plan.timing
    if first is None:
        return iter_due_dates(timing, now, closed)
    return chain([first], iter_due_dates(timing, first.moment, closed | {first.day}))


def find_next_due(state: ScheduleState, now: datetime.datetime) -> DueDate | None:
    """Return the next due date by the current plan and overrides.

    None while paused. A day that is due and not posted yet stays due, unless it is skipped.
    """
    schedule = state.schedule
    if schedule.paused:
        return None
    closed = _closed_days(state)
    kept = schedule.next
    if kept and kept.moment <= now and kept.day not in closed:
        return kept
    return next(iter_due_dates(schedule.plan.timing, now, closed), None)


def is_too_far(day: datetime.date, now: datetime.datetime) -> bool:
    """Return whether a day is too far ahead to be overridden."""
    return day > now.date() + _MAX_AHEAD


def find_upcoming_due(
    state: ScheduleState, day: datetime.date, now: datetime.datetime
) -> DueDate | None:
    """Return the due date of a future day, skipped or not.

    None if the day has none or is too far ahead.
    """
    if is_too_far(day, now):
        return None
    dues = iter_due_dates(state.schedule.plan.timing, now, state.posted_days)
    return next(
        (due for due in takewhile(lambda due: due.day <= day, dues) if due.day == day), None
    )


def plan_advance(state: ScheduleState, now: datetime.datetime, after: int | None = None) -> Advance:
    """Return how a due schedule moves on.

    Of all days that are due, only the last one is posted, and only within its catch-up window.
    `after` is the id of a message from before the claim; a search for the post starts there.
    """
    plan = state.schedule.plan
    passed = deque(
        takewhile(lambda due: due.moment <= now, iter_pending_dues(state, now)), _MAX_MISSED
    )
    closed = _closed_days(state) | {due.day for due in passed}
    next_ = next(iter_due_dates(plan.timing, now, closed), None)
    last = passed[-1]
    deadline = last.moment + plan.catch_up
    if now > deadline:
        return Advance(tuple(passed), None, next_)
    turn = pick_turn(state, last.day, state.history)
    claimed = NewPost(last, deadline, now + LEASE, turn, after)
    return Advance(tuple(passed)[:-1], claimed, next_)


def plan_extra_post(state: ScheduleState, person: int, now: datetime.datetime) -> NewPost | None:
    """Return an extra post for now; None if no fact matches."""
    day = local_today(state, now)
    reserved = {each.fact for each in state.overrides if each.fact and each.day >= day}
    turn = pick_next_turn(state.pool, state.history, state.schedule.id, reserved)
    if turn is None:
        return None
    turn = replace(turn, reason=replace(turn.reason, person=person))
    return NewPost(DueDate(day, now), now + _EXTRA_WINDOW, now + LEASE, turn)


def pick_turn(state: ScheduleState, day: datetime.date, history: TurnHistory) -> Turn | None:
    """Return the turn that a day gets after a history.

    None if no fact matches.
    """
    for each in state.overrides:
        if each.day == day and each.fact is not None:
            return build_chosen_turn(each.fact, state.pool, history, each.made_by)
    return pick_next_turn(state.pool, history, state.schedule.id, _reserved_facts(state, day))


def forecast_turns(
    state: ScheduleState, now: datetime.datetime, count: int
) -> tuple[PlannedTurn, ...]:
    """Return the turns of the next days.

    Each turn assumes that the days before it have been posted.
    """
    history, turns = state.history, []
    for due in islice(iter_pending_dues(state, now), count):
        turn = pick_turn(state, due.day, history)
        turns.append((due, turn))
        if turn:
            was_new = turn.reason.why is TurnReason.NEW
            past = PastTurn(turn.fact, turn.round, turn.newest, was_new)
            history = replace(history, turns=(*history.turns, past))
    return tuple(turns)


def pick_replacement(
    state: ScheduleState, shown: Collection[FactId], replaced: FactId
) -> FactId | None:
    """Return a fact to replace another one with.

    Facts without a turn in this round come first. None if there is no other fact. Repeated calls go
    through all facts in random order.
    """
    everything = {candidate.fact for candidate in state.pool.candidates}
    number = max((turn.round for turn in state.history.turns), default=0)
    seen = {turn.fact for turn in state.history.turns if turn.round == number}
    for facts in (everything - seen - {*shown}, everything - {*shown}, everything - {replaced}):
        if drawn := draw(sorted(facts), state.schedule.id, replaced):
            return drawn.fact
    return None


def apply_overrides(
    state: ScheduleState, overrides: Iterable[DayOverride], cleared: Iterable[datetime.date]
) -> ScheduleState:
    """Return the state with new overrides and without cleared days."""
    new = {each.day: each for each in overrides}
    gone = {*cleared, *new}
    kept = [each for each in state.overrides if each.day not in gone]
    days = sorted((*kept, *new.values()), key=lambda each: each.day)
    return replace(state, overrides=tuple(days))


def future_overrides(state: ScheduleState, now: datetime.datetime) -> tuple[DayOverride, ...]:
    """Return the overrides from today on, in order of days. Raises ZoneUnknown."""
    today = local_today(state, now)
    return tuple(each for each in state.overrides if each.day >= today)


def _closed_days(state: ScheduleState) -> frozenset[datetime.date]:
    """Return the days that have their post or are skipped."""
    return state.posted_days | {each.day for each in state.overrides if each.is_skip}


def _reserved_facts(state: ScheduleState, day: datetime.date) -> frozenset[FactId]:
    later = (each.fact for each in state.overrides if each.day > day)
    return frozenset(fact for fact in later if fact is not None)
