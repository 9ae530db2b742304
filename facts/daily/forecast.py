"""What comes on which day of a schedule, worked out from its outlook: nothing is asked or kept."""

import datetime
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, takewhile
from typing import Final

from facts.clock.due_dates import Due, upcoming, zone_info
from facts.daily.rotation import next_turn, turn_of
from facts.daily.schedule import Arrangement
from facts.daily.store import NewPost, Outlook, Settlement
from facts.daily.turn import Past, Played, Reason, Turn, Why
from facts.model.entities import FactId
from facts.model.random_order import draw

LEASE: Final = datetime.timedelta(minutes=2)
"""How long a post is its claimer's alone."""
_EXTRA_WINDOW: Final = datetime.timedelta(minutes=15)
"""How long an extra post is tried: who asked for it is waiting."""
_FURTHEST: Final = datetime.timedelta(days=400)
"""How far ahead days are arranged: this time next year is not too far."""
_MOST_MISSED: Final = 366
"""How many missed days are recorded at once, the latest ones."""


def today(outlook: Outlook, now: datetime.datetime) -> datetime.date:
    """Return the day that the schedule's own clock shows. Raises ZoneUnknown."""
    return now.astimezone(zone_info(outlook.schedule.plan.timing.zone)).date()


def dues(outlook: Outlook, now: datetime.datetime) -> Iterator[Due]:
    """Yield what is due from what is kept as next on, or from now on if nothing is."""
    first = outlook.schedule.next
    skipping = _closed(outlook)
    timing = outlook.schedule.plan.timing
    if first is None:
        return upcoming(timing, now, skipping)
    return chain([first], upcoming(timing, first.moment, skipping | {first.day}))


def next_due(outlook: Outlook, now: datetime.datetime) -> Due | None:
    """Return what is due next, as plan and arrangements are now.

    What is due already and not yet posted stays so, unless it is skipped.
    """
    schedule = outlook.schedule
    if schedule.paused:
        return None
    skipping = _closed(outlook)
    kept = schedule.next
    if kept and kept.moment <= now and kept.day not in skipping:
        return kept
    return next(upcoming(schedule.plan.timing, now, skipping), None)


def is_far(day: datetime.date, now: datetime.datetime) -> bool:
    """Tell whether a day is too far ahead to be arranged."""
    return day > now.date() + _FURTHEST


def is_ahead(outlook: Outlook, day: datetime.date, now: datetime.datetime) -> Due | None:
    """Return when a day's post is due, if it is still to come and not far, skipped or not."""
    if is_far(day, now):
        return None
    days = upcoming(outlook.schedule.plan.timing, now, outlook.taken)
    return next(
        (due for due in takewhile(lambda due: due.day <= day, days) if due.day == day), None
    )


def settlement(outlook: Outlook, now: datetime.datetime, after: int | None = None) -> Settlement:
    """Return how a schedule that is due moves on.

    Of all days that have become due, only the last is posted, and that only within its window,
    and `after` a message.
    """
    plan = outlook.schedule.plan
    passed = deque(takewhile(lambda due: due.moment <= now, dues(outlook, now)), _MOST_MISSED)
    skipping = _closed(outlook) | {due.day for due in passed}
    next_ = next(upcoming(plan.timing, now, skipping), None)
    last = passed[-1]
    deadline = last.moment + plan.catch_up
    if now > deadline:
        return Settlement(tuple(passed), None, next_)
    turn = turn_on(outlook, last.day, outlook.past)
    claimed = NewPost(last, deadline, now + LEASE, turn, after)
    return Settlement(tuple(passed)[:-1], claimed, next_)


def extra(outlook: Outlook, person: int, now: datetime.datetime) -> NewPost | None:
    """Return a post beside those of the days, for now; None if no fact matches."""
    day = today(outlook, now)
    reserved = {each.fact for each in outlook.arranged if each.fact and each.day >= day}
    turn = next_turn(outlook.stock, outlook.past, outlook.schedule.id, reserved)
    if turn is None:
        return None
    turn = replace(turn, reason=replace(turn.reason, person=person))
    return NewPost(Due(day, now), now + _EXTRA_WINDOW, now + LEASE, turn)


def turn_on(outlook: Outlook, day: datetime.date, past: Past) -> Turn | None:
    """Return whose turn it is on a day, after what came before; None if no fact matches."""
    for each in outlook.arranged:
        if each.day == day and each.fact is not None:
            why = Why.SWAPPED if each.swapped else Why.FIXED
            return turn_of(each.fact, outlook.stock, past, Reason(why, person=each.made_by))
    return next_turn(outlook.stock, past, outlook.schedule.id, _reserved(outlook, day))


def forecast(
    outlook: Outlook, now: datetime.datetime, count: int
) -> tuple[tuple[Due, Turn | None], ...]:
    """Return what comes on the next days, each as if those before had come as told."""
    past, told = outlook.past, []
    for due in islice(dues(outlook, now), count):
        turn = turn_on(outlook, due.day, past)
        told.append((due, turn))
        if turn:
            is_new = turn.reason.why is Why.NEW
            played = Played(turn.fact, turn.round, turn.newest, is_new)
            past = replace(past, played=(*past.played, played))
    return tuple(told)


def stand_in(outlook: Outlook, shown: Collection[FactId], instead_of: FactId) -> FactId | None:
    """Return a fact that may come in the place of another: at first such as had no turn yet.

    Asked again and again it goes through all there are, in an order of chance.
    """
    everything = {candidate.fact for candidate in outlook.stock.candidates}
    number = max((played.round for played in outlook.past.played), default=0)
    seen = {played.fact for played in outlook.past.played if played.round == number}
    for those in (everything - seen - {*shown}, everything - {*shown}, everything - {instead_of}):
        if drawn := draw(sorted(those), outlook.schedule.id, instead_of):
            return drawn.fact
    return None


def rearranged(
    outlook: Outlook, arranged: Iterable[Arrangement], cleared: Iterable[datetime.date]
) -> Outlook:
    """Return the outlook as it is once some days are arranged, and others no more."""
    new = {each.day: each for each in arranged}
    gone = {*cleared, *new}
    kept = [each for each in outlook.arranged if each.day not in gone]
    days = sorted((*kept, *new.values()), key=lambda each: each.day)
    return replace(outlook, arranged=tuple(days))


def _closed(outlook: Outlook) -> frozenset[datetime.date]:
    """Return the days that have their post or are skipped."""
    return outlook.taken | {each.day for each in outlook.arranged if each.skips}


def _reserved(outlook: Outlook, day: datetime.date) -> frozenset[FactId]:
    later = (each.fact for each in outlook.arranged if each.day > day)
    return frozenset(fact for fact in later if fact is not None)
