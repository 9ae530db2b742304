"""All that decides about the days to come of a schedule."""

import datetime
import sqlite3
from typing import Final

from facts.daily.schedule import Schedule, ScheduleId
from facts.daily.store import Outlook
from facts.daily.turn import Past, Played, Stock, Why
from facts.model.entities import FactId
from storage.daily import overrides, schedules, votes
from storage.daily.candidates import stock

_BEFORE: Final = datetime.timedelta(days=2)
"""Nowhere on Earth is it earlier than that."""
_DELIVERED: Final = "round IS NOT NULL AND state IN ('claimed', 'sent')"
"""A post that is being made counts: it may have arrived."""


def outlook(
    schedule: ScheduleId, now: datetime.datetime, facts: bool, connection: sqlite3.Connection
) -> Outlook | None:
    """Return what decides about a schedule's days to come."""
    known = schedules.known(schedule, connection)
    if known is None:
        return None
    since = min(now.date(), known.next.day if known.next else now.date()) - _BEFORE
    taken = _taken(schedule, since, connection)
    arranged = overrides.arranged(schedule, since, connection)
    if not facts:
        return Outlook(known, taken, arranged, Stock((), 0, FactId(0)), Past())
    past = _past(known, connection)
    return Outlook(known, taken, arranged, stock(known, arranged, past, connection), past)


def _taken(
    schedule: ScheduleId, since: datetime.date, connection: sqlite3.Connection
) -> frozenset[datetime.date]:
    rows = connection.execute(
        "SELECT day FROM post WHERE schedule = ? AND day >= ? AND extra = 0",
        (schedule, since.isoformat()),
    )
    return frozenset(datetime.date.fromisoformat(day) for (day,) in rows)


def _past(schedule: Schedule, connection: sqlite3.Connection) -> Past:
    rows = connection.execute(
        f"""
        SELECT coalesce(fact, 0), round, newest, why = '{Why.NEW}' FROM post
        WHERE schedule = :schedule AND {_DELIVERED} AND round >= (
            SELECT max(round) FROM post WHERE schedule = :schedule AND {_DELIVERED}
        ) - 1
        ORDER BY id
        """,
        {"schedule": schedule.id},
    )
    played = (
        Played(FactId(fact), round_, FactId(newest), bool(was_new))
        for fact, round_, newest, was_new in rows
    )
    return Past(tuple(played), votes.ballots(schedule.server, connection))
