"""What comes on which day of a schedule, worked out from its outlook: nothing is asked or kept."""

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
from facts.daily.turn import PastTurn, Turn, TurnExplanation, TurnHistory, TurnReason
from facts.model.entities import FactId
from facts.model.random_order import draw

LEASE: Final = datetime.timedelta(minutes=2)
"""How long a post is its claimer's alone."""
_EXTRA_WINDOW: Final = datetime.timedelta(minutes=15)
"""How long an extra post is tried: who asked for it is waiting."""
_MAX_AHEAD: Final = datetime.timedelta(days=400)
"""How far ahead days are arranged: this time next year is not too far."""
_MAX_MISSED: Final = 366
"""How many missed days are recorded at once, the latest ones."""


def local_today(outlook: ScheduleState, now: datetime.datetime) -> datetime.date:
    """Return the day that the schedule's own clock shows. Raises ZoneUnknown."""
    return now.astimezone(load_zone(outlook.schedule.plan.timing.zone)).date()


def iter_pending_dues(outlook: ScheduleState, now: datetime.datetime) -> Iterator[DueDate]:
    """Yield what is due from what is kept as next on, or from now on if nothing is."""
    first = outlook.schedule.next
    skipping = _closed_days(outlook)
    timing = outlook.schedule.plan.timing
    if first is None:
        return iter_due_dates(timing, now, skipping)
    return chain([first], iter_due_dates(timing, first.moment, skipping | {first.day}))


def find_next_due(outlook: ScheduleState, now: datetime.datetime) -> DueDate | None:
    """Return what is due next, as plan and arrangements are now.

    What is due already and not yet posted stays so, unless it is skipped.
    """
    schedule = outlook.schedule
    if schedule.paused:
        return None
    skipping = _closed_days(outlook)
    kept = schedule.next
    if kept and kept.moment <= now and kept.day not in skipping:
        return kept
    return next(iter_due_dates(schedule.plan.timing, now, skipping), None)


def is_too_far(day: datetime.date, now: datetime.datetime) -> bool:
    """Tell whether a day is too far ahead to be arranged."""
    return day > now.date() + _MAX_AHEAD


def find_upcoming_due(
    outlook: ScheduleState, day: datetime.date, now: datetime.datetime
) -> DueDate | None:
    """Return when a day's post is due, if it is still to come and not far, skipped or not."""
    if is_too_far(day, now):
        return None
    days = iter_due_dates(outlook.schedule.plan.timing, now, outlook.posted_days)
    return next(
        (due for due in takewhile(lambda due: due.day <= day, days) if due.day == day), None
    )


def plan_advance(
    outlook: ScheduleState, now: datetime.datetime, after: int | None = None
) -> Advance:
    """Return how a schedule that is due moves on.

    Of all days that have become due, only the last is posted, and that only within its window,
    and `after` a message.
    """
    plan = outlook.schedule.plan
    passed = deque(
        takewhile(lambda due: due.moment <= now, iter_pending_dues(outlook, now)), _MAX_MISSED
    )
    skipping = _closed_days(outlook) | {due.day for due in passed}
    next_ = next(iter_due_dates(plan.timing, now, skipping), None)
    last = passed[-1]
    deadline = last.moment + plan.catch_up
    if now > deadline:
        return Advance(tuple(passed), None, next_)
    turn = pick_turn(outlook, last.day, outlook.history)
    claimed = NewPost(last, deadline, now + LEASE, turn, after)
    return Advance(tuple(passed)[:-1], claimed, next_)


def plan_extra_post(outlook: ScheduleState, person: int, now: datetime.datetime) -> NewPost | None:
    """Return a post beside those of the days, for now; None if no fact matches."""
    day = local_today(outlook, now)
    reserved = {each.fact for each in outlook.overrides if each.fact and each.day >= day}
    turn = pick_next_turn(outlook.pool, outlook.history, outlook.schedule.id, reserved)
    if turn is None:
        return None
    turn = replace(turn, reason=replace(turn.reason, person=person))
    return NewPost(DueDate(day, now), now + _EXTRA_WINDOW, now + LEASE, turn)


def pick_turn(outlook: ScheduleState, day: datetime.date, past: TurnHistory) -> Turn | None:
    """Return whose turn it is on a day, after what came before; None if no fact matches."""
    for each in outlook.overrides:
        if each.day == day and each.fact is not None:
            why = TurnReason.SWAPPED if each.is_swap else TurnReason.FIXED
            return build_chosen_turn(
                each.fact, outlook.pool, past, TurnExplanation(why, person=each.made_by)
            )
    return pick_next_turn(outlook.pool, past, outlook.schedule.id, _reserved_facts(outlook, day))


def forecast_turns(
    outlook: ScheduleState, now: datetime.datetime, count: int
) -> tuple[tuple[DueDate, Turn | None], ...]:
    """Return what comes on the next days, each as if those before had come as told."""
    past, told = outlook.history, []
    for due in islice(iter_pending_dues(outlook, now), count):
        turn = pick_turn(outlook, due.day, past)
        told.append((due, turn))
        if turn:
            is_new = turn.reason.why is TurnReason.NEW
            played = PastTurn(turn.fact, turn.round, turn.newest, is_new)
            past = replace(past, turns=(*past.turns, played))
    return tuple(told)


def pick_replacement(
    outlook: ScheduleState, shown: Collection[FactId], instead_of: FactId
) -> FactId | None:
    """Return a fact that may come in the place of another: at first such as had no turn yet.

    Asked again and again it goes through all there are, in an order of chance.
    """
    everything = {candidate.fact for candidate in outlook.pool.candidates}
    number = max((played.round for played in outlook.history.turns), default=0)
    seen = {played.fact for played in outlook.history.turns if played.round == number}
    for those in (everything - seen - {*shown}, everything - {*shown}, everything - {instead_of}):
        if drawn := draw(sorted(those), outlook.schedule.id, instead_of):
            return drawn.fact
    return None


def apply_overrides(
    outlook: ScheduleState, arranged: Iterable[DayOverride], cleared: Iterable[datetime.date]
) -> ScheduleState:
    """Return the outlook as it is once some days are arranged, and others no more."""
    new = {each.day: each for each in arranged}
    gone = {*cleared, *new}
    kept = [each for each in outlook.overrides if each.day not in gone]
    days = sorted((*kept, *new.values()), key=lambda each: each.day)
    return replace(outlook, overrides=tuple(days))


def _closed_days(outlook: ScheduleState) -> frozenset[datetime.date]:
    """Return the days that have their post or are skipped."""
    return outlook.posted_days | {each.day for each in outlook.overrides if each.is_skip}


def _reserved_facts(outlook: ScheduleState, day: datetime.date) -> frozenset[FactId]:
    later = (each.fact for each in outlook.overrides if each.day > day)
    return frozenset(fact for fact in later if fact is not None)
